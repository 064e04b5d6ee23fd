import * as crypto from 'node:crypto';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { type Ports } from './ports';
import { type Inflate } from './zip';

/** One call where Node has it (20.12), three otherwise. */
const oneShot = (crypto as Partial<typeof crypto>).hash;

export const nodePorts: Ports = {
  sha256: oneShot
    ? (input) => oneShot('sha256', input, 'hex')
    : (input) => crypto.createHash('sha256').update(input).digest('hex'),
  verify: async ({ key, message, signature }) => {
    if (key.length !== 32 || signature.length !== 64) return false;
    try {
      const x = Buffer.from(key).toString('base64url');
      const jwk = { kty: 'OKP', crv: 'Ed25519', x };
      const publicKey = crypto.createPublicKey({ key: jwk, format: 'jwk' });
      return crypto.verify(null, message, publicKey, signature);
    } catch {
      return false;
    }
  },
};

export const nodeInflate: Inflate = (bytes) => promisify(inflateRaw)(bytes);
