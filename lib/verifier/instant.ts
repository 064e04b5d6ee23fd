import { bytesOf, isTextAt, textOf } from './bytes';

const FORM = '0000-00-00T00:00:00.000Z';
const [ZERO, NINE] = [0x30, 0x39];

/** The day that was read last, and when it begins: the calendar is asked once for all records of a day. */
let lastDay = { text: '-', ms: null as number | null };

/** A time as records write it, between two places in bytes, in milliseconds since 1970; `null` when it is none. */
export function timeAt(bytes: Uint8Array, from: number, to: number): number | null {
  if (to - from !== FORM.length) return null;
  for (let at = 0; at < FORM.length; at += 1) {
    const byte = bytes[from + at]!;
    const wanted = FORM.charCodeAt(at);
    if (wanted === ZERO ? byte < ZERO || byte > NINE : byte !== wanted) return null;
  }
  const [hours, minutes, seconds] = [
    digits(bytes, from + 11),
    digits(bytes, from + 14),
    digits(bytes, from + 17),
  ];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  if (!isTextAt(lastDay.text, bytes, from)) {
    const day = textOf(bytes.subarray(from, from + 10))!;
    lastDay = { text: day, ms: beginOf(day) };
  }
  if (lastDay.ms === null) return null;
  const ms = 10 * digits(bytes, from + 20) + bytes[from + 22]! - ZERO;
  return lastDay.ms + 1_000 * (3_600 * hours + 60 * minutes + seconds) + ms;
}

/** The same of a text. */
export function timeOf(text: string): number | null {
  const bytes = bytesOf(text);
  return timeAt(bytes, 0, bytes.length);
}

/** The number that two digits are. */
const digits = (bytes: Uint8Array, at: number) => 10 * bytes[at]! + bytes[at + 1]! - 11 * ZERO;

/** When a day begins; `null` when no calendar has it. */
function beginOf(day: string): number | null {
  const ms = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(day) ? null : ms;
}
