import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
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
