/** Core's words for what became of a transaction, as words; others as they come. */
const STATUSES: Readonly<Record<string, string>> = {
  APPLIED: 'Applied',
  INFLIGHT: 'Inflight',
  QUEUED: 'Queued',
  SCHEDULED: 'Scheduled',
  VOID: 'Void',
  REJECTED: 'Rejected',
};

/** What became of a transaction. Only a rejection stands out. */
export function TransactionStatus({ status }: { status: string }) {
  return (
    <span className={status === 'REJECTED' ? 'text-danger' : 'text-ink-2'}>
      {STATUSES[status] ?? status}
    </span>
  );
}
