/**
 * A network address for people, from the form in which sessions keep it: `This machine` for
 * loopback, IPv6 in its short form, `null` when it could not be told.
 */
export function describeAddress(stored: string): string | null {
  if (!stored) return null;
  if (!stored.includes(':')) return stored.startsWith('127.') ? 'This machine' : stored;
  if (!URL.canParse(`http://[${stored}]`)) return stored;
  const short = new URL(`http://[${stored}]`).hostname.slice(1, -1);
  return short === '::1' ? 'This machine' : short;
}
