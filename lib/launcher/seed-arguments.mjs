// @ts-check
import { parseArgs } from 'node:util';
import { PlainError } from './plain-error.mjs';

const USAGE =
  'Say how many: npm run sandbox:seed -- --balances 1000000 [--port 5001 | --database URL] [--seed TEXT]';

/** The fewest and the most that make sense: below, not every currency has room. */
const FEWEST = 1000;
const MOST = 10_000_000;

/** Whose sandbox is filled when nobody says: the one that the documents start. */
const DEFAULT_PORT = 5001;

const text = /** @type {const} */ ({ type: 'string' });
const OPTIONS = { balances: text, port: text, database: text, seed: text };

/**
 * @typedef {{ port: number } | { database: string }} Target the sandbox of a port, or a database by
 *   its address
 */

/**
 * What `npm run sandbox:seed` was asked for.
 * @param {string[]} args
 * @returns {{ balances: number, seed: string, target: Target }}
 * @throws {PlainError}
 */
export function readSeedArguments(args) {
  const given = parse(args);
  const balances = whole(given.balances);
  if (balances === undefined || balances < FEWEST || balances > MOST) {
    throw new PlainError(`--balances takes a number from 1000 to 10000000. ${USAGE}`);
  }
  return { balances, seed: given.seed ?? '1', target: targetOf(given) };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new PlainError(`${reason}. ${USAGE}`);
  }
}

/**
 * @param {{ port?: string, database?: string }} given
 * @returns {Target}
 */
function targetOf({ port, database }) {
  if (port !== undefined && database !== undefined) {
    throw new PlainError(`--port and --database exclude each other. ${USAGE}`);
  }
  if (database !== undefined) {
    if (/^postgres(ql)?:\/\//.test(database) && URL.canParse(database)) return { database };
    throw new PlainError(`--database takes an address like postgres://user@host/name. ${USAGE}`);
  }
  const number = whole(port ?? String(DEFAULT_PORT));
  if (number !== undefined && number >= 1 && number <= 65535) return { port: number };
  throw new PlainError(`--port takes a number from 1 to 65535. ${USAGE}`);
}

/** @param {string | undefined} digits */
function whole(digits) {
  return digits !== undefined && /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
