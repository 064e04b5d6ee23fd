import { isHash, Lines, textOf } from './bytes';
import { type Findings } from './findings';
import { timeOf } from './instant';
import { type Note, parseNotes } from './note';
import { isObject } from './record';

/** The files of a bundle by name (docs/evidence-format.md). */
export type Files = ReadonlyMap<string, Uint8Array>;

export type Manifest = {
  kind: 'log' | 'pack';
  origin: string;
  size: number;
  /** Whether every personal text that is left is in the bundle. */
  texts: 'all' | 'withheld';
  /** Entries that were written and not sealed when the bundle was made. */
  unsealed: number;
  /** When its making began, in milliseconds since 1970; `null` when it does not say so. */
  madeAt: number | null;
};

export type Proof = { index: number; path: string[] };

export type Bundle = {
  manifest: Manifest;
  /** The files that should be there and are not. */
  missing: readonly string[];
  /** The records, byte by byte. */
  records: Lines;
  /** Of a whole log: the leaf hashes as they were sealed, a line each, in hex as all hashes are. */
  leaves: Lines;
  /** Of a pack: for each record where it stands; at -1 if that cannot be read. */
  proofs: readonly Proof[];
  /** `null` for one that cannot be read. */
  checkpoints: readonly (Note | null)[];
  /** Personal texts, a line each. */
  texts: Lines;
};

/** Places in a file are kept as 32-bit integers, which are much faster than others. */
const LARGEST = 2 ** 31 - 1;

/** What is given is no bundle at all, so there is nothing to judge. */
export class NotABundle extends Error {}

const FILES = {
  log: ['events.jsonl', 'leaves.txt', 'checkpoints.txt', 'texts.jsonl'],
  pack: ['events.jsonl', 'proofs.jsonl', 'checkpoints.txt', 'texts.jsonl'],
};

/**
 * Reads a bundle, and finds nothing yet.
 * @throws NotABundle when there is no manifest that this verifier understands, or a file is too large for it.
 */
export function readBundle(files: Files): Bundle {
  const manifest = readManifest(files.get('manifest.json'));
  const names = FILES[manifest.kind];
  const file = (name: string) => {
    const bytes = (names.includes(name) && files.get(name)) || new Uint8Array();
    if (bytes.length > LARGEST) throw new NotABundle(`${name} has more than 2 GiB: use verify.py.`);
    return bytes;
  };
  return {
    manifest,
    missing: names.filter((name) => !files.has(name)),
    records: new Lines(file('events.jsonl')),
    leaves: new Lines(file('leaves.txt')),
    proofs: new Lines(file('proofs.jsonl')).map(readProof),
    checkpoints: parseNotes(textOf(file('checkpoints.txt')) ?? '\ufffd'),
    texts: new Lines(file('texts.jsonl')),
  };
}

/** Tells what of a bundle is not there or cannot be read; it is left out of what follows. */
export function tellOfFiles(
  { missing, proofs, checkpoints }: Bundle,
  badLeaves: readonly number[],
  findings: Findings,
): void {
  for (const name of missing) findings.add('file_missing', null, name);
  for (const index of badLeaves) findings.add('leaf_malformed', index);
  proofs.forEach(({ index }, at) => {
    if (index === -1) findings.add('proof_wrong', null, `line ${at + 1} cannot be read`);
  });
  checkpoints.forEach((note, at) => {
    if (!note) findings.add('checkpoint_malformed', null, `number ${at + 1}`);
  });
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

function readManifest(bytes: Uint8Array | undefined): Manifest {
  const value = bytes && parseJson(textOf(bytes));
  if (!isObject(value) || value.format !== 'counterfoil-evidence') {
    throw new NotABundle('This is no evidence bundle of Counterfoil: it has no manifest.json.');
  }
  if (value.version !== 1) {
    throw new NotABundle(
      `This verifier reads version 1, and the bundle is ${String(value.version)}.`,
    );
  }
  const { kind, origin, size, texts, unsealed } = value;
  const isWhole =
    (kind === 'log' || kind === 'pack') &&
    typeof origin === 'string' &&
    isCount(size) &&
    (texts === 'all' || texts === 'withheld') &&
    isCount(unsealed);
  if (!isWhole) throw new NotABundle('The manifest of this bundle is not complete.');
  const madeAt = typeof value.made_at === 'string' ? timeOf(value.made_at) : null;
  return { kind, origin, size, texts, unsealed, madeAt };
}

/** What a text says in JSON; `undefined` when it is none. */
export function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function readProof(line: string | null): Proof {
  const value = parseJson(line);
  const path = isObject(value) && Array.isArray(value.path) ? (value.path as unknown[]) : null;
  const index = isObject(value) ? value.index : null;
  return isCount(index) && path?.every(isHash) ? { index, path } : { index: -1, path: [] };
}
