import { answerGet } from '@/lib/auth/answer-get';
import { searchLedgers } from '@/lib/features/ledgers/search-ledgers';

/** Ledgers for a picker, by what was typed in `?q=`. */
export async function GET(request: Request) {
  const q = new URL(request.url).searchParams.get('q') ?? '';
  return answerGet((actor) => searchLedgers(actor, { q }, { signal: request.signal }));
}
