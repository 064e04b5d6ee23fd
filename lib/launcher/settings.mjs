// @ts-check
import { readVariables } from './dot-env.mjs';
import { PlainError } from './plain-error.mjs';

/**
 * How an installation is to run. `coreUrl` decides the mode: with it the console works on that Core,
 * without it on the sandbox.
 * @typedef {{
 *   mode: 'sandbox' | 'real',
 *   host: string,
 *   port: number,
 *   publicUrl: string,
 *   allowRemoteDemo: boolean,
 *   coreUrl?: string,
 *   coreKey?: string,
 *   databaseUrl?: string,
 *   databaseOwnerUrl?: string,
 *   authSecret?: string,
 *   evidence: { key?: string, keyFile?: string, anchorFile?: string, anchorGit?: string },
 * }} Settings
 */

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** @param {string[]} protocols */
const address = (protocols) => (/** @type {string} */ text) => {
  const wanted = `must be an address that starts with ${protocols.map((name) => `${name}//`).join(' or ')}`;
  return URL.canParse(text) && protocols.includes(new URL(text).protocol) ? undefined : wanted;
};
const web = address(['http:', 'https:']);
const postgres = address(['postgres:', 'postgresql:']);

/**
 * What is wrong with a variable's value, by name. `lib/env.ts` checks the same again where the values
 * are used; here they are checked before anything is installed or started.
 * @type {Record<string, (text: string) => string | undefined>}
 */
export const checks = {
  PORT: (text) =>
    /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535
      ? undefined
      : 'must be a number from 1 to 65535',
  HOST: (text) => (/^[\w.:-]+$/.test(text) ? undefined : 'must be a name or an address'),
  PUBLIC_URL: web,
  ALLOW_REMOTE_DEMO: (text) => (/^[01]$/.test(text) ? undefined : 'must be 0 or 1'),
  CORE_URL: web,
  CORE_KEY: () => undefined,
  CURRENCY_DECIMALS: (text) =>
    /^\s*([^=\s,]+=\d{1,2}\s*(,\s*|$))+$/.test(text)
      ? undefined
      : 'must be a list like POINTS=0,XYZ=3',
  LINEAGE_CARRY: (text) =>
    /^(auto|in-place|drain-refill|off)$/.test(text)
      ? undefined
      : 'must be auto, in-place, drain-refill or off',
  DATABASE_URL: postgres,
  DATABASE_OWNER_URL: postgres,
  EVIDENCE_KEY: (text) =>
    text.includes('-----BEGIN PRIVATE KEY-----')
      ? undefined
      : 'must be a private key in PEM, such as "openssl genpkey -algorithm ed25519" writes it',
  EVIDENCE_KEY_FILE: () => undefined,
  EVIDENCE_ANCHOR_FILE: () => undefined,
  EVIDENCE_ANCHOR_GIT: () => undefined,
  AUTH_SECRET: (text) => (text.length >= 32 ? undefined : 'must have at least 32 characters'),
};

/**
 * What is wrong with the variables taken together.
 * @param {Record<string, string>} given
 * @returns {string[]}
 */
function combinationProblems({ DATABASE_URL, DATABASE_OWNER_URL, CORE_URL, HOST, ...given }) {
  const problems = [];
  if (DATABASE_OWNER_URL && !DATABASE_URL) {
    problems.push('DATABASE_OWNER_URL only means something together with DATABASE_URL');
  }
  if (given.EVIDENCE_KEY && given.EVIDENCE_KEY_FILE) {
    problems.push('EVIDENCE_KEY and EVIDENCE_KEY_FILE cannot both be the key that signs the log');
  }
  if (HOST && !LOOPBACK.has(HOST) && !CORE_URL && given.ALLOW_REMOTE_DEMO !== '1') {
    problems.push(
      `HOST ${HOST} would let others use the demo sign-ins, which ask for no password; set ALLOW_REMOTE_DEMO=1 if that is meant, or CORE_URL to work on a real Core`,
    );
  }
  return problems;
}

/**
 * Every problem with these variables, each naming its variable.
 * @param {Record<string, string>} given
 */
export function findProblems(given) {
  const single = Object.entries(checks).flatMap(([name, check]) => {
    const problem = given[name] === undefined ? undefined : check(given[name]);
    return problem ? [`${name} ${problem}`] : [];
  });
  return single.length > 0 ? single : combinationProblems(given);
}

/**
 * What is worth saying although it stops nothing.
 * @param {Record<string, string>} given
 */
export function findNotices(given) {
  const notices = [];
  if (given.CORE_KEY && !given.CORE_URL) {
    notices.push(
      'CORE_KEY is ignored, because there is no CORE_URL; the sandbox has a key of its own.',
    );
  }
  if (given.CORE_URL && !given.CORE_KEY) {
    notices.push('There is no CORE_KEY: this works only with a Core that asks for none.');
  }
  if (given.HOST && !LOOPBACK.has(given.HOST) && !given.PUBLIC_URL) {
    notices.push('HOST opens this to other machines; set PUBLIC_URL to the address they use.');
  }
  return notices;
}

/**
 * @param {Record<string, string>} given variables that have no problem
 * @returns {Settings}
 */
export function toSettings(given) {
  const port = Number(given.PORT ?? 3000);
  return {
    mode: given.CORE_URL ? 'real' : 'sandbox',
    host: given.HOST ?? '127.0.0.1',
    port,
    publicUrl: given.PUBLIC_URL ?? `http://localhost:${port}`,
    allowRemoteDemo: given.ALLOW_REMOTE_DEMO === '1',
    coreUrl: given.CORE_URL,
    coreKey: given.CORE_URL ? given.CORE_KEY : undefined,
    databaseUrl: given.DATABASE_URL,
    databaseOwnerUrl: given.DATABASE_OWNER_URL,
    authSecret: given.AUTH_SECRET,
    evidence: {
      key: given.EVIDENCE_KEY,
      keyFile: given.EVIDENCE_KEY_FILE,
      anchorFile: given.EVIDENCE_ANCHOR_FILE,
      anchorGit: given.EVIDENCE_ANCHOR_GIT,
    },
  };
}

/**
 * Reads and checks the variables, and says what is worth saying.
 * @returns {Settings}
 */
export function readSettings() {
  const given = readVariables();
  const problems = findProblems(given);
  if (problems.length > 0) {
    throw new PlainError(
      `Nothing was started, because these settings are wrong (see .env.example):\n\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  }
  for (const notice of findNotices(given)) console.log(notice);
  return toSettings(given);
}
