import { Plus } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { routes } from '@/lib/routes';

type CreateBalanceLinkProps = {
  /** Why this person cannot. */
  reason: string | null;
  /** In a page's header, where a phone has room for the icon alone. */
  collapse?: boolean;
};

/** Leads to the form; stays in its place, with the reason, for who may not use it. */
export function CreateBalanceLink({ reason, collapse }: CreateBalanceLinkProps) {
  return (
    <ButtonLink
      href={routes.newBalance()}
      variant="primary"
      size="small"
      icon={<Plus size={14} />}
      collapse={collapse}
      disabledReason={reason}
    >
      Create balance
    </ButtonLink>
  );
}
