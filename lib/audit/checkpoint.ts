import 'server-only';
import { createHash } from 'node:crypto';
import { type SigningKey } from './signing-key';

/** What a checkpoint says (docs/evidence-format.md). */
export type Checkpoint = {
  origin: string;
  size: number;
  /** Lower-case hex. */
  rootHash: string;
  sealedAt: Date;
  /** Size of the checkpoint before it, 0 for the first. */
  previous: number;
};

/**
 * A public key as C2SP signed-note verifier key: `NAME+HASH+BASE64`, where the name is the log's origin
 * and the key an Ed25519 one (type byte 1).
 */
export function verifierKey(origin: string, key: SigningKey): string {
  const typed = Buffer.concat([Buffer.of(1), key.publicKey]);
  return `${origin}+${keyHash(origin, key).toString('hex')}+${typed.toString('base64')}`;
}

/** The four bytes by which a signature names its key (C2SP signed-note). */
function keyHash(origin: string, { publicKey }: SigningKey): Buffer {
  return createHash('sha256')
    .update(`${origin}\n`)
    .update(Buffer.of(1))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
}

/**
 * A signed checkpoint: a C2SP tlog-checkpoint with two lines of ours after the root, `at` and `previous`,
 * signed as C2SP signed note by every key given.
 */
export function signCheckpoint(checkpoint: Checkpoint, keys: readonly SigningKey[]): string {
  const { origin, size, rootHash, sealedAt, previous } = checkpoint;
  const lines = [
    origin,
    size,
    Buffer.from(rootHash, 'hex').toString('base64'),
    `at ${sealedAt.toISOString()}`,
    `previous ${previous}`,
  ];
  const text = lines.map((line) => `${line}\n`).join('');
  const signatures = keys.map((key) => {
    const signature = Buffer.concat([keyHash(origin, key), key.sign(text)]);
    return `\u2014 ${origin} ${signature.toString('base64')}\n`;
  });
  return `${text}\n${signatures.join('')}`;
}
