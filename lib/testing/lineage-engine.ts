import { type AllocationStrategy, type Balance, type BalanceRow } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts, type Sharer } from '@/lib/core/schemas/lineage-facts';
import { type Transaction } from '@/lib/core/schemas/transaction';

/**
 * A little engine that follows tagged money as contract section 5 says, written apart from
 * `lib/lineage` so that the two can be held against each other. One currency, no inflight, and every
 * step is followed at once.
 */
export class LineageEngine {
  private readonly people = new Map<string, Identity>();
  private readonly balances = new Map<string, Balance>();
  private readonly byName = new Map<string, BalanceRow>();
  private readonly mappings = new Map<
    string,
    { provider: string; shadow: string; total: string }[]
  >();
  private readonly rows: Transaction[] = [];
  private readonly shadowRows: Transaction[] = [];
  private clock = Date.parse('2026-01-01T00:00:00Z');

  person(key: string, name: { first?: string; last?: string; organization?: string }): Identity {
    const identity = {
      identityId: `idt_${key.padStart(8, '0')}-0000-0000-0000-000000000000`,
      firstName: name.first ?? null,
      lastName: name.last ?? null,
      organizationName: name.organization ?? null,
    } as Identity;
    this.people.set(identity.identityId, identity);
    return identity;
  }

  open(owner: Identity, strategy: AllocationStrategy): string {
    const balanceId = `bln_${this.balances.size + 1}`;
    this.balances.set(balanceId, {
      ...this.blank(balanceId, null),
      identityId: owner.identityId,
      ledgerId: 'ldg_1',
      version: 1,
      trackFundLineage: true,
      allocationStrategy: strategy,
    });
    this.mappings.set(balanceId, []);
    return balanceId;
  }

  reassign(balanceId: string, to: Identity): void {
    this.balances.get(balanceId)!.identityId = to.identityId;
  }

  credit(balanceId: string, amount: bigint, provider: string | null): void {
    const balance = this.balances.get(balanceId)!;
    add(balance, 'creditBalance', amount);
    const row = this.row({ source: 'bln_world', destination: balanceId, amount, provider });
    if (provider === null) return;
    const name = this.nameOf(balance);
    const shadow = this.named(`@${provider}_${name}_lineage`);
    const total = this.named(`@${name}_lineage`);
    add(shadow, 'debitBalance', amount);
    add(total, 'creditBalance', amount);
    this.shadowRows.unshift({
      ...row,
      reference: `${row.reference}_shadow_${provider}`,
      source: shadow.balanceId,
      destination: total.balanceId,
      provider: null,
      shadow: {
        shadowFor: row.transactionId,
        provider,
        lineageType: 'credit',
        mainBalance: balanceId,
      },
    });
    const known = this.mappings.get(balanceId)!;
    const mapping = known.find((each) => each.provider === provider);
    const points = { shadow: shadow.indicator!, total: total.indicator! };
    if (mapping) Object.assign(mapping, points);
    else known.push({ provider, ...points });
  }

  /** @returns false when a release failed, as Core's would after five attempts. */
  debit(balanceId: string, amount: bigint): boolean {
    const balance = this.balances.get(balanceId)!;
    add(balance, 'debitBalance', amount);
    const row = this.row({ source: balanceId, destination: 'bln_shop', amount, provider: null });
    const shares = this.shares(balance, amount);
    const total = this.named(`@${this.nameOf(balance)}_lineage`);
    for (const { shadow, share } of shares) {
      if (total.balance < share) return false;
      add(total, 'debitBalance', share);
      add(shadow, 'creditBalance', share);
    }
    if (shares.length > 0) {
      row.fundAllocation = shares.map(({ provider, share }) => ({
        provider,
        amount: share,
        exact: true,
      }));
    }
    return true;
  }

  /** What lineage says is available, by provider, in order of first credit. */
  available(balanceId: string): { provider: string; available: bigint }[] {
    return this.mappings.get(balanceId)!.map(({ provider, shadow }) => {
      const { debitBalance, creditBalance } = this.named(shadow);
      return { provider, available: debitBalance - creditBalance };
    });
  }

  /** Everything that could be read over HTTP, `ageMs` after the last movement. */
  facts(balanceId: string, ageMs: number): LineageFacts {
    const balance = this.balances.get(balanceId)!;
    const mapped = this.mappings.get(balanceId)!;
    const providers = mapped.map(({ provider, shadow }) => {
      const { balanceId: id, debitBalance, creditBalance } = this.named(shadow);
      const available = debitBalance - creditBalance;
      return {
        provider,
        amount: debitBalance,
        available,
        spent: creditBalance,
        shadowBalanceId: id,
      };
    });
    const own = this.rows.filter(
      (row) => row.source === balanceId || row.destination === balanceId,
    );
    return {
      balance: { ...balance },
      identity: this.people.get(balance.identityId!)!,
      lineage: {
        balanceId,
        totalWithLineage: providers.reduce((sum, { available }) => sum + available, 0n),
        aggregateBalanceId: mapped[0] ? this.named(mapped[0].total).balanceId : null,
        providers,
      },
      lineageBalances: [...this.byName.values()].map((row) => ({ ...row })),
      sharers: this.sharersOf(
        balanceId,
        providers.map((each) => each.shadowBalanceId),
      ),
      unasked: 0,
      rows: own,
      rowsComplete: true,
      shadowRows: this.shadowRows,
      formerShadows: [],
      trackedSources: new Set(),
      readAtMs: this.clock + ageMs,
    };
  }

  /** The balances whose mappings point at some of these shadows, whoever owns them now. */
  private sharersOf(balanceId: string, shadowIds: readonly string[]): Sharer[] {
    return [...this.balances.values()]
      .filter((other) => other.balanceId !== balanceId)
      .map((row) => ({
        row,
        shadowIds: this.mappings
          .get(row.balanceId)!
          .map(({ shadow }) => this.named(shadow).balanceId)
          .filter((id) => shadowIds.includes(id)),
      }))
      .filter((sharer) => sharer.shadowIds.length > 0);
  }

  private shares(balance: Balance, amount: bigint) {
    let sources = this.mappings
      .get(balance.balanceId)!
      .map(({ provider, shadow }) => ({ provider, shadow: this.named(shadow) }))
      .map((each) => ({ ...each, left: each.shadow.debitBalance - each.shadow.creditBalance }))
      .filter(({ left }) => left > 0n);
    if (balance.allocationStrategy === 'LIFO') sources = sources.reverse();
    const total = sources.reduce((sum, { left }) => sum + left, 0n);
    let rest = amount < total ? amount : total;
    const wanted = rest;
    return sources.flatMap(({ provider, shadow, left }, i) => {
      const last = i === sources.length - 1;
      const fair =
        balance.allocationStrategy === 'PROPORTIONAL' && !last ? (wanted * left) / total : rest;
      const share = fair < left ? fair : left;
      rest -= share;
      return share > 0n ? [{ provider, shadow, share }] : [];
    });
  }

  private nameOf(balance: Balance): string {
    const { identityId, firstName, lastName, organizationName } = this.people.get(
      balance.identityId!,
    )!;
    const name = firstName && lastName ? `${firstName}_${lastName}` : organizationName;
    return name
      ? `${name.toLowerCase().replaceAll(' ', '_')}_${identityId.slice(0, 8)}`
      : identityId;
  }

  private named(indicator: string): BalanceRow {
    const found = this.byName.get(indicator) ?? this.blank(`bln_gl${this.byName.size}`, indicator);
    this.byName.set(indicator, found);
    return found;
  }

  private blank(balanceId: string, indicator: string | null): BalanceRow {
    return {
      balanceId,
      indicator,
      ledgerId: 'general_ledger_id',
      identityId: null,
      currency: 'USD',
      balance: 0n,
      creditBalance: 0n,
      debitBalance: 0n,
      inflightBalance: 0n,
      inflightCreditBalance: 0n,
      inflightDebitBalance: 0n,
      createdAt: new Date(this.clock).toISOString(),
      metaData: {},
    };
  }

  private row(of: {
    source: string;
    destination: string;
    amount: bigint;
    provider: string | null;
  }) {
    this.clock += 1;
    const row: Transaction = {
      transactionId: `txn_${this.rows.length + 1}`,
      parentTransaction: null,
      preciseAmount: of.amount,
      currency: 'USD',
      source: of.source,
      destination: of.destination,
      reference: `r${this.rows.length + 1}`,
      description: null,
      status: 'APPLIED',
      inflight: false,
      createdAt: new Date(this.clock).toISOString(),
      effectiveDate: null,
      metaData: {},
      provider: of.provider,
      fundAllocation: null,
      shadow: null,
    };
    this.rows.unshift(row);
    return row;
  }
}

function add(row: BalanceRow, side: 'creditBalance' | 'debitBalance', amount: bigint): void {
  row[side] += amount;
  row.balance = row.creditBalance - row.debitBalance;
}

/** The worked example of contract 5.9: Jane with 100 from p and 50 from q, of which 30 are spent. */
export function workedExample() {
  const core = new LineageEngine();
  const jane = core.person('aaaa', { first: 'Jane', last: 'Doe' });
  const max = core.person('bbbb', { first: 'Max', last: 'Roe' });
  const a = core.open(jane, 'FIFO');
  core.credit(a, 100n, 'p');
  core.credit(a, 50n, 'q');
  core.debit(a, 30n);
  return { core, jane, max, a };
}
