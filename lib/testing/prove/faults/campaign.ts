import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '@/lib/base/seeded-random';
import { faultClient } from '../../fault-proxy/client';
import { startFaultProxy } from '../../fault-proxy/proxy';
import { startDatabaseProxy } from '../../database-proxy/proxy';
import { runVerifier } from '../../built-verifier';
import { proofDatabase } from '../carry/database';
import { runProgram } from '../../../launcher/tools.mjs';
import { buildProgram, type PlantedBug } from '../planting';
import { ProofCore } from '../proof-core';
import { type Case } from './cases';
import { Crew } from './crew';
import { type Evidence, judge, judgeLate, type Verdict } from './judge';
import { Records } from './records';
import { type Played, runCase, type Stage } from './run-case';
import { environment, type Profile } from './settings';
import { tellCampaign } from './telling';
import { startWeather } from './weather';

/** What a campaign is told. */
export type CampaignSettings = {
  profile: Profile;
  cases: readonly Case[];
  seed: string;
  core: { url: string; key: string; controlUrl: string | null };
  postgres: { url: string; control: string };
  /** Inside the project. */
  folder: string;
  /** What is wrong with the programs, to see that it is found. */
  bug?: PlantedBug;
  /** What befalls everybody instead of the usual. */
  weather?: (stage: Stage) => () => Promise<string>;
};

export type Result = {
  /** What is wrong with a case, or, without one, with the log of them all. */
  wrong: { at: number | null; verdicts: Verdict[]; evidence: Evidence | null }[];
  /** Lines about what happened. */
  told: string[];
};

const SEALED_MS = 60_000;
const LOOK_MS = 200;

/** Runs all cases on processes of their own, and judges them together once everything is over. */
export async function runCampaign(given: CampaignSettings): Promise<Result> {
  const { profile, seed } = given;
  const folder = mkdtempSync(path.join(given.folder, 'campaign-'));
  const direct = await proofDatabase(given.postgres.url);
  const proxy = await startFaultProxy({ coreUrl: given.core.url });
  const database = await startDatabaseProxy(Number(new URL(direct).port));
  const through = new URL(direct);
  through.port = String(database.port);
  const build = (entry: string, name: string) =>
    buildProgram(entry, path.join(folder, `${name}.mjs`), given.bug);
  const env = environment({
    databaseUrl: through.href,
    coreUrl: proxy.url,
    key: given.core.key,
    anchorFile: path.join(folder, 'anchors.txt'),
    profile,
  });
  const crew = new Crew({
    programs: {
      web: await build('lib/testing/prove/faults/web.ts', 'web'),
      worker: await build('lib/worker/main.ts', 'worker'),
    },
    env,
    logFile: path.join(folder, 'crew.log'),
    random: new SeededRandom(`crew ${seed}`),
  });
  const records = new Records(direct, profile.timing.leaseMs);
  // One that stands still would outlive its campaign.
  const abort = () => crew.abort();
  process.once('exit', abort);
  try {
    await crew.start();
    const core = new ProofCore(given.core);
    const faults = faultClient(proxy.controlUrl);
    const settleMs = profile.timing.settleMs;
    const stage: Stage = { core, faults, database, crew, records, settleMs, ...(await cast(core)) };
    while (!(await records.isBaselineDone())) await sleep(LOOK_MS);
    const clear = startWeatherOf(given, stage);
    const played = await playAll(given, stage);
    const weather = await clear();
    const evidence = await Promise.all(
      played.map(async (each) => ({
        ...each,
        recorded: await records.recorded(each.operationId, each.balanceId),
      })),
    );
    const wrong = evidence.flatMap((each, at) => {
      const verdicts = [...judge(each, settleMs), ...judgeLate(each)];
      return verdicts.length === 0 ? [] : [{ at, verdicts, evidence: each }];
    });
    await everythingSealed(records);
    await crew.stop();
    const log = await verifyLog(evidence, { folder, build, env: { ...env, DATABASE_URL: direct } });
    const told = tellCampaign(evidence, { crew, weather, cuts: database.cuts(), log: log.line });
    return {
      wrong: log.verdict ? [...wrong, log.verdict] : wrong,
      told,
    };
  } finally {
    await crew.stop();
    process.off('exit', abort);
    await records.close();
    await Promise.all([proxy.close(), database.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function startWeatherOf({ weather, profile, seed, postgres }: CampaignSettings, stage: Stage) {
  if (weather) return weather(stage);
  return startWeather({
    ...stage,
    core: stage.faults,
    postgresControl: postgres.control,
    random: new SeededRandom(`weather ${seed}`),
    everyMs: profile.weatherEveryMs,
    leaseMs: profile.timing.leaseMs,
  });
}

/** Those whom balances are given to. */
async function cast(core: ProofCore): Promise<Pick<Stage, 'ledger' | 'people'>> {
  const make = async (first_name: string) =>
    String(
      (
        await core.call('POST', '/identities', {
          identity_type: 'individual',
          first_name,
          last_name: 'Faults',
        })
      ).identity_id,
    );
  const ledger = String((await core.call('POST', '/ledgers', { name: 'Faults' })).ledger_id);
  return {
    ledger,
    people: { owner: await make('Owner'), next: await make('Next'), third: await make('Third') },
  };
}

async function playAll({ cases, profile }: CampaignSettings, stage: Stage): Promise<Played[]> {
  const played: Played[] = [];
  let next = 0;
  const play = async () => {
    while (next < cases.length) {
      const at = next++;
      played[at] = await runCase(cases[at]!, stage);
    }
  };
  await Promise.all(Array.from({ length: profile.atOnce }, play));
  return played;
}

async function everythingSealed(records: Records): Promise<void> {
  const until = Date.now() + SEALED_MS;
  while (Date.now() < until) {
    const rows = await records.rows('select 1 from audit_queue limit 1');
    if (rows.length === 0) return;
    await sleep(LOOK_MS);
  }
}

type Verifying = {
  folder: string;
  build: (entry: string, name: string) => Promise<string>;
  env: Record<string, string>;
};

/** The whole log, as a stranger checks it: with the anchors, and with whom Core shows now. */
async function verifyLog(
  evidence: readonly (Evidence & Played)[],
  { folder, build, env }: Verifying,
): Promise<{ line: string; verdict: Result['wrong'][number] | null }> {
  const bundle = path.join(folder, 'bundle.zip');
  const owners = path.join(folder, 'owners.csv');
  const program = await build('lib/testing/prove/faults/export.ts', 'export');
  const args = ['--conditions=react-server', program, bundle];
  const { code, output } = await runProgram(process.execPath, args, { env });
  if (code !== 0) throw new Error(`the log could not be exported: ${output}`);
  // What somebody else did afterwards is a finding, and a right one.
  const quiet = evidence.filter(({ drawn }) => !drawn.troubles.some(({ is }) => is === 'other'));
  writeFileSync(
    owners,
    quiet.map(({ balanceId, ownerAtEnd }) => `${balanceId},${ownerAtEnd ?? ''}\n`).join(''),
  );
  const anchor = env.EVIDENCE_ANCHOR_FILE!;
  const { exitCode, findings } = runVerifier('node', [
    ...[bundle, '--anchor', anchor, '--owners', owners],
  ]);
  if (exitCode === 0)
    return { line: 'the offline verifier finds the whole log sound', verdict: null };
  const causes = findings.map(({ cause, from }) => `${cause} at ${from}`).slice(0, 5);
  const line = `the offline verifier on the whole log: ${exitCode}, ${causes.join(', ')}`;
  return {
    line,
    verdict: { at: null, verdicts: [{ kind: 'unaccounted', text: line }], evidence: null },
  };
}
