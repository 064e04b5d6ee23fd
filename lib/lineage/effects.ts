import { type Holding } from './holdings';

/** An amount of one provider. `exact: false` means "up to". */
export type ProviderAmount = { provider: string; amount: bigint; exact: boolean };

/**
 * What a change of identity does to the lineage of a balance, as data: kind and amounts in minor units.
 * The letters are the rows of the table of effects in docs/lineage.md; the words are in `sentences.ts`.
 */
export type Effect =
  /** E1: a debit of more than `total` is paid, its release fails, lineage stops following. */
  | { kind: 'debit_stops_lineage'; total: bigint }
  /** E2: a release succeeds from money of the new identity's other balances. */
  | { kind: 'debit_takes_from_others'; total: bigint }
  /** E3: the next credit of a provider hides what is left of it. */
  | { kind: 'credit_hides'; providers: readonly ProviderAmount[] }
  /** E4: the same credit merges two owners' funds in one shadow. */
  | { kind: 'credit_merges'; providers: readonly ProviderAmount[] }
  /** E5: other balances of the old identity go on showing the shared funds. */
  | { kind: 'others_keep_showing'; balances: number; atLeast: boolean; amount: bigint }
  /** E6: the old identity must never be deleted, because Core's mappings keep its id. */
  | { kind: 'never_delete_owner' }
  /** E7: what is on hold settles under the old identity. */
  | { kind: 'inflight_stays'; amount: bigint }
  /** Lineage is off today and stays off: what of it this change does not put right. */
  | { kind: 'stays_off'; amount: bigint };

export type EffectInput = {
  /** In the order of the first credit. */
  holdings: readonly Holding[];
  /** The new identity's total in this currency before the change. */
  targetTotal: bigint;
  /** What the new identity already has available of each provider, in this currency. */
  targetHeld: ReadonlyMap<string, bigint>;
  /** Other balances of the owner whose lineage lies in the same shadows. */
  sharers: number;
  /** Whether there may be more of them than were asked. */
  moreSharers: boolean;
};

const sum = (amounts: readonly bigint[]) => amounts.reduce((all, each) => all + each, 0n);

/**
 * The effects of giving a tracked, healthy, settled balance to an identity with another identifier,
 * worst first (contract 5.8). What *breaks* follows from all that its shadows have available, since
 * Core allocates from whole shadows; what is *named* is this balance's own.
 */
export function effectsOf(input: EffectInput): Effect[] {
  const { holdings } = input;
  if (holdings.length === 0) return [];
  const available = sum(holdings.map((each) => (each.available > 0n ? each.available : 0n)));
  const effects: Effect[] = [];
  if (available > 0n) effects.push(...nextDebit(available, input.targetTotal));
  effects.push(...nextCredit(holdings, input.targetHeld));
  const inflight = sum(holdings.map((each) => each.inflight));
  if (inflight > 0n) effects.push({ kind: 'inflight_stays', amount: inflight });
  const shared = sum(
    holdings
      .filter((each) => each.sharers > 0 || input.moreSharers)
      .map(({ available }) => (available > 0n ? available : 0n)),
  );
  if (shared > 0n) {
    effects.push({
      kind: 'others_keep_showing',
      balances: input.sharers,
      atLeast: input.moreSharers,
      amount: shared,
    });
  }
  effects.push({ kind: 'never_delete_owner' });
  return effects;
}

/**
 * Core allocates the next debit over the old shadows and releases it from the *new* identity's total,
 * without overdraft (contract 5.5.5): up to that total it succeeds with others' money, above it fails.
 */
function nextDebit(available: bigint, targetTotal: bigint): Effect[] {
  const total = targetTotal > 0n ? targetTotal : 0n;
  const effects: Effect[] = [];
  if (total < available) effects.push({ kind: 'debit_stops_lineage', total });
  if (total > 0n) effects.push({ kind: 'debit_takes_from_others', total });
  return effects;
}

/** A tagged credit moves the provider's pointer to the new identity's shadow (contract 5.8.2). */
function nextCredit(
  holdings: readonly Holding[],
  targetHeld: ReadonlyMap<string, bigint>,
): Effect[] {
  const left = holdings.filter(({ own }) => own.amount > 0n);
  const effects: Effect[] = [];
  if (left.length > 0) {
    effects.push({
      kind: 'credit_hides',
      providers: left.map(({ provider, own }) => ({ provider, ...own })),
    });
  }
  const merging = left.flatMap(({ provider }): ProviderAmount[] => {
    const amount = targetHeld.get(provider) ?? 0n;
    return amount > 0n ? [{ provider, amount, exact: true }] : [];
  });
  if (merging.length > 0) effects.push({ kind: 'credit_merges', providers: merging });
  return effects;
}
