import { align } from './align';
import { type Bundle, type Files, type Manifest, readBundle, tellOfFiles } from './bundle';
import { exitCodeOf, type Finding, Findings } from './findings';
import { checkSignatures } from './keys';
import { hashLeaves, type LeafHashes, sealedLeaf } from './leaves';
import { type Note, parseAnchors, parseKey, type VerifierKey } from './note';
import { checkHeartbeats, checkTimes } from './order';
import { checkOwners } from './owners';
import { type Ports } from './ports';
import { checkOperations } from './protocol';
import { placeRecords, readRecords } from './record';
import { checkTexts } from './texts';
import { leafHashOf, rootFromPath } from './tree';

/** What the person who checks brings along, from elsewhere than the bundle. */
export type Given = {
  /** The text of a file of checkpoints that were copied away earlier. */
  anchors?: string;
  /** Public keys as C2SP verifier keys. */
  keys?: readonly string[];
  /** Lines `balance_id,identity_id` as Core has them. */
  owners?: string;
};

export type Report = {
  /** 0 sound, 1 tampered, 2 evidence incomplete. */
  exitCode: 0 | 1 | 2;
  findings: Finding[];
  manifest: Manifest;
  /** What was looked at. */
  counts: { records: number; checkpoints: number; operations: number; texts: number };
  /** The newest checkpoint, and how many records the newest anchor that fits covers. */
  newest: { size: number; root: string; at: number; keys: string[] } | null;
  anchored: number | null;
};

/** A key that was given cannot be read: the person's mistake, not the bundle's. */
export class BadKey extends Error {}

/**
 * Checks a bundle by docs/evidence-format.md. Everything is looked at, so that one report names all that
 * is wrong.
 * @throws NotABundle, BadKey
 */
export async function verifyBundle(files: Files, given: Given, ports: Ports): Promise<Report> {
  const findings = new Findings();
  const keys = (given.keys ?? []).map((text) => readKey(text, ports));
  const bundle = readBundle(files);
  const anchorNotes = given.anchors === undefined ? null : parseAnchors(given.anchors);
  const sizes = [...bundle.checkpoints, ...(anchorNotes ?? [])].flatMap((note) => note?.size ?? []);
  const leaves = hashLeaves(bundle, sizes, ports);

  tellOfFiles(bundle, leaves.bad, findings);
  const checkpoints = checkChain(bundle, findings);
  const anchors = chooseAnchors(anchorNotes, bundle.manifest, findings);
  const means = { findings, ports };
  const places =
    bundle.manifest.kind === 'log'
      ? placeInLog(bundle, { checkpoints, anchors, hashed: leaves }, means)
      : placeInPack(bundle, { checkpoints, anchors }, means);
  const log = placeRecords(readRecords(bundle.records), places, findings);
  const { list } = log;

  await checkSignatures(checkpoints, { log, given: keys }, means);
  checkOperations(list, (operation) => log.names.operations.textOf(operation), findings);
  checkTimes(list, checkpoints, findings);
  if (bundle.manifest.kind === 'log') checkHeartbeats(list, checkpoints, findings);
  const texts = checkTexts(log, bundle, means);
  if (given.owners !== undefined) checkOwners(log, given.owners, findings);
  const anchored = tellOfAnchors(bundle, anchors, findings);
  if (bundle.manifest.unsealed > 0) {
    findings.add('not_sealed', null, String(bundle.manifest.unsealed));
  }
  return {
    exitCode: exitCodeOf(findings.list),
    findings: findings.list,
    manifest: bundle.manifest,
    counts: {
      records: bundle.records.length,
      checkpoints: checkpoints.length,
      operations: list.filter(({ kind }) => kind === 'operation.intent').length,
      texts,
    },
    newest: newestOf(checkpoints),
    anchored,
  };
}

type Means = { findings: Findings; ports: Ports };
type Sealed = { checkpoints: readonly Note[]; anchors: readonly Note[] };

function readKey(text: string, ports: Ports): VerifierKey {
  const key = parseKey(text.trim(), ports);
  if (!key) throw new BadKey(`This is no verifier key: ${text}`);
  return key;
}

function newestOf(checkpoints: readonly Note[]): Report['newest'] {
  const note = checkpoints.at(-1);
  if (!note) return null;
  const keys = note.signatures.map(({ name, id }) => `${name}+${id}`);
  return { size: note.size, root: note.root, at: note.at, keys };
}

/** The checkpoints of this log in the order of their sizes, each naming the one before. */
function checkChain({ checkpoints, manifest }: Bundle, findings: Findings): Note[] {
  const chain: Note[] = [];
  for (const note of checkpoints) {
    if (!note) continue;
    const before = chain.at(-1)?.size ?? 0;
    const isNext = note.origin === manifest.origin && note.size > before;
    if (!isNext) {
      findings.add('checkpoint_order', null, `checkpoint over ${note.size} of ${note.origin}`);
      continue;
    }
    if (manifest.kind === 'log' && note.previous !== before) {
      findings.add('checkpoint_missing', [before, note.size - 1], `over ${note.previous}`);
    }
    chain.push(note);
  }
  if ((chain.at(-1)?.size ?? 0) !== manifest.size) findings.add('manifest', null, 'size');
  return chain;
}

function chooseAnchors(
  notes: readonly (Note | null)[] | null,
  { origin }: Manifest,
  findings: Findings,
): Note[] {
  if (!notes) {
    findings.add('no_anchor', null);
    return [];
  }
  const ours = notes.flatMap((note) => (note?.origin === origin ? note : []));
  if (ours.length < notes.length || ours.length === 0) findings.add('anchor_unreadable', null);
  return ours.sort((a, b) => a.size - b.size);
}

/** A whole log: the leaves against every checkpoint and anchor, the records against the leaves. */
function placeInLog(
  { records, leaves, manifest }: Bundle,
  { checkpoints, anchors, hashed }: Sealed & { hashed: LeafHashes },
  { findings, ports }: Means,
): Int32Array {
  const { roots, areThose } = hashed;
  const count = leaves.length;
  let good = 0;
  let isBroken = false;
  for (const note of checkpoints) {
    const root = roots.get(note.size);
    if (!root) {
      findings.add(
        'checkpoint_beyond',
        [good, note.size - 1],
        `checkpoint over ${note.size}, ${count} there`,
      );
    } else if (root === note.root) good = note.size;
    else if (!isBroken) {
      // Every later root contains this one, so they are all wrong for the same reason.
      isBroken = true;
      findings.add('range_changed', [good, note.size - 1], `checkpoint over ${note.size}`);
    }
  }
  const last = checkpoints.at(-1)?.size ?? 0;
  if (count > last) findings.add('not_covered', [last, count - 1]);
  checkAnchors(anchors, { roots, size: count, madeAt: manifest.madeAt }, findings);
  if (areThose) return new Int32Array(count).map((_, at) => at);
  const hashes = Array.from({ length: records.length }, (_, line) =>
    leafHashOf(records.bytesAt(line), ports),
  );
  return align(
    hashes,
    Array.from({ length: count }, (_, line) => sealedLeaf(leaves, line)),
    findings,
  );
}

/** A checkpoint is there so long after its own time at the latest. */
const SEALING_MS = 60_000;

function checkAnchors(
  anchors: readonly Note[],
  log: { roots: ReadonlyMap<number, string>; size: number; madeAt: number | null },
  findings: Findings,
): void {
  let good = 0;
  let newer: Note | null = null;
  for (const note of anchors) {
    const { size, root, at } = note;
    const ours = log.roots.get(size);
    if (!ours && log.madeAt !== null && at > log.madeAt - SEALING_MS) {
      // It need not be in the bundle. That the bundle is as old as it says is no proof, so this is told.
      newer = note;
      continue;
    }
    if (!ours) {
      findings.add(
        'cut_off',
        [log.size, size - 1],
        `${size} records were anchored, ${log.size} are there`,
      );
      return;
    }
    if (ours !== root) {
      findings.add('anchor_differs', [good, size - 1], `anchor over ${size}`);
      return;
    }
    good = size;
  }
  if (newer) {
    const detail = `${newer.size} records were anchored, ${log.size} are there`;
    findings.add('anchor_newer', [log.size, newer.size - 1], detail);
  }
}

/** A pack: each record by its proof against the one checkpoint that it has. */
function placeInPack(
  { records, proofs }: Bundle,
  { checkpoints, anchors }: Sealed,
  { findings, ports }: Means,
): Int32Array {
  const note = checkpoints.at(-1);
  if (checkpoints.length !== 1) findings.add('manifest', null, 'a pack has one checkpoint');
  if (proofs.length !== records.length) findings.add('manifest', null, 'a proof for each record');
  const places = new Int32Array(records.length).fill(-1);
  for (let line = 0; line < records.length; line += 1) {
    const proof = proofs[line];
    const hash = leafHashOf(records.bytesAt(line), ports);
    const root = proof && note && rootFromPath({ hash, ...proof }, note.size, ports);
    if (!root || root !== note.root) {
      findings.add(
        'proof_wrong',
        proof && proof.index >= 0 ? proof.index : null,
        `line ${line + 1}`,
      );
      continue;
    }
    places[line] = proof.index;
  }
  for (const anchor of anchors) {
    if (anchor.size === note?.size && anchor.root !== note.root) {
      findings.add('anchor_differs', [0, anchor.size - 1], `anchor over ${anchor.size}`);
    }
  }
  return places;
}

/** How far the anchors reach, once it is known that they fit. */
function tellOfAnchors(
  { manifest, checkpoints }: Bundle,
  anchors: readonly Note[],
  findings: Findings,
): number | null {
  const isWrong = findings.list.some(
    ({ cause }) => cause === 'anchor_differs' || cause === 'cut_off',
  );
  if (isWrong || anchors.length === 0) return null;
  if (manifest.kind === 'pack') {
    const { size } = checkpoints.at(-1) ?? { size: 0 };
    if (anchors.some((anchor) => anchor.size === size)) return size;
    findings.add('anchor_not_comparable', null, `the pack's checkpoint covers ${size}`);
    return null;
  }
  const newest = anchors.findLast(({ size }) => size <= manifest.size);
  if (!newest) return null;
  if (newest.size < manifest.size) {
    findings.add('after_anchor', [newest.size, manifest.size - 1]);
  }
  return newest.size;
}
