// @ts-check

const FIRST_WORD_AFTER_MS = 1000;
const WORD_EVERY_MS = 10_000;

/** @param {number} sinceMs */
const seconds = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/**
 * Runs one step. A step that takes longer than a second says what it does and, at the end, how long
 * it took; on a terminal the seconds count on.
 * @template T
 * @param {string} label what is being done, such as `Building the app`
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const sinceMs = performance.now();
  const live = process.stdout.isTTY;
  let spoken = false;
  const speak = () => {
    spoken = true;
    const text = `${label} … ${seconds(sinceMs)}`;
    process.stdout.write(live ? `\r${text} ` : `${text}\n`);
  };
  /** @type {NodeJS.Timeout | undefined} */
  let ticking;
  const first = setTimeout(() => {
    speak();
    ticking = setInterval(speak, live ? 1000 : WORD_EVERY_MS);
  }, FIRST_WORD_AFTER_MS);
  try {
    const result = await work();
    if (spoken) process.stdout.write(`${live ? '\r' : ''}${label}: ${seconds(sinceMs)}   \n`);
    return result;
  } catch (error) {
    if (spoken && live) process.stdout.write('\n');
    throw error;
  } finally {
    clearTimeout(first);
    clearInterval(ticking);
  }
}
