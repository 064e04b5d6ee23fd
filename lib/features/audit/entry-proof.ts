import 'server-only';
import { type EventRecord } from '@/lib/audit/event-record';
import { readAnchors } from '@/lib/audit/log-state';
import { type InclusionProof, readInclusionProof } from '@/lib/audit/proof';
import { bytesOf } from '@/lib/verifier/bytes';
import { nodePorts } from '@/lib/verifier/node-ports';
import { type Note, parseKey, parseNotes, signedBy } from '@/lib/verifier/note';
import { leafHashOf, rootFromPath } from '@/lib/verifier/tree';
import { type EntryProofDto } from './audit-dto';

/**
 * How an entry is proven to be in the log, checked just now by the verifier's own code: its bytes, the
 * path to the root, the signature of the checkpoint.
 */
export async function proveEntry(event: EventRecord): Promise<EntryProofDto> {
  const [proof, anchors] = await Promise.all([readInclusionProof(event.id), readAnchors()]);
  if (!proof) return { state: 'waiting' };
  const { checkpoint, leafIndex, path } = proof;
  const hash = leafHashOf(bytesOf(event.body), nodePorts);
  const wrong = await whatIsWrong({ hash, recorded: event.leafHash }, proof);
  const places = anchors.filter(({ size }) => size >= checkpoint.size);
  return {
    state: wrong === null ? 'verified' : 'wrong',
    wrong,
    leafIndex,
    leafHash: hash,
    pathLength: path.length,
    checkpointSize: checkpoint.size,
    rootHash: checkpoint.rootHash,
    key: checkpoint.key.split('+').slice(0, 2).join('+'),
    sealedAt: checkpoint.sealedAt,
    anchors: places.map(({ place }) => place),
    checkedAt: new Date().toISOString(),
    copy: JSON.stringify({
      event: event.body,
      index: leafIndex,
      path,
      checkpoint: checkpoint.note,
    }),
  };
}

/** In words what does not hold; `null` when everything does. */
async function whatIsWrong(
  { hash, recorded }: { hash: string; recorded: string },
  { leafIndex, path, checkpoint }: InclusionProof,
): Promise<string | null> {
  if (hash !== recorded) return 'Its text is not the one that was sealed.';
  const [note] = parseNotes(checkpoint.note);
  if (!note) return 'The checkpoint over it cannot be read.';
  const root = rootFromPath({ hash, index: leafIndex, path }, note.size, nodePorts);
  if (root !== note.root) return 'It does not lead to the checkpoint over it.';
  return (await isSigned(note, checkpoint.key)) ? null : 'The checkpoint over it is not signed.';
}

async function isSigned(note: Note, keyText: string): Promise<boolean> {
  const key = parseKey(keyText, nodePorts);
  return !!key && (await signedBy(note, key, nodePorts)) === 'good';
}
