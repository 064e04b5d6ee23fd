import 'server-only';
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { env } from '@/lib/env';

/** A key that signs checkpoints. It never enters the database. */
export type SigningKey = {
  /** 32 bytes (RFC 8032). */
  publicKey: Buffer;
  /** Ed25519 over the text in UTF-8. */
  sign: (text: string) => Buffer;
};

const BLOCK = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g;

/**
 * Keys from PEM: one or more PKCS#8 blocks, as `openssl genpkey -algorithm ed25519` writes them. The first
 * signs; those after it are earlier ones, which vouch for it when it is new.
 * @throws Error when there is none, or one is not Ed25519.
 */
export function parseSigningKeys(pem: string): SigningKey[] {
  const blocks = pem.replaceAll('\\n', '\n').match(BLOCK);
  if (!blocks) throw new Error('The evidence key holds no private key in PEM.');
  return blocks.map((block) => {
    const key = createPrivateKey(block);
    if (key.asymmetricKeyType !== 'ed25519') {
      throw new Error(`The evidence key must be Ed25519, and one is ${key.asymmetricKeyType}.`);
    }
    const { x } = createPublicKey(key).export({ format: 'jwk' });
    return {
      publicKey: Buffer.from(x!, 'base64url'),
      sign: (text) => sign(null, Buffer.from(text), key),
    };
  });
}

let read: { from: string; keys: SigningKey[] } | undefined;

/**
 * The keys in force, from `EVIDENCE_KEY` or the file `EVIDENCE_KEY_FILE`. A file is read again once it has
 * changed, so that a new key needs no restart.
 * @throws Error when neither is set, or the key cannot be read.
 */
export function signingKeys(): SigningKey[] {
  const { EVIDENCE_KEY: text, EVIDENCE_KEY_FILE: file } = env();
  if (!text && !file) throw new Error('There is no evidence key: set EVIDENCE_KEY_FILE.');
  const from = text ?? `${file} ${statSync(file!).mtimeMs}`;
  if (read?.from !== from) {
    read = { from, keys: parseSigningKeys(text ?? readFileSync(file!, 'utf8')) };
  }
  return read.keys;
}
