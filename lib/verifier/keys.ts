import { type Findings } from './findings';
import { type Note, parseKey, signedBy, type VerifierKey } from './note';
import { type Ports } from './ports';
import { isObject, type LogRecords, wholeOf } from './record';

/** What the checkpoints are signed with: by which key each must be, and whether it is. */
export async function checkSignatures(
  checkpoints: readonly Note[],
  { log, given }: { log: LogRecords; given: readonly VerifierKey[] },
  { findings, ports }: { findings: Findings; ports: Ports },
): Promise<void> {
  const changes = log.list.filter(({ kind }) => kind === 'log.key_changed');
  let inForce: VerifierKey | null = null;
  let next = 0;
  for (const note of checkpoints) {
    const from = inForce;
    const first = next;
    while (next < changes.length && changes[next]!.index < note.size) {
      const { index } = changes[next]!;
      inForce = changeKey(inForce, { ...wholeOf(changes[next]!, log), index }, { findings, ports });
      next += 1;
    }
    const where = note.size - 1;
    if (!inForce) {
      findings.add('unknown_key', where, 'no record names a key before it');
      continue;
    }
    if (next > first) {
      await checkNewKey({ note, from, to: inForce }, given, { findings, ports });
    }
    const signed = await signedBy(note, inForce, ports);
    if (signed === 'bad') findings.add('bad_signature', where, `checkpoint over ${note.size}`);
    if (signed === 'absent') findings.add('unknown_key', where, `checkpoint over ${note.size}`);
  }
}

function changeKey(
  inForce: VerifierKey | null,
  { before, after, index }: { before?: unknown; after?: unknown; index: number },
  { findings, ports }: { findings: Findings; ports: Ports },
): VerifierKey | null {
  const former = isObject(before) ? before.key : null;
  const text = isObject(after) ? after.key : null;
  const key = typeof text === 'string' ? parseKey(text, ports) : null;
  if (!key || former !== (inForce?.text ?? null)) findings.add('key_history', index);
  return key ?? inForce;
}

/** A new key is good because it was given, or because the earlier one signed the checkpoint over its change. */
async function checkNewKey(
  { note, from, to }: { note: Note; from: VerifierKey | null; to: VerifierKey },
  given: readonly VerifierKey[],
  { findings, ports }: { findings: Findings; ports: Ports },
): Promise<void> {
  const isGiven = given.some(({ text }) => text === to.text);
  if (isGiven) return;
  if (!from) {
    if (given.length > 0) findings.add('key_not_given', note.size - 1, to.text);
    return;
  }
  const vouched = await signedBy(note, from, ports);
  if (vouched === 'bad') findings.add('bad_signature', note.size - 1, 'of the earlier key');
  if (vouched === 'absent') findings.add('key_not_vouched', note.size - 1, to.text);
}
