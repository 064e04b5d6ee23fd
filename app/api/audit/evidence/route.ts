import { readPreferences } from '@/components/shell/read-preferences';
import { answerDownload } from '@/lib/auth/answer-download';
import { exportEvidence } from '@/lib/features/audit/export-evidence';
import { routes } from '@/lib/routes';

/** The whole sealed log as an evidence bundle. */
export async function GET() {
  const { zone } = await readPreferences();
  return answerDownload((actor) => exportEvidence(actor, { zone: zone ?? 'UTC' }), {
    signIn: routes.signIn({ next: routes.audit() }),
    failed: ({ code, reference }) =>
      routes.audit({ problem: code === 'forbidden' ? 'refused' : 'failed', reference }),
  });
}
