import type { Metadata } from 'next';
import { TableFooter, TableScroll } from '@/components/data-table/table-bars';
import { SessionTable } from '@/components/people/session-table';
import { ZoneName } from '@/components/shared/zone-name';
import { PageHeader } from '@/components/shell/page-header';
import { requireActor } from '@/lib/auth/require-actor';
import { listOwnSessions } from '@/lib/features/people/list-own-sessions';

export const metadata: Metadata = { title: 'Your sessions' };

export default async function SessionsPage() {
  const actor = await requireActor();
  const sessions = await listOwnSessions(actor);
  return (
    <>
      <PageHeader title="Your sessions" />
      <TableScroll>
        <p className="px-gutter py-3 text-ink-2 max-sm:px-4">
          Every browser in which you are signed in. End what you do not recognise, and tell an
          admin.
        </p>
        <SessionTable sessions={sessions} />
      </TableScroll>
      <TableFooter
        range={<span>{sessions.length === 1 ? '1 session' : `${sessions.length} sessions`}</span>}
        notes={<ZoneName />}
      />
    </>
  );
}
