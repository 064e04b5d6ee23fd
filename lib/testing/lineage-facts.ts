import { type AllocationStrategy, type Balance, type BalanceRow } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts, type Sharer } from '@/lib/core/schemas/lineage-facts';
import {
  aggregateIndicator,
  identifierOf,
  shadowIndicator,
} from '@/lib/core/schemas/lineage-names';
import { type Transaction } from '@/lib/core/schemas/transaction';

/** Core's clock in these facts; rows are an hour old unless they say otherwise. */
export const READ_AT_MS = Date.parse('2026-11-21T13:00:00Z');
const OLD_MS = 3_600_000;

function identity(id: string, firstName: string, lastName: string): Identity {
  return {
    identityId: id,
    identityType: 'individual',
    organizationName: null,
    category: null,
    firstName,
    lastName,
    otherNames: null,
    gender: null,
    emailAddress: null,
    phoneNumber: null,
    nationality: null,
    street: null,
    country: null,
    state: null,
    postCode: null,
    city: null,
    dob: null,
    createdAt: '2026-01-01T00:00:00Z',
    metaData: {},
  };
}

/** The two identities of the worked example (contract 5.9), and a namesake of the first. */
export const JANE = identity('idt_aaaa0000-0000-4000-8000-000000000001', 'Jane', 'Doe');
export const MAX = identity('idt_bbbb0000-0000-4000-8000-000000000002', 'Max', 'Roe');
export const JANES_NAMESAKE = identity('idt_aaaa9999-0000-4000-8000-000000000003', 'Jane', 'Doe');

const NOTHING = {
  balance: 0n,
  creditBalance: 0n,
  debitBalance: 0n,
  inflightBalance: 0n,
  inflightCreditBalance: 0n,
  inflightDebitBalance: 0n,
};

export function balanceRow(given: Partial<BalanceRow> & { balanceId: string }): BalanceRow {
  return {
    ...NOTHING,
    ledgerId: 'ldg_1',
    identityId: null,
    indicator: null,
    currency: 'USD',
    createdAt: '2026-01-01T00:00:00Z',
    metaData: {},
    ...given,
  };
}

/** One provider as the lineage answer and its shadow show it. `keptUnder`: default the owner. */
export type GivenProvider = {
  provider: string;
  received: bigint;
  spent?: bigint;
  keptUnder?: Identity;
  inflight?: bigint;
};

export type GivenFacts = {
  owner?: Identity;
  balance: bigint;
  strategy?: AllocationStrategy;
  providers?: GivenProvider[];
  /** Totals by identity; the owner's is the sum of what is available unless given. */
  totals?: [identity: Identity, amount: bigint][];
  /** What other identities hold of a provider. */
  held?: [identity: Identity, provider: string, amount: bigint][];
  rows?: Transaction[];
  rowsComplete?: boolean;
  shadowRows?: Transaction[];
  formerShadows?: BalanceRow[];
  sharers?: Sharer[];
  unasked?: number;
  trackedSources?: string[];
};

export const shadowIdOf = (provider: string, owner: Identity) =>
  `bln_${provider}_${identifierOf(owner)}`;

/** Facts of the tracked balance `bln_a`, as `gatherLineageFacts` would have read them. */
export function lineageFacts(given: GivenFacts): LineageFacts {
  const owner = given.owner ?? JANE;
  const providers = given.providers ?? [];
  const available = providers.reduce((sum, p) => sum + p.received - (p.spent ?? 0n), 0n);
  const shadows = providers.map((p) => shadowOf(p, owner));
  const held = (given.held ?? []).map(([who, provider, amount]) =>
    shadowOf({ provider, received: amount, keptUnder: who }, who),
  );
  const totals = [[owner, available] as const, ...(given.totals ?? [])].map(([who, amount]) =>
    balanceRow({
      balanceId: `bln_${identifierOf(who)}`,
      indicator: aggregateIndicator(identifierOf(who)),
      balance: amount,
    }),
  );
  const byId = new Map([...shadows, ...held, ...totals].map((row) => [row.balanceId, row]));
  return {
    balance: mainBalance(given, owner),
    identity: owner,
    lineage: {
      balanceId: 'bln_a',
      totalWithLineage: available,
      aggregateBalanceId: providers.length > 0 ? `bln_${identifierOf(owner)}` : null,
      providers: providers.map((p, index) => ({
        provider: p.provider,
        amount: p.received,
        available: p.received - (p.spent ?? 0n),
        spent: p.spent ?? 0n,
        shadowBalanceId: shadows[index]!.balanceId,
      })),
    },
    lineageBalances: [...byId.values()],
    sharers: given.sharers ?? [],
    unasked: given.unasked ?? 0,
    rows: given.rows ?? [],
    rowsComplete: given.rowsComplete ?? true,
    shadowRows: given.shadowRows ?? [],
    formerShadows: given.formerShadows ?? [],
    trackedSources: new Set(given.trackedSources ?? []),
    readAtMs: READ_AT_MS,
  };
}

function mainBalance(given: GivenFacts, owner: Identity): Balance {
  return {
    ...balanceRow({
      balanceId: 'bln_a',
      identityId: owner.identityId,
      balance: given.balance,
      creditBalance: sumOf(given.rows, 'destination'),
      debitBalance: sumOf(given.rows, 'source'),
    }),
    version: 1 + (given.rows?.length ?? 0),
    trackFundLineage: true,
    allocationStrategy: given.strategy ?? 'FIFO',
  };
}

function sumOf(rows: readonly Transaction[] = [], side: 'source' | 'destination'): bigint {
  return rows
    .filter((row) => row[side] === 'bln_a' && row.status === 'APPLIED')
    .reduce((sum, row) => sum + (row.preciseAmount ?? 0n), 0n);
}

function shadowOf(p: GivenProvider, owner: Identity): BalanceRow {
  const keeper = p.keptUnder ?? owner;
  const spent = p.spent ?? 0n;
  return balanceRow({
    balanceId: shadowIdOf(p.provider, keeper),
    ledgerId: 'general_ledger_id',
    indicator: shadowIndicator(p.provider, identifierOf(keeper)),
    debitBalance: p.received,
    creditBalance: spent,
    balance: spent - p.received,
    inflightDebitBalance: p.inflight ?? 0n,
  });
}

function row(given: Partial<Transaction> & { transactionId: string }): Transaction {
  return {
    parentTransaction: null,
    preciseAmount: 0n,
    currency: 'USD',
    source: 'bln_world',
    destination: 'bln_world',
    reference: given.transactionId,
    description: null,
    status: 'APPLIED',
    inflight: false,
    createdAt: new Date(READ_AT_MS - OLD_MS).toISOString(),
    effectiveDate: null,
    metaData: {},
    provider: null,
    fundAllocation: null,
    shadow: null,
    ...given,
  };
}

const agedMs = (ms: number) => ({ createdAt: new Date(READ_AT_MS - ms).toISOString() });

/** A tagged credit of `bln_a`, or an untagged one. */
export function credit(
  id: string,
  amount: bigint,
  given: { provider?: string; ageMs?: number } & Partial<Transaction> = {},
): Transaction {
  const { ageMs, ...rest } = given;
  return row({
    transactionId: id,
    preciseAmount: amount,
    destination: 'bln_a',
    ...agedMs(ageMs ?? OLD_MS),
    ...rest,
  });
}

/** A debit of `bln_a`. `allocated`: whether Core has noted what it took. */
export function debit(
  id: string,
  amount: bigint,
  given: { allocated?: boolean; ageMs?: number } & Partial<Transaction> = {},
): Transaction {
  const { ageMs, allocated, ...rest } = given;
  return row({
    transactionId: id,
    preciseAmount: amount,
    source: 'bln_a',
    fundAllocation: allocated === false ? null : [{ provider: '', amount, exact: true }],
    ...agedMs(ageMs ?? OLD_MS),
    ...rest,
  });
}

/** Core's posting for a tagged credit, out of the shadow kept under `keeper`. */
export function shadowRow(of: Transaction, keeper: Identity = JANE): Transaction {
  return row({
    transactionId: `${of.transactionId}_shadow`,
    reference: `${of.reference}_shadow_${of.provider}`,
    preciseAmount: of.preciseAmount,
    source: shadowIdOf(of.provider!, keeper),
    destination: `bln_${identifierOf(keeper)}`,
    shadow: {
      shadowFor: of.transactionId,
      provider: of.provider,
      lineageType: 'credit',
      mainBalance: 'bln_a',
    },
  });
}
