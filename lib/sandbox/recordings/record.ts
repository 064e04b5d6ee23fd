import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { JsonNumber, type JsonObject, type JsonValue } from '../json/values';
import { check, JSON_TYPE } from './check';
import { compact, pretty } from './json-text';
import {
  askStep,
  firstVariables,
  numberIn,
  runRounds,
  save,
  stepLine,
  type Replay,
  type ReplayOptions,
} from './run-scenario';
import type { ScenarioFile } from './scenario-files';
import { jsonOf, type Answer } from './talk';
import { STAMP, UUID } from './tokens';
import type { Variables } from './variables';

const QUIET_MS = 3_000;
const AGAIN_MS = 250;

/** Runs a scenario and writes what the server answered into its file, unless a step went wrong. */
export async function recordScenario(
  found: ScenarioFile,
  options: ReplayOptions,
): Promise<string[]> {
  const replay = { options, variables: firstVariables(found.scenario, options.masterKey) };
  const failures: string[] = [];
  for (const [index, step] of found.steps.entries()) {
    const faults = await runRounds(step, replay, recordStep);
    if (faults.length > 0) failures.push(stepLine({ index, step, faults, options }));
  }
  if (failures.length === 0) writeFileSync(found.file, `${pretty(found.scenario)}\n`);
  return failures;
}

/** An `until` answer is recorded once it has stayed the same for a while. */
async function recordStep(step: JsonObject, replay: Replay): Promise<string[]> {
  const { options, variables } = replay;
  let answer = await askStep(step, replay);
  const quietMs = numberIn(step, 'quietMs') ?? QUIET_MS;
  for (let since = Date.now(); step.get('until') === true && Date.now() - since < quietMs;) {
    await pause(AGAIN_MS);
    const next = await askStep(step, replay);
    if (next.status !== answer.status || next.text !== answer.text) since = Date.now();
    answer = next;
  }
  const missing = save(step, answer, variables);
  const expect = expectationOf(step, answer, variables);
  step.set('expect', expect);
  return [...missing, ...check(expect, answer, { ...options, variables })];
}

function expectationOf(step: JsonObject, answer: Answer, variables: Variables): JsonObject {
  const given = step.get('hints');
  const hints: JsonObject = given instanceof Map ? given : new Map();
  const rename = renamer(variables);
  const expect: JsonObject = new Map([['status', new JsonNumber(String(answer.status))]]);
  if (!hints.get('statusOnly')) {
    const body = hints.get('text') ? undefined : jsonOf(answer);
    const type = answer.headers['content-type'] ?? '';
    if (type !== JSON_TYPE || body === undefined) expect.set('contentType', type);
    if (body === undefined) expect.set('text', tokenise(rename(answer.text)));
    else expect.set('body', new Loosening(rename, hints).loosen(body, ''));
  }
  if (hints.get('raw')) expect.set('raw', tokenise(rename(answer.text)));
  const headers = hints.get('headers');
  if (Array.isArray(headers)) {
    const seen = headers.map((name): [string, JsonValue] => {
      const got = answer.headers[String(name).toLowerCase()];
      return [String(name), got === undefined ? null : tokenise(rename(String(got)))];
    });
    expect.set('headers', new Map(seen));
  }
  return expect;
}

/** Writes what was saved before as variables again, the longest first. */
function renamer(variables: Variables): (text: string) => string {
  const pairs = [...variables]
    .flatMap(([name, value]): [string, string][] =>
      name !== 'master_key' && typeof value === 'string' && value.length >= 6
        ? [[name, value]]
        : [],
    )
    .sort(([, a], [, b]) => b.length - a.length);
  const identities = pairs.filter(([, value]) => value.startsWith('idt_') && value.length === 40);
  return (text) => {
    let renamed = text;
    for (const [name, value] of pairs) renamed = renamed.split(value).join(`\${${name}}`);
    // Names of lineage balances hold the beginning of an identity's id.
    for (const [name, value] of identities) {
      renamed = renamed.replace(new RegExp(`${value.slice(0, 8)}(?=_|$)`, 'g'), `\${${name}:8}`);
    }
    return renamed;
  };
}

const RECENT_MS = 36 * 3600e3;

/** Puts tokens for what the server made up. */
function tokenise(text: string): string {
  return text
    .replace(new RegExp(`(?<![0-9A-Za-z_])([a-z]{3,4})_${UUID}(?![0-9a-f])`, 'g'), '<id:$1>')
    .replace(new RegExp(`(?<![0-9a-f])${UUID}(?![0-9a-f])`, 'g'), '<uuid>')
    .replace(/\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}/g, '<bcrypt>')
    .replace(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g, '<hash>')
    .replace(/^[A-Za-z0-9_-]{43}=$/, '<key>')
    .replace(new RegExp(`${STAMP}(\\.\\d+)?Z`, 'g'), (stamp, fraction: string = '') => {
      if (Math.abs(Date.parse(stamp) - Date.now()) >= RECENT_MS) return stamp;
      return fraction.length > 7 ? '<time:ns>' : fraction ? '<time:us>' : '<time:s>';
    });
}

/** Places inside PostgreSQL's own source, which change with its version. */
const POSTGRES_NOISE: ReadonlySet<string> = new Set([
  'File',
  'Line',
  'Routine',
  'Position',
  'InternalPosition',
  'InternalQuery',
  'Where',
]);

class Loosening {
  constructor(
    private readonly rename: (text: string) => string,
    private readonly hints: JsonObject,
  ) {}

  loosen(value: JsonValue, where: string): JsonValue {
    if (this.hinted('any').some((place) => placePattern(place).test(where))) return '<any>';
    if (typeof value === 'string') return tokenise(this.rename(value));
    if (value instanceof Map) return this.loosenObject(value, where);
    return Array.isArray(value) ? this.loosenList(value, where) : value;
  }

  private hinted(name: string): string[] {
    const places = this.hints.get(name);
    return Array.isArray(places) ? places.map(String) : [];
  }

  private loosenObject(value: JsonObject, where: string): JsonObject {
    const fromPostgres = value.has('Severity') && value.has('Routine');
    return new Map(
      [...value].map(([key, inner]): [string, JsonValue] => [
        this.rename(key),
        fromPostgres && POSTGRES_NOISE.has(key) ? '<any>' : this.loosen(inner, `${where}/${key}`),
      ]),
    );
  }

  private loosenList(value: readonly JsonValue[], where: string): JsonValue[] {
    const isHinted = (name: string) => this.hinted(name).includes(where || '/');
    if (isHinted('length')) return [`<length:${value.length}>`];
    const items = value.map((inner, i) => this.loosen(inner, `${where}/${i}`));
    if (isHinted('contains')) {
      return ['<contains>', ...items.filter((item) => compact(item).includes('${'))];
    }
    const ordered = () => [...items].sort((a, b) => (compact(a) < compact(b) ? -1 : 1));
    if (isHinted('unordered')) return ['<unordered>', ...ordered()];
    const sorted = this.hinted('sorted').find((hint) => hint.split(' ')[0] === (where || '/'));
    return sorted ? [`<sorted:${sorted.split(' ')[1]}>`, ...ordered()] : items;
  }
}

const placePattern = (place: string): RegExp => new RegExp(`^${place.replaceAll('*', '[^/]*')}$`);
