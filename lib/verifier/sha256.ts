/*
 * SHA-256 (FIPS 180-4) for the page: what browsers have built in is asynchronous, one promise for each
 * of a million small records.
 */

/** The first 32 bits of the fractional parts of the roots of the first primes (FIPS 180-4 §4.2.2, §5.3.3). */
function fractions(root: (of: number) => number, count: number): Uint32Array {
  const words: number[] = [];
  for (let candidate = 2; words.length < count; candidate += 1) {
    let isPrime = true;
    for (let by = 2; by * by <= candidate; by += 1) isPrime &&= candidate % by !== 0;
    if (isPrime) words.push((root(candidate) % 1) * 2 ** 32);
  }
  return Uint32Array.from(words);
}

const START = fractions(Math.sqrt, 8);
const ROUND = fractions(Math.cbrt, 64);
const W = new Uint32Array(64);

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function block(state: Uint32Array, view: DataView, from: number): void {
  for (let t = 0; t < 16; t += 1) W[t] = view.getUint32(from + 4 * t);
  for (let t = 16; t < 64; t += 1) {
    const [a, b] = [W[t - 15]!, W[t - 2]!];
    const low = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const high = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    W[t] = W[t - 16]! + low + W[t - 7]! + high;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let t = 0; t < 64; t += 1) {
    const high = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + high + ((e & f) ^ (~e & g)) + ROUND[t]! + W[t]!) | 0;
    const low = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at]! += word));
}

export function sha256(bytes: Uint8Array): Uint8Array {
  const state = START.slice();
  const whole = bytes.length - (bytes.length % 64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let from = 0; from < whole; from += 64) block(state, view, from);
  // The rest, a one bit, zeros, and the length in bits.
  const rest = bytes.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  const tailView = new DataView(tail.buffer);
  tailView.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29));
  tailView.setUint32(tail.length - 4, (bytes.length * 8) >>> 0);
  for (let from = 0; from < tail.length; from += 64) block(state, tailView, from);
  const hash = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => hash.setUint32(4 * at, word));
  return new Uint8Array(hash.buffer);
}
