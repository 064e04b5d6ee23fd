import { answerGet } from '@/lib/auth/answer-get';
import { getBalanceLineage } from '@/lib/features/balances/get-balance-lineage';

type Context = { params: Promise<{ balanceId: string }> };

/** The lineage panel of a balance, to look again while Core is still booking. */
export async function GET(request: Request, { params }: Context) {
  const { balanceId } = await params;
  return answerGet((actor) => getBalanceLineage(actor, { balanceId }, { signal: request.signal }));
}
