import { answerGet } from '@/lib/auth/answer-get';
import { previewTokenize } from '@/lib/features/identities/preview-tokenize';

type Context = { params: Promise<{ identityId: string }> };

/** What can be tokenized of this identity, and what that would do: `?fields=firstName,emailAddress`. */
export async function GET(request: Request, { params }: Context) {
  const { identityId } = await params;
  const fields = (new URL(request.url).searchParams.get('fields') ?? '').split(',');
  return answerGet((actor) =>
    previewTokenize(actor, { identityId, fields }, { signal: request.signal }),
  );
}
