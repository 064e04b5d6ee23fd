import { type ComboboxOption } from '@/components/ui/combobox-option';
import { shortId } from '@/lib/base/ids';
import { type IdentityLine } from '@/lib/features/identities/queries';
import { type LedgerLine } from '@/lib/features/ledgers/queries';
import { identityTypeName } from './identity-name';

// Apart from the pickers, so that pages can fill a form in on the server.

/** An identity as a picker shows it: name, type, short id; namesakes are told apart by e-mail. */
export function identityOption(
  line: Pick<IdentityLine, 'identityId' | 'name' | 'type'> & { email?: string | null },
): ComboboxOption {
  return {
    value: line.identityId,
    label: line.name,
    ...(line.type && { detail: identityTypeName(line.type) }),
    code: shortId(line.identityId),
    ...(line.email && { aside: line.email }),
  };
}

/** A ledger as a picker shows it: name and short id. */
export function ledgerOption(line: Pick<LedgerLine, 'ledgerId' | 'name'>): ComboboxOption {
  return { value: line.ledgerId, label: line.name, code: shortId(line.ledgerId) };
}
