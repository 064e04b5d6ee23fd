import type { Metadata } from 'next';
import { X } from 'lucide-react';
import { CreateBalanceForm } from '@/components/balances/create-balance-form';
import { identityOption, ledgerOption } from '@/components/shared/picker-options';
import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { listCurrencies } from '@/lib/features/balances/list-currencies';
import { searchIdentities } from '@/lib/features/identities/search-identities';
import { searchLedgers } from '@/lib/features/ledgers/search-ledgers';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Create balance' };

type Search = Promise<{ ledger?: string | string[]; identity?: string | string[] }>;

/** `?ledger=ldg_…` and `?identity=idt_…` fill the form in, from where somebody came. */
export default async function NewBalancePage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor();
  const header = (
    <PageHeader crumbs={[{ label: 'Balances', href: routes.balances() }]} title="Create balance">
      <ButtonLink
        href={routes.balances()}
        variant="ghost"
        size="small"
        iconOnly
        icon={<X size={16} />}
        aria-label="Close"
      />
    </PageHeader>
  );
  if (!can(actor, 'balances:create')) {
    return (
      <>
        {header}
        <NoPermissionState
          what="this form"
          role={ROLE_NAMES[actor.role]}
          permission="balances:create"
        />
      </>
    );
  }
  const { ledger, identity } = await searchParams;
  const [currencies, ledgers, identities] = await Promise.all([
    listCurrencies(actor, {}),
    typeof ledger === 'string' ? searchLedgers(actor, { q: ledger }) : [],
    typeof identity === 'string' ? searchIdentities(actor, { q: identity }) : [],
  ]);
  const givenLedger = ledgers.find((each) => each.ledgerId === ledger && !each.isGeneral);
  const givenIdentity = identities.find((each) => each.identityId === identity);
  return (
    <>
      {header}
      <CreateBalanceForm
        currencies={currencies}
        ledger={givenLedger ? ledgerOption(givenLedger) : null}
        identity={givenIdentity ? identityOption(givenIdentity) : null}
      />
    </>
  );
}
