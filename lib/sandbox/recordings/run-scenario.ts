import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { JsonNumber, type JsonObject } from '../json/values';
import { check } from './check';
import { atPointer, short } from './json-text';
import type { ScenarioFile } from './scenario-files';
import { ask, jsonOf, type Answer } from './talk';
import { fill, fillAll, type Variables } from './variables';

export interface ReplayOptions {
  /** Address of the server, with its path if it has one. */
  readonly base: string;
  readonly masterKey: string;
  readonly strictOrder: boolean;
  /** Tell every difference of a step instead of the first three. */
  readonly allDiffs: boolean;
}

const PATIENCE_MS = 15_000;
const AGAIN_MS = 200;
const TOLD = 3;

/** What replaying a scenario needs at hand. */
export interface Replay {
  readonly options: ReplayOptions;
  readonly variables: Variables;
}

/** Replays a scenario. Each failing step is one line; none means it passed. */
export async function runScenario(found: ScenarioFile, options: ReplayOptions): Promise<string[]> {
  const replay = { options, variables: firstVariables(found.scenario, options.masterKey) };
  if (!found.steps.some((step) => step.has('expect'))) return ['  nothing is recorded in it'];
  const failures: string[] = [];
  for (const [index, step] of found.steps.entries()) {
    const faults = await runRounds(step, replay, faultsOf);
    if (faults.length > 0) failures.push(stepLine({ index, step, faults, options }));
  }
  return failures;
}

export function stepLine(told: {
  index: number;
  step: JsonObject;
  faults: readonly string[];
  options: ReplayOptions;
}): string {
  const { index, step, faults, options } = told;
  const shown = options.allDiffs ? faults : faults.slice(0, TOLD);
  const more = faults.length > shown.length ? ` (and ${faults.length - shown.length} more)` : '';
  return `  step ${index + 1} "${String(step.get('do'))}": ${shown.join('; ')}${more}`;
}

/** `${run}`, `${uuid1}` to `${uuid9}`, `${master_key}` and what the scenario sets itself. */
export function firstVariables(scenario: JsonObject, masterKey: string): Variables {
  const letters = Array.from(
    { length: 9 },
    () => 'abcdefghijklmnopqrstuvwxyz0123456789'[randomInt(36)],
  );
  const variables: Variables = new Map([['run', `r${letters.join('')}`]]);
  for (let i = 1; i <= 9; i++) variables.set(`uuid${i}`, randomUUID());
  variables.set('master_key', masterKey);
  const given = scenario.get('let');
  for (const [name, value] of given instanceof Map ? given : []) {
    variables.set(name, fillAll(value, variables));
  }
  return variables;
}

/** Runs a step as often as it says, up to the first round with a fault. */
export async function runRounds(
  step: JsonObject,
  replay: Replay,
  once: (step: JsonObject, replay: Replay) => Promise<string[]>,
): Promise<string[]> {
  const waitMs = numberIn(step, 'pauseMs');
  if (waitMs !== undefined) {
    await pause(waitMs);
    return [];
  }
  const rounds = numberIn(step, 'repeat') ?? 1;
  for (let round = 1; round <= rounds; round++) {
    replay.variables.set('round', String(round));
    try {
      const faults = await once(step, replay);
      if (faults.length > 0) return faults;
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  }
  return [];
}

export function numberIn(step: JsonObject, name: string): number | undefined {
  const value = step.get(name);
  return value instanceof JsonNumber ? Number(value.raw) : undefined;
}

/** One request and what is wrong with its answer; an `until` step asks again for as long as it may. */
export async function faultsOf(step: JsonObject, replay: Replay): Promise<string[]> {
  const expect = step.get('expect');
  if (!(expect instanceof Map)) return ['nothing is recorded for it'];
  const { options, variables } = replay;
  const patience = step.get('until') === true ? (numberIn(step, 'withinMs') ?? PATIENCE_MS) : 0;
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await askStep(step, replay);
    const missing = save(step, answer, variables);
    const faults = missing.length ? missing : check(expect, answer, { ...options, variables });
    if (faults.length === 0 || Date.now() >= deadline) return faults;
    await pause(AGAIN_MS);
  }
}

export function askStep(step: JsonObject, { options, variables }: Replay): Promise<Answer> {
  const request = step.get('request');
  if (!(request instanceof Map)) throw new Error('a step without a request');
  return ask(options.base, request, { variables, masterKey: options.masterKey });
}

/** Keeps what later steps refer to; tells what is not there. */
export function save(step: JsonObject, answer: Answer, variables: Variables): string[] {
  const wanted = step.get('save');
  if (!(wanted instanceof Map)) return [];
  const body = jsonOf(answer);
  return [...wanted].flatMap(([name, pointer]) => {
    const value = atPointer(body, String(pointer));
    if (value === undefined) {
      return [
        `nothing at ${String(pointer)} to save (status ${answer.status}: ${short(answer.text)})`,
      ];
    }
    variables.set(fill(name, variables), value);
    return [];
  });
}
