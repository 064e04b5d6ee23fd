import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import type { ChangeDto } from '@/lib/features/changes/queries';
import { CopyableId } from './copyable-id';
import { IdentityName, type NamedIdentity } from './identity-name';

/** What a value was and what it is now, side by side; one above the other on a phone. */
export function BeforeAfter({ before, after }: { before: ReactNode; after: ReactNode }) {
  return (
    <div className="grid items-center gap-y-2 sm:grid-cols-[minmax(0,1fr)_32px_minmax(0,1fr)]">
      <div className="min-w-0">
        <span className="sr-only">Before: </span>
        {before}
      </div>
      <ArrowRight size={16} className="text-ink-3 max-sm:rotate-90" />
      <div className="min-w-0">
        <span className="sr-only">After: </span>
        {after}
      </div>
    </div>
  );
}

/** An identity as one side of a `BeforeAfter`: name and type, the id below. */
export function IdentitySide({ identity }: { identity: NamedIdentity | null }) {
  return (
    <>
      <IdentityName identity={identity} whole className="text-title *:first:font-semibold" />
      {identity && <CopyableId id={identity.id} />}
    </>
  );
}

type ChangedValuesProps = {
  values: ChangeDto['values'];
  /** A new object had nothing before. */
  isNew: boolean;
};

/** Several values of one object by name, each as it was and as it was to be. */
export function ChangedValues({ values, isNew }: ChangedValuesProps) {
  return (
    <DefinitionList width="slip">
      {values.map(({ name, before, after, found }) => (
        <Fact key={name} name={name}>
          {!isNew && (
            <>
              <span className="sr-only">Before: </span>
              <bdi className="text-ink-2">{before ?? 'Nothing'}</bdi>{' '}
              <ArrowRight size={14} className="mx-0.5 inline align-[-2px] text-ink-3" />{' '}
              <span className="sr-only">After: </span>
            </>
          )}
          <bdi className="font-medium">{after ?? 'Nothing'}</bdi>
          {before === after && <span className="text-ink-3">, another value behind the mask</span>}
          {found && (
            <span className="block text-ink-2">
              Core has <bdi className="font-medium text-ink">{found.text ?? 'nothing'}</bdi>
            </span>
          )}
        </Fact>
      ))}
    </DefinitionList>
  );
}

type InlineChangeProps = { before: ReactNode | null; after: ReactNode | null };

/** The same in one line of a table: `Jane Doe → Max Roe`, `→ Jane Doe` when there was nothing before. */
export function InlineChange({ before, after }: InlineChangeProps) {
  if (before === null && after === null) return null;
  return (
    <span className="truncate">
      {before !== null && <bdi className="text-ink-3">{before} </bdi>}
      {after === null ? (
        <span className="text-ink-3">unchanged</span>
      ) : (
        <>
          <span className="text-ink-3">→ </span>
          <bdi>{after}</bdi>
        </>
      )}
    </span>
  );
}
