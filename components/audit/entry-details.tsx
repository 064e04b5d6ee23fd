import { CopyableId } from '@/components/shared/copyable-id';
import { Timestamp } from '@/components/shared/timestamp';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import type { AuditEntryDto } from '@/lib/features/audit/queries';
import { actorKindWords } from './audit-actor';
import { EntryValue } from './entry-value';

/** What was there and what is there now, value by value. */
export function EntryChanged({ changed }: { changed: NonNullable<AuditEntryDto['changed']> }) {
  const { title, source, before, after, rows } = changed;
  const cell = 'border-b py-1.5 pr-2 text-left align-top';
  const head = `${cell} text-meta font-medium text-ink-3`;
  return (
    <section aria-label={title} className="pt-4">
      <h2 className="mb-1 font-semibold">{title}</h2>
      <table className="w-full table-fixed">
        <thead>
          <tr>
            <th scope="col" className={`${head} w-[92px]`}>
              {source}
            </th>
            <th scope="col" className={head}>
              {before}
            </th>
            {after && (
              <th scope="col" className={head}>
                {after}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" className={`${cell} font-normal text-ink-2`}>
                {row.name}
              </th>
              <td className={cell}>
                <EntryValue value={row.before} />
              </td>
              {after && (
                <td className={cell}>
                  <EntryValue value={row.after} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** When, who, from which session, why, and what its kind records besides. */
export function EntryFacts({ entry }: { entry: AuditEntryDto }) {
  const { actor, role, sessionId, why, facts } = entry;
  const who = [actorKindWords(actor.kind), role].filter(Boolean).join(', ');
  return (
    <section aria-label="Details" className="pt-4">
      <h2 className="mb-1.5 font-semibold">Details</h2>
      <DefinitionList width="panel">
        <Fact name="When">
          <Timestamp iso={entry.at} precision="second" year="always" utc />
          <span className="block text-ink-3">
            <Timestamp iso={entry.at} precision="second" year="always" /> here
          </span>
        </Fact>
        <Fact name="Who">
          {actor.name === null ? (
            <span className="text-ink-3">Name erased</span>
          ) : (
            <bdi className="break-words">{actor.name}</bdi>
          )}{' '}
          <span className="text-ink-3">{who}</span>
        </Fact>
        {sessionId !== null && sessionId !== 'none' && (
          <Fact name="Session">
            <CopyableId id={sessionId} className="[&>span]:max-w-36" />
          </Fact>
        )}
        {why.category && <Fact name="Reason">{why.category}</Fact>}
        {why.ticket && (
          <Fact name="Ticket">
            <bdi className="break-words">{why.ticket}</bdi>
          </Fact>
        )}
        {why.note && (
          <Fact name="Note">
            <EntryValue value={why.note} />
          </Fact>
        )}
        {facts.map(({ name, value }, index) => (
          <Fact key={index} name={name}>
            <EntryValue value={value} />
          </Fact>
        ))}
        <Fact name="Record">
          <span className="code-text">{entry.kind}</span>
          <CopyableId id={entry.id} className="[&>span]:max-w-36" />
        </Fact>
      </DefinitionList>
    </section>
  );
}
