import { atPointer, parseJson } from '../recordings/json-text';
import type { JsonValue } from '../json/values';
import type { Ending } from './ask';
import type { Input } from './inputs';

/**
 * Whether Core answers 500 here too: it does where PostgreSQL refuses what a client sent (a NUL, a
 * number too big, a filter of the wrong type, a constraint) and tells that in its details, and where
 * what it does not have in this installation is asked for.
 */
function isCoresOwn(text: string, input: Input): boolean {
  if (isNotImitated(input)) return true;
  let body: JsonValue;
  try {
    body = parseJson(text);
  } catch {
    return false;
  }
  const state = atPointer(body, '/error_detail/details/Code');
  // Some routes tell nothing of what the database refused; then it was bytes that no text may have.
  const hidden = atPointer(body, '/error_detail/message') === 'internal server error';
  if (hidden && hasBadBytes(input)) return true;
  return typeof state === 'string' && /^(?:0A|22|23|42|54|53)/.test(state);
}

function hasBadBytes(input: Input): boolean {
  if (input.kind === 'raw') return true;
  return /%00|%ff|\\u0000|\\ud800|\0/.test(`${input.path} ${input.body ?? ''}`);
}

/**
 * Where Core may answer otherwise: what the sandbox has no part of and bytes that are no UTF-8, as
 * docs/sandbox.md says, and whether a reindex was asked for before, when others ask meanwhile.
 */
export function isNotImitated(input: Input): boolean {
  if (input.kind === 'raw') return true;
  return /reconciliation|backup|hooks|reindex/.test(input.route) || input.path.includes('%ff');
}

/** What is wrong with an ending, in words, or null. */
export function complaint(input: Input, ending: Ending): string | null {
  if (ending.kind === 'hung') return 'no answer within ten seconds';
  if (ending.kind === 'closed') {
    return input.kind === 'raw' ? null : 'the connection was closed without an answer';
  }
  const { status, text } = ending;
  if (status >= 500 && !isCoresOwn(text, input)) return `${status} ${text.slice(0, 300)}`;
  return null;
}
