import type { Metadata } from 'next';
import { TableFooter, TableScroll } from '@/components/data-table/table-bars';
import { InvitationTable } from '@/components/people/invitation-table';
import { InvitePerson } from '@/components/people/invite-dialog';
import { PeopleTable } from '@/components/people/people-table';
import { ZoneName } from '@/components/shared/zone-name';
import { PageHeader } from '@/components/shell/page-header';
import { NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { listPeople } from '@/lib/features/people/list-people';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'People' };

const CRUMBS = [{ label: 'Settings', href: routes.settings() }];

export default async function PeoplePage() {
  const actor = await requireActor();
  if (!can(actor, 'people:manage')) {
    return (
      <>
        <PageHeader title="People" />
        <NoPermissionState what="people" role={ROLE_NAMES[actor.role]} permission="people:manage" />
      </>
    );
  }
  const { people, invitations } = await listPeople(actor);
  return (
    <>
      <PageHeader crumbs={CRUMBS} title="People">
        <InvitePerson />
      </PageHeader>
      <TableScroll>
        <PeopleTable people={people} />
        {invitations.length > 0 && (
          <section aria-label="Invitations" className="mt-6">
            <h2 className="px-gutter pb-1 font-semibold max-sm:px-4">Invitations not used yet</h2>
            <InvitationTable invitations={invitations} />
          </section>
        )}
      </TableScroll>
      <TableFooter
        range={<span>{people.length === 1 ? '1 person' : `${people.length} people`}</span>}
        notes={<ZoneName />}
      />
    </>
  );
}
