/** What a key may do: `resource:action`, either of them `*` (contract 1.3). */

const RESOURCES: ReadonlySet<string> = new Set([
  'ledgers',
  'balances',
  'accounts',
  'identities',
  'transactions',
  'balance-monitors',
  'hooks',
  'api-keys',
  'search',
  'reconciliation',
  'metadata',
  'backup',
]);

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['mocked-account', 'accounts'],
  ['multi-search', 'search'],
  ['refund-transaction', 'transactions'],
]);

const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['GET', 'read'],
  ['HEAD', 'read'],
  ['POST', 'write'],
  ['PUT', 'write'],
  ['PATCH', 'write'],
  ['DELETE', 'delete'],
]);

/** The resource a path belongs to: its first part, if Core knows it. */
export function resourceOf(path: string): string | undefined {
  const first = path.slice(1).split('/', 1)[0] ?? '';
  return ALIASES.get(first) ?? (RESOURCES.has(first) ? first : undefined);
}

/** The action a method stands for; '' for one that no scope can allow. */
export function actionOf(method: string): string {
  return ACTIONS.get(method) ?? '';
}

function parse(scope: string): { resource: string; action: string } {
  const [resource = '', action = '', ...more] = scope.split(':');
  return more.length || !scope.includes(':') ? { resource: '', action: '' } : { resource, action };
}

/** Whether one of the scopes allows this. */
export function allows(scopes: readonly string[], resource: string, action: string): boolean {
  if (action === '') return false;
  return scopes.some((scope) => {
    const given = parse(scope);
    const fits = given.resource === '*' || given.resource === resource;
    return fits && (given.action === '*' || given.action === action);
  });
}

function covers(grantedScope: string, requestedScope: string): boolean {
  const granted = parse(grantedScope);
  const requested = parse(requestedScope);
  if ([granted, requested].some(({ resource, action }) => !resource || !action)) return false;
  if (granted.resource !== '*' && granted.resource !== requested.resource) return false;
  return granted.action === '*' || granted.action === requested.action;
}

/** Whether a key with these scopes may hand out those. */
export function mayGrant(own: readonly string[], requested: readonly string[]): boolean {
  return requested.every((scope) => own.some((granted) => covers(granted, scope)));
}
