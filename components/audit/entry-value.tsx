import { CopyableId } from '@/components/shared/copyable-id';
import { Money } from '@/components/shared/money';
import type { AuditValue } from '@/lib/features/audit/queries';
import { objectPage } from './audit-object';

/** One recorded value. */
export function EntryValue({ value }: { value: AuditValue }) {
  switch (value.is) {
    case 'nothing':
      return <span className="text-ink-3">None</span>;
    case 'erased':
      return <span className="text-ink-3">Erased</span>;
    case 'masked':
      return (
        <span title="Masked. Whoever may can reveal it on the page of the identity.">
          {value.text}
        </span>
      );
    case 'money':
      return <Money amount={value.money} currency />;
    case 'code':
      return <span className="code-text break-all">{value.text}</span>;
    case 'object':
      return (
        <span className="grid justify-items-start">
          {value.name !== null && <bdi className="break-words">{value.name}</bdi>}
          <CopyableId id={value.id} width="table" href={objectPage(value)} />
        </span>
      );
    default:
      return <bdi className="break-words whitespace-pre-wrap">{value.text}</bdi>;
  }
}
