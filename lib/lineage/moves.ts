import { aggregateIndicator, shadowIndicator } from '@/lib/core/schemas/lineage-names';
import { allocate, type Allocation } from './allocation';
import { shadowIn, totalIn, viewOf, type LineagePosition, type Shadow } from './position';

/** Core gives up after this many attempts and never tries again (contract 5.3). */
const ATTEMPTS = 5;

/**
 * After a credit that is booked. With a provider, Core posts from that provider's shadow under the
 * present owner's name to the owner's total, and points the mapping there, wherever it pointed before
 * (contract 5.4, 5.8.2). A provider keeps its place in the order of the first credit.
 * @param provider One whose shadow under the owner's name is in the position if it exists; those of
 * providers without a mapping are not read by `gatherLineageFacts`.
 */
export function afterCredit(
  position: LineagePosition,
  amount: bigint,
  provider: string | null,
): LineagePosition {
  const credited = { ...position, balance: position.balance + amount };
  if (provider === null) return credited;
  const shadow = shadowIndicator(provider, position.identifier);
  const known = position.mappings.some((each) => each.provider === provider);
  return {
    ...credited,
    mappings: known
      ? position.mappings.map((each) => (each.provider === provider ? { provider, shadow } : each))
      : [...position.mappings, { provider, shadow }],
    shadows: changed(position.shadows, shadow, { received: amount }),
    totals: added(position.totals, aggregateIndicator(position.identifier), amount),
  };
}

/** What lineage did with a debit. */
export type DebitOutcome = {
  position: LineagePosition;
  /** What was released, by provider, in the order in which it was. */
  released: Allocation[];
  /** Core's five attempts are used up and something was not released: lineage stopped following. */
  gaveUp: boolean;
};

/**
 * After a debit that is booked, and after Core's attempts to follow it: it is spread over the mapped
 * shadows by the strategy, and each share released from the *present* owner's total without overdraft
 * (contract 5.5.5). Where that is not enough, what was released before stays so, and each later attempt
 * spreads the rest anew over what is left, except that a provider is released once and no more.
 */
export function afterDebit(position: LineagePosition, amount: bigint): DebitOutcome {
  let now: LineagePosition = { ...position, balance: position.balance - amount };
  const released: Allocation[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const rest = amount - released.reduce((sum, each) => sum + each.amount, 0n);
    if (rest <= 0n) return { position: now, released, gaveUp: false };
    const shares = allocate(viewOf(now), rest, now.strategy);
    const done = new Set(released.map(({ provider }) => provider));
    const missing = shares.filter(({ provider }) => !done.has(provider));
    let failed = false;
    for (const share of missing) {
      if (totalIn(now, now.identifier) < share.amount) {
        failed = true;
        break;
      }
      now = afterRelease(now, share);
      released.push(share);
    }
    if (!failed) return { position: now, released, gaveUp: false };
  }
  return { position: now, released, gaveUp: true };
}

function afterRelease(position: LineagePosition, { provider, amount }: Allocation) {
  const { shadow } = position.mappings.find((each) => each.provider === provider)!;
  return {
    ...position,
    shadows: changed(position.shadows, shadow, { spent: amount }),
    totals: added(position.totals, aggregateIndicator(position.identifier), -amount),
  };
}

/**
 * After the name changed under which Core books: another owner, or a renamed or tokenized one. Nothing
 * else changes, which is the trouble (contract 5.8, 5.8.11).
 */
export function afterIdentifier(position: LineagePosition, identifier: string): LineagePosition {
  return { ...position, identifier };
}

/**
 * After lineage was carried over to the owner who is called `identifier`: what is carried of each provider
 * lies in the shadows of that name, with its total, and is pointed at there. Order, balance, what others
 * have and providers without funds stay as they are.
 * @param amounts what is carried of each provider, at most what is available.
 */
export function afterCarry(
  position: LineagePosition,
  identifier: string,
  amounts: readonly Allocation[],
): LineagePosition {
  let { shadows, totals } = position;
  for (const { provider, amount } of amounts) {
    const { shadow } = position.mappings.find((each) => each.provider === provider)!;
    shadows = changed(shadows, shadow, { spent: amount });
    shadows = changed(shadows, shadowIndicator(provider, identifier), { received: amount });
    totals = added(totals, aggregateIndicator(position.identifier), -amount);
    totals = added(totals, aggregateIndicator(identifier), amount);
  }
  const carried = new Set(amounts.map(({ provider }) => provider));
  const mappings = position.mappings.map((each) =>
    carried.has(each.provider)
      ? { ...each, shadow: shadowIndicator(each.provider, identifier) }
      : each,
  );
  return { ...position, identifier, mappings, shadows, totals };
}

/** After the identity whose id the mappings keep was deleted: Core forgets them (contract 5.8.9). */
export function afterDeletion(position: LineagePosition): LineagePosition {
  return { ...position, mappings: [] };
}

function changed(
  shadows: LineagePosition['shadows'],
  indicator: string,
  by: Partial<Shadow>,
): LineagePosition['shadows'] {
  const { received, spent } = shadowIn(shadows, indicator);
  return new Map(shadows).set(indicator, {
    received: received + (by.received ?? 0n),
    spent: spent + (by.spent ?? 0n),
  });
}

function added(
  totals: LineagePosition['totals'],
  indicator: string,
  amount: bigint,
): LineagePosition['totals'] {
  return new Map(totals).set(indicator, (totals.get(indicator) ?? 0n) + amount);
}
