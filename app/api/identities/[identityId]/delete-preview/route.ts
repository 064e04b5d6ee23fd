import { answerGet } from '@/lib/auth/answer-get';
import { previewDelete } from '@/lib/features/identities/preview-delete';

type Context = { params: Promise<{ identityId: string }> };

/** Whether this identity can be deleted, and why not. */
export async function GET(request: Request, { params }: Context) {
  const { identityId } = await params;
  return answerGet((actor) => previewDelete(actor, { identityId }, { signal: request.signal }));
}
