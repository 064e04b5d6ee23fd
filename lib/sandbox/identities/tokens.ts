import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { PlainError, TypedError } from '../errors/core-error';

const PREFIX = 'FPT:';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Core's refusal when no usable secret is set. */
export class TokenizationDisabled extends TypedError {
  constructor() {
    super(
      'IDT_TOKENIZATION_DISABLED',
      'tokenization is disabled: BLNK_TOKENIZATION_SECRET or tokenization_secret in your blnk.json file must be set to a 32-byte value',
    );
  }
}

/**
 * Hides a value: `FPT:`, a made-up value of the same shape, and the true one encrypted with AES-256-GCM.
 *
 * @param secret 32 bytes. @throws TypedError IDT_TOKENIZATION_DISABLED with any other.
 */
export function tokenize(secret: string, value: string): string {
  const key = Buffer.from(secret);
  if (key.length !== 32) throw new TokenizationDisabled();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const hidden = Buffer.concat([
    nonce,
    cipher.update(value, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `${PREFIX}${sameShape(createHmac('sha256', key).update(value).digest(), value)}:${hidden.toString('base64')}`;
}

/** Letters become letters and digits digits, always the same for one value; all else stays. */
function sameShape(seed: Buffer, value: string): string {
  return [...value]
    .map((char, i) => {
      const byte = seed[i % seed.length]!;
      if (/[A-Z]/.test(char)) return String.fromCharCode(65 + (byte % 26));
      if (/[a-z]/.test(char)) return String.fromCharCode(97 + (byte % 26));
      return /[0-9]/.test(char) ? String(byte % 10) : char;
    })
    .join('');
}

/** The true value behind a token. @throws PlainError when it is none, or was made with another secret. */
export function detokenize(secret: string, token: string): string {
  let hidden = token;
  if (token.startsWith(PREFIX)) {
    const parts = token.split(':');
    if (parts.length < 3) throw new PlainError('invalid format-preserving token format');
    hidden = parts.slice(2).join(':');
  }
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(hidden)) {
    throw new PlainError('illegal base64 data');
  }
  const bytes = Buffer.from(hidden, 'base64');
  if (bytes.length < NONCE_BYTES) throw new PlainError('token too short');
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      Buffer.from(secret),
      bytes.subarray(0, NONCE_BYTES),
    );
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const plain = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch {
    throw new PlainError('cipher: message authentication failed');
  }
}
