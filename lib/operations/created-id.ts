import 'server-only';
import { createHash } from 'node:crypto';

/**
 * The id under which `identity.create` creates: `idt_` and a UUID made from SHA-256(operation id), so
 * that the same operation always asks for the same identity. Version 8 (RFC 9562 §5.8), because its
 * first hex digits are as good as random: Core names lineage balances by the first four, and those of
 * a UUIDv7 stay the same for weeks (design §5).
 */
export function createdIdentityId(operationId: string): string {
  const bytes = createHash('sha256').update(operationId.toLowerCase()).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `idt_${[...parts, hex.slice(20)].join('-')}`;
}
