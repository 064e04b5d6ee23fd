// @ts-check
// `npm run core:prove -- --url URL [--key KEY] [--cases 8]`: proves on a staging Core that lineage is carried over there
// as it is where it was proven before, and keeps the result in this installation's database.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { parseArgs } = await import('node:util');
const { default: path } = await import('node:path');
const { readPorts } = await import('./data-folder.mjs');
const { install } = await import('./install.mjs');
const { appVariables, typescriptCommand } = await import('./parts.mjs');
const { dataRoot } = await import('./paths.mjs');
const { PlainError, printReason } = await import('./plain-error.mjs');
const { readOrMakeSecrets } = await import('./secrets.mjs');
const { readSettings } = await import('./settings.mjs');
const { withPostgres } = await import('./throwaway-postgres.mjs');
const { runProgram, stopTools } = await import('./tools.mjs');

const USAGE = 'npm run core:prove -- --url https://staging-core.example [--key KEY] [--cases 8]';
const folder = path.join(dataRoot, 'main');
const text = /** @type {const} */ ({ type: 'string' });

/** Each recipe, and whether health is told rightly, which all of them rest on. */
const PROOFS = [
  { script: 'carry/main.ts', what: 'carrying over in place', options: ['--method', 'in-place'] },
  {
    script: 'carry/main.ts',
    what: 'draining and refilling',
    options: ['--method', 'drain-refill'],
  },
  { script: 'carry/new-balance.ts', what: 'moving to a new balance', options: [] },
];
const HEALTH = { script: 'lineage-health.ts', what: 'the health of lineage' };

/** @returns {{ url: string, key: string, cases: number }} */
function readOptions() {
  const { values } = parseArgs({ options: { url: text, key: text, cases: text } });
  const { url = '', key = '', cases = '8' } = values;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new PlainError(`Say which staging Core: ${USAGE}`);
  }
  if (!/^[1-9]\d{0,3}$/.test(cases))
    throw new PlainError('--cases must be a number from 1 to 9999');
  return { url, key, cases: Number(cases) };
}

/**
 * The settings of the running installation, because they say which database is meant.
 * @param {string} url of the Core to prove
 */
function variables(url) {
  const settings = readSettings();
  if (settings.coreUrl && new URL(settings.coreUrl).origin === new URL(url).origin) {
    throw new PlainError(
      'Nothing was run: this is the Core that this installation works on, and what the proofs make there stays for ever. Name a staging Core.',
    );
  }
  const ports = readPorts(folder);
  if (!settings.databaseUrl && !ports.postgres) {
    throw new PlainError('Nothing was run: run "npm start" first, and this beside it.');
  }
  const hasOwnSecret = settings.databaseUrl && settings.authSecret;
  const none = { authSecret: '', sandboxKey: '', admin: '', owner: '', app: '', sandbox: '' };
  const secrets = hasOwnSecret ? none : readOrMakeSecrets(folder, false);
  return appVariables({ settings, secrets, ports, folder, dev: false });
}

/**
 * Before minutes are spent: whether a Core answers there and takes the key.
 * @param {string} url
 * @param {string} key
 */
async function ask(url, key) {
  const address = `${url.replace(/\/+$/, '')}/balances?limit=1`;
  const signal = AbortSignal.timeout(10_000);
  const answer = await fetch(address, { headers: { 'X-Blnk-Key': key }, signal }).catch(() => null);
  if (!answer) throw new PlainError(`Nothing was run: nothing answers at ${url}.`);
  if (answer.status === 401 || answer.status === 403) {
    throw new PlainError(`Nothing was run: that Core refuses the key (${answer.status}).`);
  }
  if (!answer.ok) {
    throw new PlainError(
      `Nothing was run: ${url} does not answer as a Core does (${answer.status}).`,
    );
  }
}

/**
 * @param {string} script inside lib/testing/prove
 * @param {string[]} options
 * @returns {Promise<{ cases: number, wrong: number }>}
 */
async function prove(script, options) {
  const { program, args, env } = typescriptCommand(`lib/testing/prove/${script}`, {
    ...process.env,
    COUNTERFOIL_TEST_UNPROVEN: '1',
  });
  const { code, output } = await runProgram(program, [...args, ...options], { env, show: true });
  const [, cases, wrong] = /: (\d+) cases, (\d+) wrong/.exec(output) ?? [];
  // A proof that broke off has proven nothing.
  if (cases === undefined) return { cases: 0, wrong: 1 };
  return { cases: Number(cases), wrong: code === 0 ? 0 : Math.max(Number(wrong), 1) };
}

async function main() {
  const { url, key, cases } = readOptions();
  const env = variables(url);
  await ask(url, key);
  await install();
  console.log(
    `On ${url} ledgers, identities and balances called "Proof" are made, and stay there. This takes some minutes.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stopTools);
  const where = ['--core', url, '--key', key];
  const many = ['--cases', String(cases), '--jobs', String(Math.min(cases, 8))];
  const results = await withPostgres('core-prove', async (postgres) => {
    const found = [];
    for (const { script, what, options } of PROOFS) {
      console.log(`\nProving ${what}`);
      found.push(await prove(script, ['--postgres', postgres, ...where, ...many, ...options]));
    }
    return found;
  });
  console.log(`\nProving ${HEALTH.what}`);
  // One of each state that it builds.
  results.push(await prove(HEALTH.script, [...where, '--cases', '14', '--jobs', '14']));
  const sum = (/** @type {'cases' | 'wrong'} */ of) =>
    results.reduce((all, each) => all + each[of], 0);
  const wrong = sum('wrong');
  const { program, args } = typescriptCommand(
    'lib/features/settings/record-core-proof-command.ts',
    env,
  );
  const result = ['--cases', String(sum('cases')), '--wrong', String(wrong)];
  console.log('');
  const record = [...args, '--url', url, '--key', key, ...result];
  const kept = await runProgram(program, record, { env, show: true });
  process.exitCode = kept.code !== 0 || wrong > 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
