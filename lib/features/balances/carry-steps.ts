import 'server-only';
import { type Facts } from '@/lib/audit/facts';
import { assert } from '@/lib/base/assert';
import { canonicalJson } from '@/lib/base/canonical-json';
import { OPERATION_ID_KEY } from '@/lib/base/meta-data';
import { getBalance } from '@/lib/core/endpoints/balances';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { balancesByIds, gatherLineageFacts, getBalanceLineage } from '@/lib/core/endpoints/lineage';
import {
  filterTransactions,
  findTransactionByReference,
  getTransactionLineageAt,
  recordTransaction,
  voidInflight,
} from '@/lib/core/endpoints/transactions';
import { isNotFound } from '@/lib/core/errors';
import { type ReadOptions } from '@/lib/core/request';
import { type BalanceRow } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { type BalanceLineage } from '@/lib/core/schemas/lineage';
import { identifierOf, shadowIndicator } from '@/lib/core/schemas/lineage-names';
import { allocationsToDto, totalOf } from '@/lib/lineage/allocation';
import { lineagePostings } from '@/lib/lineage/booking';
import { healthOf } from '@/lib/lineage/health';
import { largestAmount } from '@/lib/lineage/impact';
import { type Context, type PlanStep } from '@/lib/operations/define-operation';
import { endFact, factText, planFacts, shadowsOfFact, carryPlanOf } from './carry-plan';
import { type OldMapping } from './carry-parts';
import { readCarry } from './read-carry';
import { type CarryLineageInput } from './schema';
import { setOwner } from './set-owner';

/*
 * What each step of a carry asks of Core or sends to it. Amounts are minor units as digits.
 */

type Step = PlanStep<CarryLineageInput>;
export type Stepping = Context<{ input: CarryLineageInput; data: Facts }>;

/** A read after which nothing is under way: without it the operation ends, and all is as it was. */
export const SOON_MS = 60_000;
/** A read in the middle: Core being away must not leave a balance short of its money. */
const MUST_MS = 3_600_000;
/** Core books lineage within seconds, and within a minute when it is far behind. */
export const BOOKED_MS = 60_000;
/** Under steady traffic nothing is ever settled: then it is judged as it stands. */
export const VERIFIED_MS = 20_000;

const text = ({ data }: Stepping['input'], name: string) => factText(data[name]);
const isPatient = ({ data }: Stepping['input']) => data.patient === true;
const referenceOf = ({ operationId, input }: Stepping) =>
  `counterfoil_${operationId}_${text(input, 'key')}`;

/** A step that reads until `read` has something. */
export function watch(
  read: (context: Stepping) => Promise<Facts | null>,
  withinMs: number | ((input: Stepping['input']) => number),
): Step {
  return {
    how: 'watch',
    read,
    withinMs: typeof withinMs === 'number' ? () => withinMs : withinMs,
  };
}

/** The step that reads what is planned. Somebody of it who is gone is no reason to wait for them. */
export function planned(read: (context: Stepping) => Promise<Facts>): Step {
  return watch(async (context) => {
    try {
      return await read(context);
    } catch (error) {
      if (isNotFound(error)) return { obstacle: 'gone' };
      throw error;
    }
  }, SOON_MS);
}

/** All steps of a carry by name. */
export const carrySteps: Record<string, Step> = {
  plan: planned(async ({ input: { input }, signal }): Promise<Facts> => {
    const { facts, target, offer } = await readCarry(input, { signal });
    const { identityId, balance, currency } = facts.balance;
    const seen = { identity_id: identityId, balance: String(balance), currency };
    if (identityId !== input.expectedIdentityId) return { ...seen, obstacle: 'owner' };
    if (!offer.possible) return { ...seen, obstacle: offer.why };
    const health = healthOf(facts).state;
    return { ...seen, ...planFacts(carryPlanOf(facts, target, offer)), health };
  }),

  post: {
    how: 'create_with_id',
    read: readPosting,
    target: ({ data }) => {
      const { source, destination, amount, currency, tag } = data;
      const status = data.hold === true ? 'INFLIGHT' : 'APPLIED';
      return {
        source: source!,
        destination: destination!,
        amount: amount!,
        currency: currency!,
        tag: tag!,
        status,
      };
    },
    send: (context) => {
      const { input, operationId, limits } = context;
      const { data } = input;
      return recordTransaction(
        {
          reference: referenceOf(context),
          amount: BigInt(text(input, 'amount')),
          currency: text(input, 'currency'),
          source: text(input, 'source'),
          destination: text(input, 'destination'),
          description:
            data.description === undefined
              ? 'Fund lineage carried over by Counterfoil'
              : text(input, 'description'),
          allowOverdraft: data.overdraft === true,
          inflight: data.hold === true,
          provider: data.tag === null ? null : text(input, 'tag'),
          metaData: { [OPERATION_ID_KEY]: operationId },
        },
        limits,
      );
    },
  },

  owner: setOwner(({ input: { balanceId, expectedIdentityId, toIdentityId } }) => ({
    balanceId,
    from: expectedIdentityId,
    to: toIdentityId,
  })),
  owner_back: setOwner(({ input: { balanceId, expectedIdentityId, toIdentityId } }) => ({
    balanceId,
    from: toIdentityId,
    to: expectedIdentityId,
  })),

  /** Whether Core followed the hold and so points the provider at the new owner's shadow. */
  pointed: watch(async (context) => {
    const { input, signal } = context;
    const provider = text(input, 'provider');
    const shadow = await findTransactionByReference(`${referenceOf(context)}_shadow_${provider}`, {
      signal,
    });
    if (!shadow) return null;
    const lineage = await getBalanceLineage(input.input.balanceId, { signal });
    const mapped = lineage.providers.find((each) => each.provider === provider);
    return mapped && mapped.shadowBalanceId === shadow.source
      ? { provider, shadow_balance_id: shadow.source }
      : null;
  }, BOOKED_MS),

  let_go: {
    how: 'set',
    read: async (context) => {
      const { signal } = context;
      const hold = await findTransactionByReference(referenceOf(context), { signal });
      if (!hold) return null;
      const children = await filterTransactions(
        {
          conditions: [{ field: 'parent_transaction', operator: 'eq', value: hold.transactionId }],
          limit: 10,
        },
        { signal },
      );
      const ended = children.find(({ status }) => status === 'VOID' || status === 'APPLIED');
      return { status: ended?.status ?? 'INFLIGHT', transaction_id: hold.transactionId };
    },
    expected: () => ({ status: 'INFLIGHT' }),
    target: () => ({ status: 'VOID' }),
    send: async (context) => {
      const hold = await findTransactionByReference(referenceOf(context), {
        signal: context.signal,
      });
      assert(hold, 'a hold is read before it is let go');
      return voidInflight(hold.transactionId, context.limits);
    },
  },

  /** What is left in one lineage balance of the old owner. */
  left: watch(async ({ input, signal }) => {
    const [row] = await lineageBalances([text(input, 'balance_id')], { signal });
    const amount = input.data.of === 'shadow' ? availableIn(row!) : row!.balance;
    return { amount: String(amount) };
  }, MUST_MS),

  mappings: watch(async ({ input, signal }) => {
    const [target, lineage] = await Promise.all([
      getIdentity(input.input.toIdentityId, { signal }),
      getBalanceLineage(input.input.balanceId, { signal }),
    ]);
    const ids = lineage.providers.map(({ shadowBalanceId }) => shadowBalanceId);
    const rows = await balancesByIds(ids, { signal });
    const planned = shadowsOfFact(input.data.shadows);
    const list = oldMappings(lineage, { rows, target, planned });
    return { mappings: canonicalJson(list) };
  }, MUST_MS),

  booked: watch(async (context) => {
    const { input, signal } = context;
    const drain = await findTransactionByReference(referenceOf(context), { signal });
    if (!drain) return null;
    const { data } = await getTransactionLineageAt(drain.transactionId, { signal });
    // Only Core's note says that it is done with the drain: a shadow at zero may be another payment's doing.
    if (data.fundAllocation === null && isPatient(input)) return null;
    const releases = lineagePostings(data.shadowTransactions).flatMap((posting) => {
      const { provider, amount } = posting;
      const isRelease = posting.step === 'release' && posting.state === 'booked';
      return isRelease && amount !== null ? [{ provider, amount }] : [];
    });
    return {
      transaction_id: drain.transactionId,
      releases: canonicalJson(allocationsToDto(releases)),
    };
  }, patientOr(BOOKED_MS)),

  /** What of the tagged funds could be drained now. */
  available: watch(async ({ input: { input }, signal }) => {
    const balance = await getBalance(input.balanceId, { signal });
    const { providers } = await getBalanceLineage(input.balanceId, { signal });
    const tagged = totalOf(providers);
    const most = balance.balance < tagged ? balance.balance : tagged;
    return { amount: String(most > 0n ? most : 0n) };
  }, MUST_MS),

  left_behind: watch(async ({ input, signal }) => {
    const rows = await oldShadows(shadowsOfFact(input.data.shadows), { signal });
    return { amount: String(rows.reduce((sum, row) => sum + availableIn(row), 0n)) };
  }, MUST_MS),

  verify: watch(verify, patientOr(VERIFIED_MS)),

  /** Nothing but time, while Core refuses. */
  pause: watch(
    async () => null,
    ({ data }) => Number(data.ms),
  ),
};

/** So long, and in the middle as long as it must, for the second look of a pair. */
export function patientOr(ms: number) {
  return (input: Stepping['input']) => (isPatient(input) ? ms : MUST_MS);
}

/** A posting as Core has it, its ends in the words of the plan. */
async function readPosting(context: Stepping): Promise<Facts | null> {
  const { input, signal } = context;
  const row = await findTransactionByReference(referenceOf(context), { signal });
  if (!row) return null;
  const [source, destination] = await Promise.all([
    endOf(row.source, text(input, 'source'), { signal }),
    endOf(row.destination, text(input, 'destination'), { signal }),
  ]);
  return {
    transaction_id: row.transactionId,
    source: endFact(source),
    destination: endFact(destination),
    amount: String(row.preciseAmount),
    currency: row.currency,
    tag: row.provider,
    status: row.status,
  };
}

/** Core keeps ids; a plan may have a name, because the balance did not exist. */
async function endOf(id: string | null, planned: string, options: ReadOptions): Promise<string> {
  if (id === null || !planned.startsWith('@')) return id ?? 'nobody';
  const { indicator } = await getBalance(id, options);
  return indicator ?? id;
}

/** Core's lineage balances by their ids, which a plan has read before. */
async function lineageBalances(
  ids: readonly string[],
  options: ReadOptions,
): Promise<BalanceRow[]> {
  const rows = await balancesByIds(ids, options);
  assert(rows.length === ids.length, 'Core never loses a lineage balance');
  return rows;
}

/** The old owner's shadows. */
function oldShadows(planned: Shadows, options: ReadOptions): Promise<BalanceRow[]> {
  return lineageBalances(
    planned.map(({ from }) => from),
    options,
  );
}

const availableIn = (row: BalanceRow): bigint => row.debitBalance - row.creditBalance;

type Shadows = ReturnType<typeof shadowsOfFact>;

/** Every provider that was planned, or is pointed at anything but the new owner's shadow. */
function oldMappings(
  { providers }: BalanceLineage,
  about: { rows: readonly BalanceRow[]; target: Identity; planned: Shadows },
): OldMapping[] {
  const identifier = identifierOf(about.target);
  return providers.flatMap(({ provider, shadowBalanceId, available }): OldMapping[] => {
    const known = about.planned.find((each) => each.provider === provider);
    const indicator = shadowIndicator(provider, identifier);
    const shadow = about.rows.find(({ balanceId }) => balanceId === shadowBalanceId);
    const isOld = shadow?.indicator !== indicator;
    if (!known && !isOld) return [];
    const from = isOld ? shadowBalanceId : known!.from;
    const isEmpty = isOld && available === 0n;
    return [{ provider, from, to: known?.to ?? indicator, isOld, isEmpty }];
  });
}

/**
 * Whether lineage is true under the new owner: nothing of this balance is left under the old name, every
 * mapping with funds points at the new one, and its health agrees. `null` while that may still come.
 */
async function verify({ input: { input, data }, signal }: Stepping): Promise<Facts | null> {
  const options = { signal };
  const planned = shadowsOfFact(data.shadows);
  const [balance, target] = await Promise.all([
    getBalance(input.balanceId, options),
    getIdentity(input.toIdentityId, options),
  ]);
  const facts = await gatherLineageFacts({ balance, identity: target }, options);
  const mappings = oldMappings(facts.lineage, { rows: facts.lineageBalances, target, planned });
  const isInPlace = data.method === 'in_place';
  const isPointedBack = mappings.some((each) => each.isOld && !each.isEmpty);
  const left = data.shared === true ? [] : await oldShadows(planned, options);
  const isLeft = left.some((row) => availableIn(row) !== 0n);
  const totals = isInPlace ? await lineageBalances([factText(data.from_total)], options) : [];
  const health = healthOf(facts);
  const again = isPointedBack || isLeft || totals.some(({ balance: total }) => total !== 0n);
  if (data.patient === true && (again || health.state !== 'agrees')) return null;
  return {
    health: health.state,
    again,
    off_by: String(health.state === 'off' ? largestAmount(health.signals) : 0n),
    identity_id: balance.identityId,
    balance: String(balance.balance),
    currency: balance.currency,
    tagged: String(totalOf(facts.lineage.providers)),
    available: canonicalJson(
      allocationsToDto(
        facts.lineage.providers.map(({ provider, available: amount }) => ({ provider, amount })),
      ),
    ),
  };
}
