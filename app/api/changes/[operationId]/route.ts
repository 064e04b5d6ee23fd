import { answerGet } from '@/lib/auth/answer-get';
import { getChange } from '@/lib/features/changes/get-change';

type Context = { params: Promise<{ operationId: string }> };

/** One change, to be read again while its outcome is not known. */
export async function GET(request: Request, { params }: Context) {
  const { operationId } = await params;
  return answerGet((actor) => getChange(actor, { operationId }, { signal: request.signal }));
}
