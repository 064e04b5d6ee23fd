import { answerGet } from '@/lib/auth/answer-get';
import { getLineageTraits } from '@/lib/features/balances/get-lineage-traits';

/** Lineage and strategy of the balances in `?ids=a,b`, asked after the first paint. */
export async function GET(request: Request) {
  const ids = new URL(request.url).searchParams.get('ids') ?? '';
  return answerGet((actor) =>
    getLineageTraits(
      actor,
      { balanceIds: ids.split(',').filter(Boolean) },
      { signal: request.signal },
    ),
  );
}
