import { ReceiptText } from 'lucide-react';
import { TextLink } from '@/components/ui/text-link';
import type { ChangeRowDto } from '@/lib/features/changes/queries';
import { routes } from '@/lib/routes';
import { InlineChange } from './before-after';
import { sideWords } from './change-side-words';
import { StateBadge } from './operation-state';
import { slipNumber } from './slip';
import { Timestamp } from './timestamp';

type SubjectChangeListProps = {
  /** `listSubjectChanges` of this object. */
  changes: { rows: readonly ChangeRowDto[]; hasMore: boolean };
  subjectId: string;
  /** In the middle of a sentence: "this balance". */
  what: string;
};

/** The changes made to one object, newest first, in a narrow column. */
export function SubjectChangeList({ changes, subjectId, what }: SubjectChangeListProps) {
  if (changes.rows.length === 0) {
    return (
      <p className="mt-2 text-meta text-ink-3">Nobody has changed {what} through Counterfoil.</p>
    );
  }
  return (
    <>
      <h3 className="mt-3 mb-1 text-meta font-medium text-ink-3">Changes made here</h3>
      <ol className="grid gap-2.5">
        {changes.rows.map((row) => (
          <li key={row.operationId} className="grid gap-0.5 border-t pt-2">
            <div className="flex min-w-0 items-center gap-2">
              <span className="flex min-w-0 flex-1">
                <InlineChange before={sideWords(row.before)} after={sideWords(row.after)} />
              </span>
              {row.state !== 'succeeded' && <StateBadge state={row.state} inTable />}
            </div>
            <div className="flex flex-wrap items-center gap-x-2 text-meta text-ink-3">
              <Timestamp iso={row.requestedAt} />
              <bdi>{row.actor.name}</bdi>
              {row.ticket && <bdi>{row.ticket}</bdi>}
              <TextLink href={routes.change(row.operationId)} className="flex items-center gap-1">
                <ReceiptText size={12} />
                {slipNumber(row.number)}
              </TextLink>
            </div>
          </li>
        ))}
      </ol>
      {changes.hasMore && (
        <TextLink href={routes.changes({ q: subjectId })} className="mt-2 inline-block text-meta">
          All changes of {what}
        </TextLink>
      )}
    </>
  );
}
