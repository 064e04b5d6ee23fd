import type { AuditEntryDto } from '@/lib/features/audit/queries';
import { EraseTexts } from './erase-texts';

type EntryTextsProps = {
  entry: AuditEntryDto;
  /** Why this person cannot erase them, or `null`. */
  reason: string | null;
};

/** What the entry holds of people in plain words, and the way to erase it. */
export function EntryTexts({ entry, reason }: EntryTextsProps) {
  const { entry: here } = entry.erasable;
  return (
    <section aria-label="Personal texts" className="pt-4 print:hidden">
      <div className="mb-1 flex min-h-7 items-center gap-2">
        <h2 className="flex-1 font-semibold">Personal texts</h2>
        <EraseTexts entry={entry} reason={reason} />
      </div>
      <p className="text-ink-2">
        {here === 0
          ? 'None is left in this entry.'
          : here === 1
            ? '1 text in this entry names or describes a person.'
            : `${here} texts in this entry name or describe people.`}{' '}
        The record holds only their fingerprints, so they can be erased and it still verifies.
      </p>
    </section>
  );
}
