import { PageHeader } from '@/components/shell/page-header';
import { LoadingNote } from '@/components/ui/skeleton';
import { routes } from '@/lib/routes';

export default function NewLedgerLoading() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Ledgers', href: routes.ledgers() }]} title="Create ledger" />
      <LoadingNote what="the form" />
    </>
  );
}
