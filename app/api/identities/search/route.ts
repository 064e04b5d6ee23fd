import { answerGet } from '@/lib/auth/answer-get';
import { searchIdentities } from '@/lib/features/identities/search-identities';

/** Identities for a picker, by what was typed in `?q=`. */
export async function GET(request: Request) {
  const q = new URL(request.url).searchParams.get('q') ?? '';
  return answerGet((actor) => searchIdentities(actor, { q }, { signal: request.signal }));
}
