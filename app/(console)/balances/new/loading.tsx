import { PageHeader } from '@/components/shell/page-header';
import { LoadingNote } from '@/components/ui/skeleton';
import { routes } from '@/lib/routes';

export default function NewBalanceLoading() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Balances', href: routes.balances() }]}
        title="Create balance"
      />
      <LoadingNote what="the form" />
    </>
  );
}
