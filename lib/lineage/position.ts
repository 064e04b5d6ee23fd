import { type AllocationStrategy } from '@/lib/core/schemas/balance';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { aggregateIndicator, identifierOf } from '@/lib/core/schemas/lineage-names';

/** A provider's shadow under one name. What is available is the difference (contract 5.6). */
export type Shadow = { received: bigint; spent: bigint };

/**
 * Where the lineage of one balance stands, as far as what happens next depends on it: amounts in minor
 * units of its currency, shadows and totals by their indicators. Plain data, never changed in place.
 */
export type LineagePosition = {
  balance: bigint;
  strategy: AllocationStrategy;
  /** The name under which Core books what comes next: the present owner's (contract 5.1). */
  identifier: string;
  /** Which shadow Core looks into for each provider, in the order of the first credit. */
  mappings: readonly { provider: string; shadow: string }[];
  shadows: ReadonlyMap<string, Shadow>;
  /** What an owner's total can give; what is on hold is left out (contract 3.2). */
  totals: ReadonlyMap<string, bigint>;
};

/** One provider as Core's lineage answer shows it. */
export type ProviderView = { provider: string; received: bigint; spent: bigint; available: bigint };

/**
 * The position that was read. Exact only when `unsettledForMs` is 0.
 * @returns `null` when a shadow or the owner could not be read, so that nothing can be foretold.
 */
export function positionOf(facts: LineageFacts): LineagePosition | null {
  const { balance, identity, lineage, lineageBalances } = facts;
  if (!identity) return null;
  const byId = new Map(lineageBalances.map((row) => [row.balanceId, row]));
  const mappings = lineage.providers.map(({ provider, shadowBalanceId }) => ({
    provider,
    shadow: byId.get(shadowBalanceId)?.indicator ?? null,
  }));
  if (mappings.some(({ shadow }) => shadow === null)) return null;
  const named = lineageBalances.flatMap((row) =>
    row.indicator === null ? [] : [{ ...row, indicator: row.indicator }],
  );
  return {
    balance: balance.balance,
    strategy: balance.allocationStrategy,
    identifier: identifierOf(identity),
    mappings: mappings as { provider: string; shadow: string }[],
    shadows: new Map(
      named.map((row) => [row.indicator, { received: row.debitBalance, spent: row.creditBalance }]),
    ),
    totals: new Map(named.map((row) => [row.indicator, row.balance - row.inflightDebitBalance])),
  };
}

/** What Core's lineage answer says in this position, in its order. */
export function viewOf({ mappings, shadows }: LineagePosition): ProviderView[] {
  return mappings.map(({ provider, shadow }) => {
    const { received, spent } = shadowIn(shadows, shadow);
    return { provider, received, spent, available: received - spent };
  });
}

/** What the total of `identifier` can give; nothing while it does not exist. */
export function totalIn({ totals }: LineagePosition, identifier: string): bigint {
  return totals.get(aggregateIndicator(identifier)) ?? 0n;
}

/** A shadow, empty while it does not exist. */
export function shadowIn(shadows: LineagePosition['shadows'], indicator: string): Shadow {
  return shadows.get(indicator) ?? { received: 0n, spent: 0n };
}

/** A position with its amounts as digits, so that it survives JSON. */
export type PositionDto = {
  balance: string;
  strategy: AllocationStrategy;
  identifier: string;
  mappings: readonly { provider: string; shadow: string }[];
  shadows: readonly (readonly [indicator: string, received: string, spent: string])[];
  totals: readonly (readonly [indicator: string, amount: string])[];
};

/** Writes a position for the browser. */
export function positionToDto({ balance, shadows, totals, ...same }: LineagePosition): PositionDto {
  return {
    ...same,
    balance: String(balance),
    shadows: [...shadows].map(([name, { received, spent }]) => [
      name,
      String(received),
      String(spent),
    ]),
    totals: [...totals].map(([name, amount]) => [name, String(amount)]),
  };
}

/** Reads a position that `positionToDto` wrote. */
export function positionOfDto({ balance, shadows, totals, ...same }: PositionDto): LineagePosition {
  return {
    ...same,
    balance: BigInt(balance),
    shadows: new Map(
      shadows.map(([name, received, spent]) => [
        name,
        { received: BigInt(received), spent: BigInt(spent) },
      ]),
    ),
    totals: new Map(totals.map(([name, amount]) => [name, BigInt(amount)])),
  };
}
