'use client';
import { useParams } from 'next/navigation';

/** What was asked for, as the address has it: a page that is not found is told nothing. */
export function BalanceNotFoundText() {
  const { balanceId } = useParams<{ balanceId: string }>();
  const asked = decodeURIComponent(balanceId);
  return (
    <>
      Core was asked for <span className="code-text break-words">{asked}</span> and has no such
      balance.{' '}
      {asked.startsWith('bln_')
        ? 'The id may have been cut off or mistyped, or belong to another Core.'
        : 'Ids of balances begin with bln_.'}{' '}
      Look for it in the list.
    </>
  );
}
