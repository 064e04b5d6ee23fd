import { readPreferences } from '@/components/shell/read-preferences';
import { answerDownload } from '@/lib/auth/answer-download';
import { exportAudit } from '@/lib/features/audit/export-audit';
import { auditSearchParams, filtersOf } from '@/lib/features/audit/search-params';
import { routes } from '@/lib/routes';

/** What the filters of the log show, as a file: `?format=csv` or `json`. */
export async function GET(request: Request) {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const filters = filtersOf(auditSearchParams.parse(query));
  const format = query.format === 'json' ? 'json' : 'csv';
  const { zone } = await readPreferences();
  return answerDownload(
    (actor) => exportAudit(actor, { ...filters, format, zone: zone ?? 'UTC' }),
    {
      signIn: routes.signIn({ next: routes.audit(filters) }),
      failed: ({ code, reference }) =>
        routes.audit({
          ...filters,
          problem: code === 'forbidden' ? 'refused' : 'failed',
          reference,
        }),
    },
  );
}
