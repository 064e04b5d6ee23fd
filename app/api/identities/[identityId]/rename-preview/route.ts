import { answerGet } from '@/lib/auth/answer-get';
import { previewRename } from '@/lib/features/identities/preview-rename';

type Context = { params: Promise<{ identityId: string }> };

/** What these names would do to fund lineage: `?firstName=…&lastName=…&organizationName=…`. */
export async function GET(request: Request, { params }: Context) {
  const { identityId } = await params;
  const given = new URL(request.url).searchParams;
  const name = (field: string) => given.get(field) ?? undefined;
  const names = {
    firstName: name('firstName'),
    lastName: name('lastName'),
    organizationName: name('organizationName'),
  };
  return answerGet((actor) =>
    previewRename(actor, { identityId, ...names }, { signal: request.signal }),
  );
}
