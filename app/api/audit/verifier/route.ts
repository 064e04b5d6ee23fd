import { answerDownload } from '@/lib/auth/answer-download';
import { getVerifier } from '@/lib/features/audit/get-verifier';
import { routes } from '@/lib/routes';

/** The offline verifier: `?as=program`, `page` or `python`. */
export async function GET(request: Request) {
  const as = new URL(request.url).searchParams.get('as');
  const kind = as === 'program' || as === 'python' ? as : 'page';
  return answerDownload((actor) => getVerifier(actor, { as: kind }), {
    signIn: routes.signIn({ next: routes.audit() }),
    failed: ({ code, reference }) =>
      routes.audit({ problem: code === 'forbidden' ? 'refused' : 'failed', reference }),
  });
}
