import { answerGet } from '@/lib/auth/answer-get';
import { previewUndo } from '@/lib/features/balances/undo';

type Context = { params: Promise<{ balanceId: string }> };

/** What undoing the change `?of=…` of this balance would begin with; `null` when it cannot be undone. */
export async function GET(request: Request, { params }: Context) {
  const { balanceId } = await params;
  const operationId = new URL(request.url).searchParams.get('of') ?? '';
  return answerGet((actor) =>
    previewUndo(actor, { balanceId, operationId }, { signal: request.signal }),
  );
}
