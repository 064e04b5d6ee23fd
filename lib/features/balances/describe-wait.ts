import 'server-only';
import { toMoney } from '@/lib/core/schemas/money';
import { type Impact } from '@/lib/lineage/impact';
import { listed, withCurrency, withoutCurrency } from '@/lib/lineage/sentence';

/** The choice of waiting until the tagged funds are spent, in words. */
export type WaitDto = {
  text: string;
  /** What will be true afterwards; the first half is set in bold. */
  outcome: { strong: string; rest: string };
};

const REACH: Readonly<Record<number, string>> = { 1: 'reaches', 2: 'both reach' };

/** The words about waiting; whose funds are waited for is told by provider. */
export function describeWait(
  { tagged }: Impact,
  about: { from: string; to: string; currency: string },
): WaitDto {
  const currency = toMoney(0n, about.currency);
  const providers = tagged.map(({ provider }) => provider);
  const zero = withCurrency(0n, currency).amount;
  const total = tagged.reduce((sum, { amount }) => sum + amount, 0n);
  const spent =
    providers.length === 0
      ? 'nothing tagged is on hold'
      : `${listed(providers)} ${REACH[providers.length] ?? 'all reach'} ${zero}`;
  return {
    text: `The change runs by itself once ${spent}. ${about.from} stays the owner until then.`,
    outcome: {
      strong: `${about.to} will own this balance once ${providers.length === 0 ? 'nothing is on hold' : `${withoutCurrency(total, currency)} ${about.currency} are spent`}.`,
      rest: 'Until then everything stays as it is. Everything is checked anew before it is sent.',
    },
  };
}
