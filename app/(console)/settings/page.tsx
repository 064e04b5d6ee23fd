import type { Metadata } from 'next';
import { CoreSection } from '@/components/settings/core-section';
import {
  DatabaseSection,
  InstallationSection,
  PeopleSection,
} from '@/components/settings/installation-sections';
import { OwnerCheckSection } from '@/components/owners/owner-check';
import { LogSection } from '@/components/settings/log-section';
import { SinglePage } from '@/components/ui/page-body';
import { ZoneName } from '@/components/shared/zone-name';
import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { getSettings } from '@/lib/features/settings/get-settings';
import { getOwnerCheck } from '@/lib/features/owners/owner-check';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const actor = await requireActor();
  if (!can(actor, 'settings:read')) {
    return (
      <>
        <PageHeader title="Settings" />
        <NoPermissionState
          what="settings"
          role={ROLE_NAMES[actor.role]}
          permission="settings:read"
          action={
            <ButtonLink size="small" href={routes.sessions()}>
              Your sessions
            </ButtonLink>
          }
        />
      </>
    );
  }
  const [facts, check] = await Promise.all([getSettings(actor), getOwnerCheck(actor)]);
  return (
    <>
      <PageHeader title="Settings" note={<ZoneName />} />
      <SinglePage>
        <div className="max-w-[760px]">
          <CoreSection core={facts.core} />
          <DatabaseSection database={facts.database} />
          <LogSection log={facts.log} />
          <OwnerCheckSection check={check} />
          <InstallationSection facts={facts} />
          <PeopleSection count={facts.peopleCount} />
        </div>
      </SinglePage>
    </>
  );
}
