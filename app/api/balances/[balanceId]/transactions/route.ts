import { answerGet } from '@/lib/auth/answer-get';
import { listBalanceTransactions } from '@/lib/features/balances/list-balance-transactions';

type Context = { params: Promise<{ balanceId: string }> };

/** The latest transactions of a balance, read again. */
export async function GET(request: Request, { params }: Context) {
  const { balanceId } = await params;
  return answerGet((actor) =>
    listBalanceTransactions(actor, { balanceId }, { signal: request.signal }),
  );
}
