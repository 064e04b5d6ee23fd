import { InlineChange } from '@/components/shared/before-after';
import { CopyableId } from '@/components/shared/copyable-id';
import { Slip, slipNumber } from '@/components/shared/slip';
import { Timestamp } from '@/components/shared/timestamp';
import type { AuditEntryDto } from '@/lib/features/audit/queries';
import { AUDIT_OBJECTS } from '@/lib/features/audit/search-params';
import { objectPage } from './audit-object';
import { Outcome } from './audit-outcome';

/** The entry in the shape of a slip: what, on what, who, when, why. */
export function EntrySlip({ entry }: { entry: AuditEntryDto }) {
  const { action, actor, at, change, why, reason } = entry;
  const number = change?.number ?? undefined;
  return (
    <Slip
      size="small"
      number={number}
      label={number ? `${action}, stub ${slipNumber(number)}` : action}
      stub={
        <>
          <span className="text-meta text-ink-2">
            <Timestamp iso={at} precision="date" year="always" />
          </span>
          <span className="mt-auto pt-2">
            <Outcome outcome={entry.outcome} />
          </span>
        </>
      }
    >
      <h3 className="font-semibold break-words">{action}</h3>
      {(entry.before !== null || entry.after !== null) && (
        <div className="mt-1 [&_.truncate]:whitespace-normal">
          <InlineChange before={entry.before} after={entry.after} />
        </div>
      )}
      <SlipObject entry={entry} />
      <p className="mt-2 text-meta text-ink-2">
        <bdi>{actor.name ?? 'Name erased'}</bdi>, <Timestamp iso={at} precision="clock" utc />
        {(why.category ?? why.ticket ?? reason) && (
          <>
            <br />
            <bdi className="break-words">
              {[why.category, why.ticket].filter(Boolean).join(', ') || reason}
            </bdi>
          </>
        )}
      </p>
    </Slip>
  );
}

function SlipObject({ entry: { object, objectWords } }: { entry: AuditEntryDto }) {
  if (!object) return objectWords && <p className="mt-0.5 text-ink-2">{objectWords}</p>;
  return (
    <div className="mt-0.5 grid justify-items-start text-ink-2">
      {object.name !== null && <bdi>{object.name}</bdi>}
      {object.id === null
        ? object.name === null && (
            <span className="text-ink-3">New {AUDIT_OBJECTS[object.type].toLowerCase()}</span>
          )
        : object.type !== 'core' && (
            <CopyableId id={object.id} href={objectPage(object)} width="page" />
          )}
    </div>
  );
}
