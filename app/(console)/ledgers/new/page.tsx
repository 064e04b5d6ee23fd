import type { Metadata } from 'next';
import { X } from 'lucide-react';
import { CreateLedgerForm } from '@/components/ledgers/create-ledger-form';
import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Create ledger' };

export default async function NewLedgerPage() {
  const actor = await requireActor();
  return (
    <>
      <PageHeader crumbs={[{ label: 'Ledgers', href: routes.ledgers() }]} title="Create ledger">
        <ButtonLink
          href={routes.ledgers()}
          variant="ghost"
          size="small"
          iconOnly
          icon={<X size={16} />}
          aria-label="Close"
        />
      </PageHeader>
      {can(actor, 'ledgers:create') ? (
        <CreateLedgerForm />
      ) : (
        <NoPermissionState
          what="this form"
          role={ROLE_NAMES[actor.role]}
          permission="ledgers:create"
        />
      )}
    </>
  );
}
