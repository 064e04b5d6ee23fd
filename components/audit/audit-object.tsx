import { CopyableId } from '@/components/shared/copyable-id';
import type { AuditObject } from '@/lib/features/audit/queries';
import { AUDIT_OBJECTS } from '@/lib/features/audit/search-params';
import { routes } from '@/lib/routes';

const PAGES: Partial<
  Record<AuditObject['type'], (id: string) => ReturnType<typeof routes.ledger>>
> = { balance: (id) => routes.balance(id), identity: routes.identity, ledger: routes.ledger };

/** The page of an object, if it has one. */
export function objectPage({ type, id }: Pick<AuditObject, 'type' | 'id'>) {
  return id === null ? undefined : PAGES[type]?.(id);
}

/** What something was done to, in a line of the list: an id of Core, or a word. */
export function ObjectInRow({
  object,
  words,
}: {
  object: AuditObject | null;
  words: string | null;
}) {
  if (!object) return <span className="block truncate text-ink-2">{words}</span>;
  if (object.name !== null) {
    return (
      <bdi className="block truncate text-ink-2" title={object.name}>
        {object.name}
      </bdi>
    );
  }
  if (object.id === null) {
    return <span className="text-ink-3">New {AUDIT_OBJECTS[object.type].toLowerCase()}</span>;
  }
  return <CopyableId id={object.id} width="table" copy={false} />;
}
