import { bytesOf, fromBase64, toHex } from './bytes';
import { timeOf } from './instant';
import { type Ports } from './ports';

/** A public key as C2SP signed-note writes it. */
export type VerifierKey = { text: string; name: string; id: string; bytes: Uint8Array };

/** A signed checkpoint (docs/evidence-format.md). Its signatures are still to be checked. */
export type Note = {
  origin: string;
  size: number;
  /** In lower-case hex. */
  root: string;
  /** Milliseconds since 1970. */
  at: number;
  previous: number;
  /** What is signed. */
  text: string;
  signatures: { name: string; id: string; bytes: Uint8Array }[];
};

const SIGNATURE = '\u2014 ';
const COUNT = /^(?:0|[1-9]\d{0,15})$/;

/**
 * The notes of a file, one after another: text, an empty line, signatures. Empty lines between notes are
 * passed over. `null` stands for one that cannot be read.
 */
export function parseNotes(file: string): (Note | null)[] {
  return piecesOf(file).map(parseNote);
}

/**
 * The same of a file to which checkpoints are added. One that was broken off and then written in whole, as after a
 * crash, is passed over.
 */
export function parseAnchors(file: string): (Note | null)[] {
  const pieces = piecesOf(file);
  const isTorn = (at: number) =>
    at + 1 < pieces.length && linesOf(pieces[at + 1]!).startsWith(linesOf(pieces[at]!));
  return pieces.map(parseNote).filter((note, at) => note !== null || !isTorn(at));
}

/** A note as it stands in a file, readable or not. */
type Piece = { text: readonly string[]; signatures: readonly string[] };

const linesOf = ({ text, signatures }: Piece) =>
  [...text, ...(signatures.length > 0 ? ['', ...signatures] : [])].join('\n');

function piecesOf(file: string): Piece[] {
  const pieces: Piece[] = [];
  let text: string[] = [];
  let signatures: string[] = [];
  const done = () => {
    if (text.length > 0 || signatures.length > 0) pieces.push({ text, signatures });
    text = [];
    signatures = [];
  };
  let inSignatures = false;
  for (const line of file.split('\n')) {
    if (line === '') {
      if (inSignatures) done();
      inSignatures = text.length > 0 && !inSignatures;
    } else if (inSignatures && line.startsWith(SIGNATURE.trimEnd())) {
      signatures.push(line);
    } else {
      if (inSignatures) {
        done();
        inSignatures = false;
      }
      text.push(line);
    }
  }
  done();
  return pieces;
}

function parseNote({ text: lines, signatures: signed }: Piece): Note | null {
  const [origin, size, root, at, previous, ...more] = lines;
  if (!origin || !size || !root || !at || !previous || more.length > 0) return null;
  const rootBytes = fromBase64(root);
  const ms = at.startsWith('at ') ? timeOf(at.slice(3)) : null;
  const before = previous.startsWith('previous ') ? previous.slice(9) : '';
  if (!COUNT.test(size) || rootBytes?.length !== 32 || ms === null || !COUNT.test(before)) {
    return null;
  }
  const signatures = signed.map(parseSignature);
  if (signatures.length === 0 || signatures.includes(null)) return null;
  return {
    origin,
    size: Number(size),
    root: toHex(rootBytes),
    at: ms,
    previous: Number(before),
    text: lines.map((line) => `${line}\n`).join(''),
    signatures: signatures as Note['signatures'],
  };
}

function parseSignature(line: string): Note['signatures'][number] | null {
  if (!line.startsWith(SIGNATURE)) return null;
  const [name, base64, ...more] = line.slice(SIGNATURE.length).split(' ');
  const bytes = base64 ? fromBase64(base64) : null;
  if (!name || bytes?.length !== 68 || more.length > 0) return null;
  return { name, id: toHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
}

/** Reads `NAME+HASH+BASE64`; `null` when it is no Ed25519 key in that form. */
export function parseKey(text: string, { sha256 }: Pick<Ports, 'sha256'>): VerifierKey | null {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  const typed = match && fromBase64(match[3]!);
  if (typed?.length !== 33 || typed[0] !== 1) return null;
  const [, name, id] = match as unknown as [string, string, string];
  const named = bytesOf(`${name}\n`);
  const input = new Uint8Array(named.length + typed.length);
  input.set(named);
  input.set(typed, named.length);
  if (sha256(input).slice(0, 8) !== id) return null;
  return { text, name, id, bytes: typed.subarray(1) };
}

/** Whether a note is signed by a key: `absent` when no signature names it, `bad` when one does and is wrong. */
export async function signedBy(
  note: Note,
  key: VerifierKey,
  { verify }: Pick<Ports, 'verify'>,
): Promise<'good' | 'bad' | 'absent'> {
  const ours = note.signatures.filter(({ name, id }) => name === key.name && id === key.id);
  const message = bytesOf(note.text);
  for (const { bytes } of ours) {
    if (!(await verify({ key: key.bytes, message, signature: bytes }))) return 'bad';
  }
  return ours.length === 0 ? 'absent' : 'good';
}
