import { isHash, Lines, textOf } from './bytes';
import { type Findings } from './findings';
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
};

export type Proof = { index: number; path: string[] };

export type Bundle = {
  manifest: Manifest;
  /** The records, byte by byte. */
  records: Lines;
  /** Of a whole log: the leaf hashes as they were sealed, in hex as all hashes are. */
  leaves: string[];
  /** Of a pack: for each record where it stands. */
  proofs: Proof[];
  checkpoints: Note[];
  /** Personal texts, a line each. */
  texts: Lines;
};

/** What is given is no bundle at all, so there is nothing to judge. */
export class NotABundle extends Error {}

const FILES = {
  log: ['events.jsonl', 'leaves.txt', 'checkpoints.txt', 'texts.jsonl'],
  pack: ['events.jsonl', 'proofs.jsonl', 'checkpoints.txt', 'texts.jsonl'],
};

/**
 * Reads a bundle. What of it cannot be read is a finding, and left out.
 * @throws NotABundle when there is no manifest that this verifier understands.
 */
export function readBundle(files: Files, findings: Findings): Bundle {
  const manifest = readManifest(files.get('manifest.json'));
  for (const name of FILES[manifest.kind]) {
    if (!files.has(name)) findings.add('file_missing', null, name);
  }
  const file = (name: string) => files.get(name) ?? new Uint8Array();
  return {
    manifest,
    records: new Lines(file('events.jsonl')),
    leaves: manifest.kind === 'log' ? readLeaves(file('leaves.txt'), findings) : [],
    proofs: manifest.kind === 'pack' ? readProofs(file('proofs.jsonl'), findings) : [],
    checkpoints: readCheckpoints(file('checkpoints.txt'), findings),
    texts: new Lines(file('texts.jsonl')),
  };
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
  return { kind, origin, size, texts, unsealed };
}

/** What a text says in JSON; `undefined` when it is none. */
export function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

const ZEROS = '0'.repeat(64);

function readLeaves(bytes: Uint8Array, findings: Findings): string[] {
  return new Lines(bytes).map((line, index) => {
    if (isHash(line)) return line;
    findings.add('leaf_malformed', index);
    return ZEROS;
  });
}

function readProofs(bytes: Uint8Array, findings: Findings): Proof[] {
  return new Lines(bytes).map((line, at) => {
    const value = parseJson(line);
    const path = isObject(value) && Array.isArray(value.path) ? (value.path as unknown[]) : null;
    const index = isObject(value) ? value.index : null;
    if (!isCount(index) || !path?.every(isHash)) {
      findings.add('proof_wrong', null, `line ${at + 1} cannot be read`);
      return { index: -1, path: [] };
    }
    return { index, path };
  });
}

function readCheckpoints(bytes: Uint8Array, findings: Findings): Note[] {
  const notes = parseNotes(textOf(bytes) ?? '\ufffd');
  return notes.flatMap((note, at) => {
    if (!note) findings.add('checkpoint_malformed', null, `number ${at + 1}`);
    return note ?? [];
  });
}
