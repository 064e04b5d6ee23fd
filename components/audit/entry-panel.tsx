import type { Route } from 'next';
import { EvidencePackLink } from '@/components/shared/evidence-pack';
import { ButtonLink } from '@/components/ui/button-link';
import { NotFoundState } from '@/components/ui/state-block';
import type { AuditEntryPage, AuditPage } from '@/lib/features/audit/queries';
import type { AuditSearchParams } from '@/lib/features/audit/search-params';
import { routes } from '@/lib/routes';
import { entryAddress } from './audit-address';
import { objectPage } from './audit-object';
import { EntryChanged, EntryFacts } from './entry-details';
import { EntryProof } from './entry-proof';
import { EntryTexts } from './entry-texts';
import { EntryFrame } from './entry-frame';
import { EntryActions } from './entry-actions';
import { EntrySlip } from './entry-slip';

type EntryPanelProps = {
  /** `null` when there is none of this id, or none that this person may see. */
  found: AuditEntryPage | null;
  /** The list beside it. */
  page: AuditPage;
  params: AuditSearchParams;
  /** Why this person cannot erase personal texts, or `null`. */
  eraseReason: string | null;
};

const OBJECT_WORDS = { balance: 'Open balance', identity: 'Open identity', ledger: 'Open ledger' };

/** One entry beside the list. */
export function EntryPanel({ found, page, params, eraseReason }: EntryPanelProps) {
  const close = entryAddress(params, undefined);
  if (!found) {
    return (
      <EntryFrame title="Entry" entryId={params.entry!} close={close}>
        <div className="-mx-4">
          <NotFoundState title="There is no such entry">
            Its address may have been cut off, or it is not one of yours.
          </NotFoundState>
        </div>
      </EntryFrame>
    );
  }
  const { entry } = found;
  const { change, object, changed } = entry;
  const objectHref = object && objectPage(object);
  return (
    <EntryFrame
      title={entry.action}
      entryId={entry.id}
      close={close}
      newer={besideAddress({ page, params, id: found.newer, turn: 'newer' })}
      older={besideAddress({ page, params, id: found.older, turn: 'older' })}
    >
      <EntrySlip entry={entry} />
      <div className="flex flex-wrap gap-2 pt-3 print:hidden">
        {change && change.number !== null && (
          <ButtonLink size="small" variant="primary" href={routes.change(change.operationId)}>
            Open the change
          </ButtonLink>
        )}
        {objectHref && (
          <ButtonLink size="small" href={objectHref}>
            {OBJECT_WORDS[object.type as keyof typeof OBJECT_WORDS]}
          </ButtonLink>
        )}
        {change && change.number !== null && <EvidencePackLink operationId={change.operationId} />}
        <EntryActions entryId={entry.id} />
      </div>
      {changed && <EntryChanged changed={changed} />}
      <EntryFacts entry={entry} />
      <EntryProof proof={entry.proof} />
      <EntryTexts entry={entry} reason={eraseReason} />
    </EntryFrame>
  );
}

type Beside = {
  page: AuditPage;
  params: AuditSearchParams;
  id: string | null;
  turn: 'newer' | 'older';
};

/** The address of the entry beside this one; the list turns its page when it stands on the next. */
function besideAddress({ page, params, id, turn }: Beside): Route | undefined {
  if (id === null) return undefined;
  const has = (wanted: string | undefined) => page.rows.some((row) => row.id === wanted);
  const cursor = page[turn];
  const turns = has(params.entry) && !has(id) && cursor !== null;
  const place = turns ? { older: undefined, newer: undefined, end: undefined, [turn]: cursor } : {};
  return entryAddress({ ...params, ...place }, id);
}
