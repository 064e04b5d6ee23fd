/**
 * What Core's money and lineage come to, told as plainly as can be, by itself: nothing here is shared
 * with the sandbox. It is what the sandbox is held to over thousands of random steps.
 */

type Strategy = 'FIFO' | 'LIFO' | 'PROPORTIONAL';

/** Money of one provider on one balance, in minor units. */
export interface Funds {
  received: bigint;
  spent: bigint;
}

export interface PlainBalance {
  credit: bigint;
  debit: bigint;
  heldIn: bigint;
  heldOut: bigint;
  readonly strategy: Strategy | null;
  /** By provider, in the order in which they first came; what is lost track of is `null`. */
  funds: Map<string, Funds> | null;
}

interface Hold {
  readonly from: string;
  readonly to: string;
  left: bigint;
}

export interface Payment {
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
  /** How far below zero the payer may go; `null` for as far as it likes. */
  readonly overdraft: bigint | null;
  readonly provider?: string;
}

export class PlainLedger {
  readonly balances = new Map<string, PlainBalance>();
  readonly #holds = new Map<string, Hold>();

  /** `strategy` is `null` for a balance that does not track lineage. */
  open(id: string, strategy: Strategy | null): void {
    const funds = strategy && new Map<string, Funds>();
    this.balances.set(id, { credit: 0n, debit: 0n, heldIn: 0n, heldOut: 0n, strategy, funds });
  }

  /** Whether the payment is made. */
  pay(payment: Payment): boolean {
    if (!this.#canPay(payment)) return false;
    const [from, to] = this.#both(payment);
    from.debit += payment.amount;
    to.credit += payment.amount;
    this.#follow(payment, [from, to]);
    return true;
  }

  /** Whether the money is held. Only of balances that do not track lineage. */
  hold(id: string, payment: Payment): boolean {
    if (!this.#canPay(payment)) return false;
    const [from, to] = this.#both(payment);
    from.heldOut += payment.amount;
    to.heldIn += payment.amount;
    this.#holds.set(id, { from: payment.from, to: payment.to, left: payment.amount });
    return true;
  }

  /** Whether so much of a hold becomes money; `null` for all that is left. */
  commit(id: string, amount: bigint | null): boolean {
    const hold = this.#holds.get(id)!;
    const wanted = amount ?? hold.left;
    if (hold.left === 0n || wanted > hold.left) return false;
    this.#release(hold, wanted);
    const [from, to] = this.#both(hold);
    from.debit += wanted;
    to.credit += wanted;
    return true;
  }

  /** Whether what is left of a hold is let go. */
  void(id: string): boolean {
    const hold = this.#holds.get(id)!;
    if (hold.left === 0n) return false;
    this.#release(hold, hold.left);
    return true;
  }

  /** Another owner, or another name for it: from here on nobody can say what its lineage comes to. */
  loseTrack(id: string): void {
    this.balances.get(id)!.funds = null;
  }

  #both({ from, to }: { from: string; to: string }): [PlainBalance, PlainBalance] {
    return [this.balances.get(from)!, this.balances.get(to)!];
  }

  #canPay({ from, amount, overdraft }: Payment): boolean {
    if (overdraft === null) return true;
    const { credit, debit, heldOut } = this.balances.get(from)!;
    return credit - debit - heldOut - amount >= -overdraft;
  }

  #release(hold: Hold, amount: bigint): void {
    const [from, to] = this.#both(hold);
    from.heldOut -= amount;
    to.heldIn -= amount;
    hold.left -= amount;
  }

  #follow({ amount, provider }: Payment, [from, to]: [PlainBalance, PlainBalance]): void {
    if (from.strategy === null) {
      if (provider !== undefined && to.funds) receive(to.funds, provider, amount);
      return;
    }
    if (from.funds === null) return;
    for (const [name, share] of shares(from.funds, from.strategy, amount)) {
      from.funds.get(name)!.spent += share;
      if (to.funds) receive(to.funds, name, share);
    }
  }
}

function receive(funds: Map<string, Funds>, provider: string, amount: bigint): void {
  const known = funds.get(provider) ?? { received: 0n, spent: 0n };
  funds.set(provider, { ...known, received: known.received + amount });
}

const available = ({ received, spent }: Funds): bigint => received - spent;
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What each provider gives to a debit (contract 5.5). */
function shares(
  funds: ReadonlyMap<string, Funds>,
  strategy: Strategy,
  amount: bigint,
): [string, bigint][] {
  const full = [...funds].filter(([, one]) => available(one) > 0n);
  const total = full.reduce((sum, [, one]) => sum + available(one), 0n);
  const wanted = least(amount, total);
  let left = wanted;
  const order = strategy === 'LIFO' ? full.toReversed() : full;
  const given = order.map(([name, one], index): [string, bigint] => {
    const isLast = index === order.length - 1;
    const fair = strategy !== 'PROPORTIONAL' || isLast ? left : (wanted * available(one)) / total;
    const share = least(fair, available(one));
    left -= share;
    return [name, share];
  });
  return given.filter(([, share]) => share > 0n);
}
