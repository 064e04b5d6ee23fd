'use client';
import { Copy, SquareArrowOutUpRight, UserRoundPen } from 'lucide-react';
import { RowMenu } from '@/components/data-table/row-menu';
import { copyText } from '@/components/ui/copy-button';
import { MenuItem } from '@/components/ui/menu';
import { routes } from '@/lib/routes';
import { useReassigning } from './reassigning';

type BalanceMenuProps = {
  balanceId: string;
  /** What tells this row from the others. */
  label: string;
  /** Why its identity cannot be changed from here. */
  reassignReason: string | null;
};

/** What can be done with one balance of the list. */
export function BalanceMenu({ balanceId, label, reassignReason }: BalanceMenuProps) {
  const reassign = useReassigning();
  return (
    <RowMenu about={label}>
      <MenuItem icon={<SquareArrowOutUpRight size={14} />} href={routes.balance(balanceId)}>
        Open
      </MenuItem>
      <MenuItem icon={<Copy size={14} />} onSelect={() => void copyText(balanceId)}>
        Copy id
      </MenuItem>
      <MenuItem
        icon={<UserRoundPen size={14} />}
        disabledReason={reassignReason}
        onSelect={() => reassign(balanceId)}
      >
        Reassign identity…
      </MenuItem>
    </RowMenu>
  );
}
