import { describe, expect, it } from 'vitest';
import { shrink } from './shrink';
import { QUIET, type Step } from './step';

const step = (path: string): Step => ({ kind: 'request', method: 'GET', path });
const paths = (steps: readonly Step[]) =>
  steps.map((each) => (each.kind === 'quiet' ? '' : each.path));

/** Fails at its last step if all that it needs came before. */
function failsWith(...needed: string[]) {
  return async (candidate: readonly Step[]) => {
    const list = paths(candidate);
    const at = list.indexOf('last');
    const isReady = needed.every((path) => list.slice(0, at).includes(path));
    return at >= 0 && isReady ? at + 1 : null;
  };
}

describe('shrink', () => {
  const long = [...Array.from({ length: 200 }, (_, i) => step(`s${i}`)), step('last')];

  it('finds the few steps that a failure needs', async () => {
    const shortest = await shrink(long, failsWith('s17', 's150'), 200);
    expect(paths(shortest)).toEqual(['s17', 's150', 'last']);
  });

  it('keeps what it has when it may try no more', async () => {
    const shorter = await shrink(long, failsWith('s150'), 3);
    expect(shorter.length).toBeLessThan(long.length);
    expect(paths(shorter)).toEqual(expect.arrayContaining(['s150', 'last']));
    expect(await shrink(long, failsWith('s17'), 0)).toBe(long);
  });

  it('keeps a pause between steps, but not two in a row', async () => {
    const steps = [step('a'), QUIET, step('b'), QUIET, step('c'), QUIET, step('last')];
    const shortest = await shrink(steps, failsWith('a'), 50);
    expect(paths(shortest)).toEqual(['a', '', 'last']);
  });
});
