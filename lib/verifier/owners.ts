import { type Findings } from './findings';
import { isObject, type LogRecords, wholeOf } from './record';

/** Kinds of operations after which the log knows who owns a balance. */
const OWNING = new Set([
  'balance.create',
  'balance.reassign_identity',
  'balance.reassign_when_spent',
  'balance.carry_lineage',
]);

/**
 * The owner of each balance as the log last knew it, and the record that says so: what was asked for,
 * where the outcome says that Core shows it.
 */
export function ownersIn(log: LogRecords): Map<string, { owner: string; index: number }> {
  const asked = new Map<string, string>();
  const owners = new Map<string, { owner: string; index: number }>();
  for (const record of log.list) {
    if (record.kind !== 'operation.intent' && record.kind !== 'operation.outcome') continue;
    const { operation, subject, after, outcome } = wholeOf(record, log);
    if (!isObject(operation) || !OWNING.has(String(operation.kind))) continue;
    const id = String(operation.id);
    if (record.kind === 'operation.intent' && isObject(after)) {
      if (typeof after.identity_id === 'string') asked.set(id, after.identity_id);
    }
    const isSo = outcome === 'succeeded' || outcome === 'no_change';
    if (record.kind !== 'operation.outcome' || !isSo || !isObject(subject)) continue;
    const owner = asked.get(id);
    if (typeof subject.id === 'string' && owner !== undefined) {
      owners.set(subject.id, { owner, index: record.index });
    }
  }
  return owners;
}

/**
 * Compares them with a snapshot of Core: lines `balance_id,identity_id`, a heading allowed. Balances that
 * only one side knows say nothing.
 */
export function checkOwners(log: LogRecords, snapshot: string, findings: Findings): void {
  const owners = ownersIn(log);
  for (const line of snapshot.split(/\r?\n/)) {
    const [balance = '', identity = ''] = line.split(',').map((cell) => cell.trim());
    const known = owners.get(balance);
    if (known && known.owner !== identity) {
      findings.add('owner_differs', known.index, `${balance}: ${identity || 'nobody'} in Core`);
    }
  }
}
