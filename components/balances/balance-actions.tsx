'use client';
import { Link2 } from 'lucide-react';
import { useCallback } from 'react';
import { ReadAgainButton } from '@/components/shared/read-again';
import { copyText } from '@/components/ui/copy-button';
import { IconButton } from '@/components/ui/icon-button';
import { usePageKey } from '@/components/ui/use-page-key';
import { routes } from '@/lib/routes';
import { ReassignOnBalance } from './reassign-on-balance';

type BalanceActionsProps = {
  balanceId: string;
  /** Why its identity cannot be changed here, or `null`. */
  reassignReason: string | null;
};

/** What can be done on the page of a balance. Keys: `r` reassigns, `y` copies the id. */
export function BalanceActions({ balanceId, reassignReason }: BalanceActionsProps) {
  usePageKey(
    'y',
    useCallback(() => void copyText(balanceId), [balanceId]),
  );
  const copyLink = () => copyText(`${location.origin}${routes.balance(balanceId)}`, 'the link');
  return (
    <>
      <ReadAgainButton />
      <IconButton
        label="Copy link"
        icon={<Link2 size={16} />}
        onClick={() => void copyLink()}
        className="max-sm:hidden"
      />
      <ReassignOnBalance balanceId={balanceId} disabledReason={reassignReason} />
    </>
  );
}
