import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

/** A new secret for an invitation link: 256 random bits in base64url (43 characters). */
export function newInvitationToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: SHA-256, hex. A copy of the database opens no invitation. */
export function hashInvitationToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
