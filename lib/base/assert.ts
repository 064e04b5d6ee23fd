/**
 * States something that must hold if the program is right. A failure is a bug of ours, never bad
 * input: bad input is answered with a `Result` or a typed error.
 * @throws Error with `message` when `condition` is falsy.
 */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`);
}

/**
 * Marks a branch of a closed union as unreachable, so that a new member fails to compile.
 * @throws Error when reached at run time with a value the types did not foresee.
 */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
