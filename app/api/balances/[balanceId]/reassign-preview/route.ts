import { answerGet } from '@/lib/auth/answer-get';
import { previewReassign } from '@/lib/features/balances/preview-reassign';

type Context = { params: Promise<{ balanceId: string }> };

/** What it would mean to give this balance to `?to=idt_…`; without it, who owns the balance now. */
export async function GET(request: Request, { params }: Context) {
  const { balanceId } = await params;
  const toIdentityId = new URL(request.url).searchParams.get('to') || null;
  return answerGet((actor) =>
    previewReassign(actor, { balanceId, toIdentityId }, { signal: request.signal }),
  );
}
