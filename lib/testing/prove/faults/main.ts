import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { buildVerifier } from '../../built-verifier';
import { PLANTED_BUGS } from '../simulation/planted-bugs';
import { type CampaignSettings, type Result, runCampaign } from './campaign';
import { casesFor } from './cases';
import { fillDisk } from './full-disk';
import { REAL, SHORT, type Profile } from './settings';

/*
 * `npm run prove -- faults [--cases N] [--real N] [--full N] [--planted N] [--seed N]`: reassignments on real
 * processes, each with at least one thing that goes wrong, while worse befalls all of them; some of them at the
 * times of the product, some on a disk that is full, and some with a mistake planted, which must be found.
 */
const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    core: text,
    key: { ...text, default: 'sandbox-master-key' },
    control: text,
    postgres: text,
    'postgres-control': text,
    'small-postgres': text,
    'small-control': text,
    'small-folder': text,
    'no-small': text,
    cases: { ...text, default: '2000' },
    real: { ...text, default: '20' },
    full: { ...text, default: '60' },
    planted: { ...text, default: '100' },
    seed: { ...text, default: '1' },
  },
});
const SHOWN = 5;
/** Those that can be seen from outside. */
const PLANTED = ['skip the read-back', 'trust the 200', 'no settling'];

type Wrong = Result['wrong'];
const where = { url: values.core!, key: values.key, controlUrl: values.control ?? null };
const postgres = { url: values.postgres!, control: values['postgres-control']! };

function settingsFor(profile: Profile, count: number): Omit<CampaignSettings, 'folder'> {
  const drawn = casesFor(profile.timing.settleMs, profile.isPatient);
  const cases = fc.sample(drawn, { numRuns: count, seed: Number(values.seed) });
  return { profile, cases, seed: values.seed, core: where, postgres };
}

async function run(title: string, settings: CampaignSettings): Promise<Wrong> {
  const { cases, profile } = settings;
  if (cases.length === 0) return [];
  console.log(`${cases.length} reassignments, ${profile.atOnce} at once, ${title}`);
  const { wrong, told } = await runCampaign(settings);
  for (const line of told) console.log(`  ${line}`);
  for (const { at, verdicts, evidence } of wrong.slice(0, SHOWN)) {
    console.log(
      `${at === null ? 'the log' : `case ${at}`}: ${verdicts.map((each) => `${each.kind}: ${each.text}`).join('; ')}`,
    );
    if (evidence) console.log(`  ${JSON.stringify(evidence)}`);
  }
  return wrong;
}

async function runFull(count: number, folder: string): Promise<Wrong> {
  const url = values['small-postgres'];
  if (count === 0 || url === undefined) return [];
  const [control, disk] = [values['small-control']!, values['small-folder']!];
  const profile = { ...SHORT, atOnce: 16 };
  return run('with a disk that is full again and again', {
    ...settingsFor(profile, count),
    folder,
    postgres: { url, control },
    weather: (stage) => fillDisk({ folder: disk, control }, stage),
  });
}

/** The number of mistakes that were not found. */
async function runPlanted(count: number, folder: string): Promise<number> {
  if (count === 0) return 0;
  let missed = 0;
  for (const bug of PLANTED_BUGS.filter(({ name }) => PLANTED.includes(name))) {
    const { wrong } = await runCampaign({ ...settingsFor(SHORT, count), folder, bug });
    const [first] = wrong;
    if (!first) missed += 1;
    console.log(
      first
        ? `planted: ${bug.name}: found in case ${first.at ?? 'none, but the log'}, ${first.verdicts[0]!.text}`
        : `planted: ${bug.name}: NOT FOUND in ${count} cases`,
    );
  }
  return missed;
}

const began = performance.now();
const count = (name: 'cases' | 'real' | 'full' | 'planted') => Number(values[name]);
const full = values['small-postgres'] === undefined ? 0 : count('full');
if (full < count('full')) console.log(`a full disk: not run (${values['no-small']})`);
mkdirSync('.data', { recursive: true, mode: 0o700 });
// Inside the project, because what is built looks for its packages from where it is.
const folder = mkdtempSync(path.resolve('.data', 'faults-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
await buildVerifier();
const wrong = [
  ...(await run('settling for 6 s', { ...settingsFor(SHORT, count('cases')), folder })),
  ...(await run('at the times of the product', { ...settingsFor(REAL, count('real')), folder })),
  ...(await runFull(full, folder)),
];
const kinds = ['unaccounted', 'falsely_confirmed', 'falsely_failed', 'open', 'drift'] as const;
const many = (kind: string) =>
  wrong.filter(({ verdicts }) => verdicts.some((each) => each.kind === kind)).length;
console.log(kinds.map((kind) => `${many(kind)} ${kind.replace('_', ' ')}`).join(', '));
const missed = await runPlanted(count('planted'), folder);
const cases = count('cases') + count('real') + full;
const seconds = Math.round((performance.now() - began) / 1000);
const bad = wrong.length + missed;
console.log(`faults: ${cases} cases, ${bad} wrong (seed ${values.seed}, ${seconds} s)`);
process.exitCode = bad > 0 ? 1 : 0;
