/** Who a request comes from. */
export type Principal =
  | { readonly kind: 'master' }
  | {
      readonly kind: 'apiKey';
      readonly id: string;
      readonly owner: string;
      readonly scopes: readonly string[];
    };
