// @ts-check

/**
 * A reason to stop that a person can act on. Its message is one plain sentence (or a few): what
 * happened, what is true now, what to do. It is printed alone, without a stack.
 */
export class PlainError extends Error {
  /** @override */
  name = 'PlainError';
}

/**
 * Prints why a command ends. A plain reason alone; anything else with its stack, because then the
 * fault is ours.
 * @param {unknown} error
 */
export function printReason(error) {
  if (error instanceof PlainError) console.error(`\n${error.message}`);
  else console.error('\nCounterfoil stopped because of an unexpected error.\n', error);
}

/**
 * The code of a system error (`EACCES`, `ENOENT`…), or an empty text.
 * @param {unknown} error
 * @returns {string}
 */
export function errorCode(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
