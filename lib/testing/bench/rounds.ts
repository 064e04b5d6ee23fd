import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The middle one. */
export const median = (list: readonly number[]) =>
  list.toSorted((a, b) => a - b)[list.length >> 1]!;

/** The middle one of what each round of one side takes over the same round of the other. */
export const ratioOf = (a: readonly number[], b: readonly number[]) =>
  median(a.map((each, at) => each / b[at]!));

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (how: { type: 'minor' }) => void;
/** Clears what was left by whoever ran before, so that it is not paid for by who comes after. */
export const sweep = () => collect({ type: 'minor' });
