import { answerGet } from '@/lib/auth/answer-get';
import { probeBalancesCount } from '@/lib/features/balances/probe-balances-count';
import { balanceSearchParams, filtersOf } from '@/lib/features/balances/search-params';

/** Whether more than 10,000 balances match, asked after the first paint. */
export async function GET(request: Request) {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return answerGet((actor) =>
    probeBalancesCount(actor, filtersOf(balanceSearchParams.parse(query)), {
      signal: request.signal,
    }),
  );
}
