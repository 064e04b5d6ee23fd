import 'server-only';
import { type ReadFacts } from '@/lib/audit/event-record';
import { toMoney } from '@/lib/core/schemas/money';
import { allocationsOfDto, type AllocationDto } from '@/lib/lineage/allocation';
import { shortBy, type PostingRole } from '@/lib/lineage/carry';
import { listed, withCurrency, withoutCurrency } from '@/lib/lineage/sentence';
import { type OperationView } from '@/lib/operations/get-operation';
import { type StepView } from '@/lib/operations/operation-view';
import { type ChangeDto, type ChangeStep } from './change-dto';
import { textOf } from './change-sides';

/** The names that the slip uses for both owners, and the balance that is changed. */
type Owners = { from: string; to: string; balanceId?: string | null };

const isDone = ({ outcome }: StepView) => outcome === 'succeeded' || outcome === 'no_change';
const isPosting = ({ name }: StepView) => name === 'post';

type Words = (step: StepView, owners: Owners) => string | null;

/**
 * Everything that a change of many steps did and is doing, in order; reads that led to nothing are left out.
 */
export function stepsTold({ kind, steps, outcomeAt }: OperationView, owners: Owners): ChangeStep[] {
  const words = kind === 'balance.move_to_new' ? MOVE_STEP_WORDS : STEP_WORDS;
  return steps.flatMap((step): ChangeStep[] => {
    const text = words[step.name]?.(step, owners) ?? null;
    const isOpen = step.outcome === null && outcomeAt === null;
    if (text === null && !isOpen) return [];
    return [
      {
        text: text ?? 'Core is being read',
        state: isOpen ? 'doing' : isDone(step) ? 'done' : 'not_done',
        at: step.afterAt ?? step.decidedAt,
        transactionId: isPosting(step) && isDone(step) ? textOf(step.after?.transaction_id) : null,
      },
    ];
  });
}

const STEP_WORDS: Partial<Record<string, Words>> = {
  plan: ({ after }) => planWords(after),
  post: (step, owners) => POSTING_WORDS[step.data.role as PostingRole](step, owners),
  owner: (_step, { to }) => `Identity changed to ${to}`,
  owner_back: (_step, { from }) => `Identity put back to ${from}`,
  pointed: ({ data }) => `Core points ${textOf(data.provider)} at the new shadow`,
  let_go: () => 'That hold let go',
  booked: ({ after }) => releasedWords(after),
  verify: ({ after }) => verifiedWords(after),
  pause: () => 'Waited, because Core refused; then tried again',
};

const MOVE_STEP_WORDS: typeof STEP_WORDS = {
  ...STEP_WORDS,
  plan: ({ after }) => movePlanWords(after),
  create: (_step, { to }) => `New balance of ${to} created`,
  post: movedPosting,
  mapped: ({ data }) => `Core has ${textOf(data.provider)} in its place`,
  verify: ({ after }) => movedWords(after),
};

function movedPosting(step: StepView, owners: Owners): string {
  const { role, destination } = step.data;
  if (role === 'drain') return `${money(step)} out of the old balance`;
  const whose = role === 'refill' ? `from ${provider(step)}` : 'without a provider';
  const where =
    textOf(destination) === owners.balanceId ? 'back into the old one' : 'into the new one';
  return `${money(step)} ${whose} ${where}`;
}

function movePlanWords(facts: ReadFacts | null): string | null {
  if (!facts) return null;
  if (facts.obstacle !== undefined) return 'Read again: the money could not be moved any more';
  const currency = textOf(facts.currency) ?? '';
  const total = withCurrency(BigInt(textOf(facts.total) ?? '0'), toMoney(0n, currency)).amount;
  return `Plan stored: ${total} to a new balance, of it ${listed(amountsIn(facts.amounts, currency))}`;
}

function movedWords(facts: ReadFacts | null): string | null {
  if (!facts) return null;
  const currency = toMoney(0n, textOf(facts.currency) ?? '');
  const amount = (fact: ReadFacts[string] | undefined) =>
    withCurrency(BigInt(textOf(fact) ?? '0'), currency).amount;
  const agrees = facts.health === 'agrees' && facts.in_order === true;
  const left = textOf(facts.left) === '0' ? '' : `, ${amount(facts.left)} on the old one`;
  return `Read again: ${amount(facts.moved)} on the new balance${left}; its lineage ${agrees ? 'agrees' : 'does not agree'}`;
}

function planWords(facts: ReadFacts | null): string | null {
  if (!facts) return null;
  if (facts.obstacle !== undefined) return 'Read again: it could not be carried over any more';
  const currency = textOf(facts.currency) ?? '';
  const written = toMoney(0n, currency);
  const amounts = amountsIn(facts.amounts, currency);
  const total = withCurrency(BigInt(textOf(facts.total) ?? '0'), written).amount;
  const how = facts.method === 'in_place' ? 'in place' : 'by draining and refilling';
  return `Plan stored: ${total} ${how}, ${listed(amounts)}`;
}

/** "70.00 stripe", above zero, from a list that was stored as JSON. */
function amountsIn(fact: ReadFacts[string] | undefined, currency: string): string[] {
  return allocationsOfDto(JSON.parse(textOf(fact) ?? '[]') as AllocationDto[])
    .filter(({ amount }) => amount > 0n)
    .map(({ provider, amount }) => `${withoutCurrency(amount, toMoney(0n, currency))} ${provider}`);
}

function releasedWords(facts: ReadFacts | null): string | null {
  if (!facts) return null;
  const list = JSON.parse(textOf(facts.releases) ?? '[]') as { provider: string }[];
  return list.length === 0
    ? 'Core released nothing for it'
    : `Core booked it: released ${listed(list.map(({ provider }) => provider))}`;
}

function verifiedWords(facts: ReadFacts | null): string | null {
  if (!facts) return null;
  if (facts.again === true) return 'Read again: something came late, and is moved too';
  const currency = textOf(facts.currency) ?? '';
  const tagged = withCurrency(BigInt(textOf(facts.tagged) ?? '0'), toMoney(0n, currency)).amount;
  switch (facts.health) {
    case 'agrees':
      return `Read again: lineage agrees, ${tagged} tagged`;
    case 'being_booked':
      return `Read again: lineage follows the payments, ${tagged} tagged`;
    default:
      return 'Read again: lineage does not agree';
  }
}

const money = ({ data }: StepView) => {
  const currency = textOf(data.currency) ?? '';
  return withCurrency(BigInt(textOf(data.amount) ?? '0'), toMoney(0n, currency)).amount;
};
const provider = ({ data }: StepView) => textOf(data.provider) ?? '';

const POSTING_WORDS: Record<PostingRole, (step: StepView, owners: Owners) => string> = {
  fund_total: (step, { to }) => `${money(step)} into the lineage total of ${to}`,
  fund_shadow: (step, { to }) => `${money(step)} of ${provider(step)} under the name of ${to}`,
  hold: (step) => `Hold of the smallest amount from ${provider(step)}, so that Core points there`,
  clear_shadow: (step, { from }) =>
    `${money(step)} of ${provider(step)} from under the name of ${from}`,
  adjust_shadow: (step, { to }) =>
    `${money(step)} of ${provider(step)} put right under the name of ${to}: payments moved meanwhile`,
  clear_total: (step, { from }) => `${money(step)} out of the lineage total of ${from}`,
  adjust_total: (step, { to }) =>
    `${money(step)} put right in the lineage total of ${to}: payments moved meanwhile`,
  drain: (step) => `${money(step)} out of the balance`,
  refill: (step) => `${money(step)} from ${provider(step)} into the balance`,
  refill_rest: (step) => `${money(step)} without a provider into the balance`,
  undo: (step) => `${money(step)} taken back`,
};

/** While a balance is drained: how much it is short of, and since when. */
export function shortIn({ steps }: OperationView): ChangeDto['short'] {
  const short = shortBy(steps);
  if (!short) return null;
  const { amount, since } = short;
  return {
    amount: toMoney(amount, textOf(since.data.currency) ?? ''),
    since: since.afterAt ?? since.decidedAt,
  };
}
