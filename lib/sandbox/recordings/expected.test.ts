import { describe, expect, it } from 'vitest';
import { EXPECTED, unexpected } from './expected';
import { findScenarios, RECORDINGS } from './scenario-files';

describe('the recordings', () => {
  it('are all there, and each has something to compare', () => {
    const found = findScenarios([RECORDINGS]);
    expect(unexpected(found.map(({ name }) => name))).toEqual([]);
    for (const { name, steps } of found) {
      const silent = steps.filter((step) => !step.has('pauseMs') && !step.has('expect'));
      expect({ name, silent }).toEqual({ name, silent: [] });
    }
  });

  it('are missed when they are gone', () => {
    expect(unexpected([])).toHaveLength(Object.keys(EXPECTED).length);
    expect(unexpected(['new/one'])).toContain(
      'recordings/new should hold 0 scenarios and holds 1.',
    );
  });
});
