/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then random bits. Runs in the browser and on
 * the server. Never compare two of them to order events: clocks of browsers are not to be trusted.
 */
export function uuidv7(nowMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether `text` has the shape of a UUID of any version. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * Shortens one of Core's ids for the screen: `bln_9c41…f6e3` in tables (4+4), `bln_8c21f4…f0a7` on
 * pages (6+4). Ids of another shape, such as `general_ledger_id`, are given back whole.
 */
export function shortId(id: string, width: 'table' | 'page' = 'table'): string {
  const match = /^([a-z]{2,5}_)([0-9a-f-]{20,})$/i.exec(id);
  if (!match) return id;
  return `${match[1]}${match[2]!.slice(0, width === 'page' ? 6 : 4)}…${match[2]!.slice(-4)}`;
}
