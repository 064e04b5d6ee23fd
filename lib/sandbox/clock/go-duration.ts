const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const PART = /^(\d*)(?:\.(\d*))?([^\d.]*)/;
const LARGEST = 2n ** 63n - 1n;

/** A Go `time.Duration` in nanoseconds, or Go's words for why a text is none. */
export function parseDuration(text: string): bigint | { readonly fault: string } {
  const invalid = { fault: `time: invalid duration ${JSON.stringify(text)}` };
  const negative = text.startsWith('-');
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0n;
  if (rest === '') return invalid;
  let nanos = 0n;
  while (rest !== '') {
    const [part = '', whole = '', fraction, unit = ''] = PART.exec(rest) ?? [];
    if (whole === '' && (fraction ?? '') === '') return invalid;
    if (unit === '') return { fault: `time: missing unit in duration ${JSON.stringify(text)}` };
    const size = UNITS[unit];
    if (size === undefined) {
      const name = JSON.stringify(unit);
      return { fault: `time: unknown unit ${name} in duration ${JSON.stringify(text)}` };
    }
    const decimals = fraction ?? '';
    nanos += (BigInt(`0${whole}${decimals}`) * size) / 10n ** BigInt(decimals.length);
    if (nanos > LARGEST) return invalid;
    rest = rest.slice(part.length);
  }
  return negative ? -nanos : nanos;
}

/** As Go prints it: `2m0s`, `1h0m0.5s`, `1.5ms`. */
export function durationText(nanos: bigint): string {
  if (nanos === 0n) return '0s';
  const sign = nanos < 0n ? '-' : '';
  const size = nanos < 0n ? -nanos : nanos;
  if (size < UNITS.s!) {
    const unit = size < UNITS.us! ? 'ns' : size < UNITS.ms! ? 'µs' : 'ms';
    return `${sign}${decimal(size, UNITS[unit]!)}${unit}`;
  }
  const hours = size / UNITS.h!;
  const minutes = (size % UNITS.h!) / UNITS.m!;
  const seconds = `${decimal(size % UNITS.m!, UNITS.s!)}s`;
  if (hours > 0n) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0n ? `${sign}${minutes}m${seconds}` : `${sign}${seconds}`;
}

function decimal(size: bigint, unit: bigint): string {
  const places = String(unit).length - 1;
  const fraction = (size % unit).toString().padStart(places, '0').replace(/0+$/, '');
  return fraction === '' ? String(size / unit) : `${size / unit}.${fraction}`;
}
