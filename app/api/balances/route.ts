import { answerGet } from '@/lib/auth/answer-get';
import { listBalances } from '@/lib/features/balances/list-balances';
import { balanceSearchParams } from '@/lib/features/balances/search-params';

/** A page of the balances list, for paging without loading the page again. */
export async function GET(request: Request) {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return answerGet((actor) =>
    listBalances(actor, balanceSearchParams.parse(query), { signal: request.signal }),
  );
}
