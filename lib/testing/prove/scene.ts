import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { getBalance } from '@/lib/core/endpoints/balances';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { gatherLineageFacts } from '@/lib/core/endpoints/lineage';
import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { type ProofCore } from './proof-core';

export const PROVIDERS = ['stripe', 'pay_pal', 'wise', 'adyen', 'knet', 'tap'] as const;
/** Debits are sixteenths of the balance, so that they can always be paid. */
export const PARTS = 16n;

/** Small ones collide with rounding, large ones lose digits in a float. */
export const amounts = fc.oneof(
  fc.bigInt({ min: 1n, max: 100n }),
  fc.bigInt({ min: 1n, max: 10n ** 20n }),
);
const providers = fc.constantFrom(...PROVIDERS);
/** Tagged credits of a balance. */
export const credits = (maxLength: number) =>
  fc.array(fc.record({ provider: providers, amount: amounts }), { maxLength });
export const part = fc.bigInt({ min: 1n, max: PARTS });

export type Step = { provider: string | null; amount: bigint } | { debit: bigint };

/** Movements of a balance: credits, mostly tagged, and debits. */
export const steps = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ provider: providers, amount: amounts }) },
      { weight: 1, arbitrary: fc.record({ provider: fc.constant(null), amount: amounts }) },
      { weight: 2, arbitrary: fc.record({ debit: part }) },
    ),
    { maxLength },
  );

const uuid = (start: string) => `idt_${start}${randomUUID().slice(start.length)}`;

/** How the next owner is called. */
export type Next = 'other' | 'same_name' | 'same_identifier' | 'organization' | 'renamed' | 'same';

type People = {
  owner: string;
  other: string;
  /** The owner's names, as they are sent. */
  jane: { first_name: string; last_name: string };
};

/** The owner, and who may be the next one. */
export async function people(core: ProofCore, next: Next): Promise<People> {
  const last = `Doe${randomUUID().slice(0, 6)}`;
  const hex = randomUUID().slice(0, 4);
  const make = (identity_id: string, names: Record<string, string>) =>
    core.call('POST', '/identities', { identity_id, identity_type: 'individual', ...names });
  const owner = uuid(hex);
  const jane = { first_name: 'Jane', last_name: last };
  await make(owner, jane);
  const other = next === 'same_identifier' ? uuid(hex) : uuid(randomUUID().slice(0, 4));
  const names =
    next === 'organization'
      ? { organization_name: `Acme & Sons ${last}`, identity_type: 'organization' }
      : next === 'other'
        ? { first_name: 'Max', last_name: `Roe ${last}` }
        : jane;
  await make(other, names);
  return { owner, other, jane };
}

/** A tracked balance and its movements, posted one after the other. */
export async function balanceOf(
  core: ProofCore,
  of: { ledger: string; owner: string | null; strategy: string; steps: readonly Step[] },
): Promise<string> {
  const row = await core.call('POST', '/balances', {
    ledger_id: of.ledger,
    currency: 'USD',
    ...(of.owner !== null && { identity_id: of.owner }),
    track_fund_lineage: true,
    allocation_strategy: of.strategy,
  });
  const id = String(row.balance_id);
  let held = 0n;
  for (const step of of.steps) {
    if ('debit' in step) {
      const amount = (held * step.debit) / PARTS;
      if (amount === 0n) continue;
      await debit(core, id, amount);
      held -= amount;
    } else {
      await credit(core, { to: id, ...step });
      held += step.amount;
    }
  }
  return id;
}

const reference = () => `proof-${randomUUID()}`;
type Credit = { to: string; amount: bigint; provider: string | null };

/** Money in, from a provider when one is named. */
export const credit = (core: ProofCore, { to, amount, provider }: Credit) =>
  core.move({
    precise_amount: amount,
    currency: 'USD',
    reference: reference(),
    source: '@proof-world',
    destination: to,
    allow_overdraft: true,
    ...(provider !== null && { meta_data: { BLNK_LINEAGE_PROVIDER: provider } }),
  });

/** Money out, which the balance must have. */
export const debit = (core: ProofCore, from: string, amount: bigint) =>
  core.move({
    precise_amount: amount,
    currency: 'USD',
    reference: reference(),
    source: from,
    destination: '@proof-shop',
  });

/** Everything about the lineage of a balance, as it is read for its page. */
export async function read(balanceId: string, target?: Identity): Promise<LineageFacts> {
  const balance = await getBalance(balanceId);
  const identity = await getIdentity(balance.identityId!);
  return gatherLineageFacts({ balance, identity, ...(target && { target }) });
}

/** The same once the proof has waited for Core: as old as facts must be for exact words. */
export async function readSettled(balanceId: string, target?: Identity): Promise<LineageFacts> {
  const facts = await read(balanceId, target);
  return { ...facts, readAtMs: facts.readAtMs + 60_000 };
}
