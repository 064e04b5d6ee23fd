import { answerDownload } from '@/lib/auth/answer-download';
import { exportPack } from '@/lib/features/audit/export-pack';
import { routes } from '@/lib/routes';

type Context = { params: Promise<{ operationId: string }> };

/** The evidence of one change, for somebody who has nothing of ours. */
export async function GET(_request: Request, { params }: Context) {
  const { operationId } = await params;
  return answerDownload((actor) => exportPack(actor, { operationId }), {
    signIn: routes.signIn({ next: routes.change(operationId) }),
    failed: ({ code, reference }) =>
      routes.audit({
        q: operationId,
        problem: code === 'forbidden' ? 'refused' : 'failed',
        reference,
      }),
  });
}
