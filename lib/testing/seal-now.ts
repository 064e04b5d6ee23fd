import { generateKeyPairSync } from 'node:crypto';
import { seal } from '@/lib/audit/seal';
import { parseSigningKeys } from '@/lib/audit/signing-key';

/** A new Ed25519 key as PEM. */
export function newKeyPem(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** The key with which tests sign. */
export const TEST_KEYS = parseSigningKeys(newKeyPem());

/** Seals what was recorded, as a worker does within a second. */
export const sealNow = () => seal(TEST_KEYS);
