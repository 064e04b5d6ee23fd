// @ts-check
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/** Keeps no process alive: when what is waited for has ended, nobody looks for it any more. */
const aMoment = () => setTimeout(LOOK_EVERY_MS, undefined, { ref: false });

/**
 * Waits until a program has written a line that matches into its log.
 * @param {string} file
 * @param {RegExp} pattern
 * @returns {Promise<string>} the line
 */
export async function lineIn(file, pattern) {
  for (;;) {
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .find((text) => pattern.test(text));
    if (line !== undefined) return line;
    await aMoment();
  }
}

/**
 * Waits until an address answers, whatever it answers.
 * @param {string} url
 */
export async function answers(url) {
  for (;;) {
    try {
      await (await fetch(url, { redirect: 'manual' })).arrayBuffer();
      return;
    } catch {
      await aMoment();
    }
  }
}
