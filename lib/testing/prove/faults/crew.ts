import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SeededRandom } from '@/lib/base/seeded-random';
import { KILL_POINTS, type KillPoint } from '@/lib/operations/kill-point';

/** A reassignment as it is asked for. */
export type Asked = {
  no: number;
  operationId: string;
  balanceId: string;
  from: string | null;
  to: string;
};
/** What came of it: a state, `refused: CODE`, or an error's text. */
export type Told = { no: number; said: string };

export type CrewSettings = {
  programs: { web: string; worker: string };
  env: Record<string, string>;
  /** Where what they print goes. */
  logFile: string;
  random: SeededRandom;
};

type Member = { child: ChildProcess; waiting: Map<number, (said: string) => void> };

const WEBS = 3;
const HOUR_MS = 3_600_000;
/** How often a clock jumps that does. */
const JUMP_EVERY_MS = 1_500;
/** Before one that died at a named point is replaced, so that the others get to work too. */
const PAUSE_MS = 1_500;
const PRELOAD = path.resolve('lib', 'testing', 'prove', 'faults', 'preload.mjs');
/** Those that a worker meets. */
const WORKER_POINTS = KILL_POINTS.filter(
  (point) => point !== 'after_intent' && point !== 'after_decision',
);
export const DIED = 'the process died';

/**
 * Web servers and workers as processes. One that dies is replaced; one of the two workers dies at a named point
 * each time. Their clocks are wrong by an hour, either way, or jump.
 */
export class Crew {
  private readonly webs: Member[] = [];
  private readonly workers: ChildProcess[] = [];
  private readonly all = new Set<ChildProcess>();
  private readonly log: number;
  private isStopping = false;
  private lastNo = 0;
  private lastStart: Promise<unknown> = Promise.resolve();
  readonly deaths = new Map<string, number>();

  constructor(private readonly settings: CrewSettings) {
    this.log = openSync(settings.logFile, 'a', 0o600);
  }

  /** Starts everybody; gives back once they are ready. */
  async start(): Promise<void> {
    await Promise.all(Array.from({ length: WEBS }, (_, at) => this.keepWeb(at)));
    await Promise.all([this.keepWorker(0, false), this.keepWorker(1, true)]);
  }

  /** Asks one of the web servers, or one that dies at a named point. */
  async ask(asked: Omit<Asked, 'no'>, killAt?: KillPoint): Promise<string> {
    if (killAt === undefined) {
      const web = this.settings.random.pick(this.webs);
      return this.tell(web, asked);
    }
    // Starting takes a second of a processor, and many at once would make everybody else late.
    const before = this.lastStart;
    const starting = before.then(() => this.startWeb({ COUNTERFOIL_TEST_KILL_AT: killAt }));
    this.lastStart = starting;
    const web = await starting;
    const said = await this.tell(web, asked);
    if (said === DIED) this.count(`web ${killAt}`);
    web.child.kill('SIGKILL');
    return said;
  }

  /** Kills one like `kill -9`, wherever it is. */
  kill(who: 'web' | 'worker'): void {
    const child = this.one(who);
    if (child.kill('SIGKILL')) this.count(`${who} anywhere`);
  }

  /** Lets one stand still for so long, in the middle of whatever it does. */
  async freeze(who: 'web' | 'worker', ms: number): Promise<void> {
    const child = this.one(who);
    child.kill('SIGSTOP');
    await sleep(ms);
    child.kill('SIGCONT');
  }

  /** Ends everybody at once, because the campaign is called off. */
  abort(): void {
    this.isStopping = true;
    for (const child of this.all) child.kill('SIGKILL');
  }

  /** Ends everybody, and the workers as an operator does. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const ends = [...this.all].map(
      (child) => new Promise<void>((resolve) => child.once('close', () => resolve())),
    );
    for (const { child } of this.webs) child.kill('SIGKILL');
    for (const child of this.workers) child.kill('SIGTERM');
    await Promise.all(ends);
  }

  private one(who: 'web' | 'worker'): ChildProcess {
    // The second worker dies by itself.
    return who === 'worker' ? this.workers[0]! : this.settings.random.pick(this.webs).child;
  }

  private count(what: string): void {
    this.deaths.set(what, (this.deaths.get(what) ?? 0) + 1);
  }

  private spawn(program: string, env: Record<string, string> = {}): ChildProcess {
    const { random } = this.settings;
    const clock = {
      FAULTS_CLOCK_MS: String(random.pick([-HOUR_MS, 0, HOUR_MS])),
      FAULTS_CLOCK_EVERY_MS: String(random.pick([0, JUMP_EVERY_MS])),
    };
    const args = ['--conditions=react-server', '--import', PRELOAD, program];
    const child = spawn(process.execPath, args, {
      env: { ...this.settings.env, ...clock, ...env } as unknown as NodeJS.ProcessEnv,
      stdio: [
        'ignore',
        program === this.settings.programs.worker ? 'pipe' : this.log,
        this.log,
        'ipc',
      ],
    });
    this.all.add(child);
    child.once('close', () => this.all.delete(child));
    return child;
  }

  private async startWeb(env: Record<string, string> = {}): Promise<Member> {
    const child = this.spawn(this.settings.programs.web, env);
    const waiting: Member['waiting'] = new Map();
    const ready = new Promise<void>((resolve) => waiting.set(0, () => resolve()));
    child.on('message', ({ no, said }: Told) => {
      waiting.get(no)?.(said);
      waiting.delete(no);
    });
    child.once('exit', () => {
      for (const resolve of waiting.values()) resolve(DIED);
      waiting.clear();
    });
    await ready;
    return { child, waiting };
  }

  private tell({ child, waiting }: Member, asked: Omit<Asked, 'no'>): Promise<string> {
    const no = ++this.lastNo;
    return new Promise((resolve) => {
      if (!child.connected) return resolve(DIED);
      waiting.set(no, resolve);
      child.send({ ...asked, no } satisfies Asked, (error) => {
        if (error) resolve(DIED);
      });
    });
  }

  private async keepWeb(at: number): Promise<void> {
    const web = await this.startWeb();
    this.webs[at] = web;
    const again = () => {
      if (!this.isStopping) void this.keepWeb(at);
    };
    if (web.child.connected) web.child.once('exit', again);
    else again();
  }

  private async keepWorker(at: number, isDying: boolean): Promise<void> {
    const { random, programs } = this.settings;
    const point = random.pick(WORKER_POINTS);
    const child = this.spawn(programs.worker, isDying ? { COUNTERFOIL_TEST_KILL_AT: point } : {});
    this.workers[at] = child;
    child.once('exit', (_code, signal) => {
      if (this.isStopping) return;
      if (isDying && signal === 'SIGKILL') this.count(`worker ${point}`);
      void sleep(isDying ? PAUSE_MS : 0).then(() => {
        if (!this.isStopping) void this.keepWorker(at, isDying);
      });
    });
    await new Promise<void>((resolve) => {
      child.stdout!.once('data', () => resolve());
      child.once('exit', () => resolve());
    });
  }
}
