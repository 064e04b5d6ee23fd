/**
 * Writes one line of JSON about an unexpected error to standard error, for the operator. `reference`
 * is what the person was shown, so that the two can be matched. Never pass secrets or Core's
 * `error_detail` in `facts`.
 */
export function logError(
  error: unknown,
  facts: { reference?: string; [fact: string]: string | undefined } = {},
): void {
  const known = error instanceof Error ? error : new Error(String(error));
  // eslint-disable-next-line no-console -- everything of ours that runs on a server logs here
  console.error(
    JSON.stringify({
      at: new Date().toISOString(),
      ...facts,
      error: `${known.name}: ${withoutParameters(known.message)}`,
      cause: known.cause instanceof Error ? withoutParameters(known.cause.message) : undefined,
      stack: known.stack
        ?.split('\n')
        .map((line) => line.trim())
        .filter((line) => line.startsWith('at '))
        .slice(0, 8),
    }),
  );
}

/** Drizzle appends a query's parameters to its message: names, hashes, tokens. */
function withoutParameters(message: string): string {
  return message.split('\nparams:')[0]!;
}

/** A short random reference that a person can read out: `7f3a-91c2`. */
export function newReference(): string {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  return `${hex.slice(0, 4)}-${hex.slice(4)}`;
}
