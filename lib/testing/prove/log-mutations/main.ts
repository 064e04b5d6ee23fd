import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { SeededRandom } from '@/lib/base/seeded-random';
import { NotABundle } from '@/lib/verifier/bundle';
import { type Finding } from '@/lib/verifier/findings';
import { nodePorts } from '@/lib/verifier/node-ports';
import { verifyBundle } from '@/lib/verifier/verify';
import { hasPython } from '../../built-verifier';
import { cleanLog } from './clean-log';
import { FORGERIES } from './forgeries';
import { type Evidence, evidenceOf } from './log';
import { type Mutated, MUTATIONS } from './mutations';

/*
 * `npm run prove -- log-mutations [--cases N] [--seed N]`: clean logs must be sound, and whatever is done to
 * them must be found and named, by both verifiers and by both alike. One log in ten cases.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const EACH = 10;
const SHOWN = 5;

type Checked = { exitCode: number; findings: Finding[] };

/** The bytes of a bundle: a text that no UTF-8 can hold is another one then, for both alike. */
function bytesOf({ files }: Evidence): Map<string, Uint8Array> {
  const encoder = new TextEncoder();
  return new Map(Object.entries(files).map(([name, text]) => [name, encoder.encode(text)]));
}

async function inJavaScript(evidence: Evidence): Promise<Checked> {
  try {
    return await verifyBundle(bytesOf(evidence), { anchors: evidence.anchors }, nodePorts);
  } catch (error) {
    if (error instanceof NotABundle) return { exitCode: 3, findings: [] };
    throw error;
  }
}

/** The Python verifier as one process that is asked again and again. */
function startPython() {
  const script = path.join(import.meta.dirname, 'batch.py');
  const child: ChildProcess = spawn('python3', [script, path.resolve('lib', 'verifier')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return {
    async check(evidence: Evidence): Promise<Checked> {
      const { anchors } = evidence;
      const files = Object.fromEntries(
        [...bytesOf(evidence)].map(([name, bytes]) => [
          name,
          Buffer.from(bytes).toString('base64'),
        ]),
      );
      child.stdin!.write(`${JSON.stringify({ files, anchors })}\n`);
      const { done, value } = await answers.next();
      if (done) throw new Error('verify.py ended');
      return JSON.parse(value) as Checked;
    },
    end: () => child.stdin!.end(),
  };
}

const python = hasPython() ? startPython() : null;
if (!python) console.log('There is no python3 here: only one of the two verifiers is proven.');

/** Findings without their words, in one order. */
const bare = ({ exitCode, findings }: Checked) =>
  JSON.stringify([
    exitCode,
    findings.map(({ cause, from, to }) => `${cause} ${from} ${to}`).sort(),
  ]);

const told = ({ exitCode, findings }: Checked) =>
  `${exitCode}: ${findings.map(({ cause, from, to, detail }) => `${cause} ${from}-${to} (${detail})`).join(', ')}`;

/** What is wrong with how both judge it; empty when nothing is. */
async function judge(
  evidence: Evidence,
  expected: Pick<Mutated, 'causes' | 'place'> | null,
): Promise<string[]> {
  const ours = await inJavaScript(evidence);
  const theirs = (await python?.check(evidence)) ?? ours;
  const wrong: string[] = [];
  if (bare(ours) !== bare(theirs)) wrong.push(`they differ\n  ${told(ours)}\n  ${told(theirs)}`);
  if (!expected) {
    if (ours.exitCode !== 0) wrong.push(`a clean log is not sound\n  ${told(ours)}`);
    return wrong;
  }
  if (ours.exitCode === 0) return [...wrong, 'nothing was found'];
  const isNamed = ours.findings.some(
    ({ cause, from, to }) =>
      expected.causes.includes(cause) &&
      (expected.place === null ||
        (from !== null && from <= expected.place && expected.place <= to!)),
  );
  if (!isNamed)
    wrong.push(`not named: ${expected.causes.join()} at ${expected.place}\n  ${told(ours)}`);
  return wrong;
}

const counts = { cases: 0, logs: 0, wrong: 0 };
const found = new Map<string, number>();

function report(what: string, at: number, wrong: readonly string[]): void {
  if (wrong.length === 0) return;
  counts.wrong += 1;
  if (counts.wrong <= SHOWN) {
    console.log(
      `log ${at}, ${what} (--seed ${values.seed} --only ${at}):\n  ${wrong.join('\n  ')}`,
    );
  }
}

const CHANGES = [...Object.entries(MUTATIONS), ...Object.entries(FORGERIES)];

/** The last anchor was broken off by a crash, and then written in whole. */
function withTornAnchor(evidence: Evidence, random: SeededRandom): Evidence {
  const { anchors } = evidence;
  const [origin] = anchors.split('\n', 1);
  const from = anchors.lastIndexOf(`\n${origin}\n`) + 1;
  const last = anchors.slice(from);
  const torn = last.slice(0, random.between(1, last.length - 2));
  return { ...evidence, anchors: `${anchors.slice(0, from)}${torn}\n\n${last}` };
}

async function proveLog(at: number): Promise<void> {
  const random = new SeededRandom(`${values.seed} ${at}`);
  const log = cleanLog(random);
  counts.logs += 1;
  const clean = evidenceOf(log);
  report('clean', at, await judge(clean, null));
  report('clean, with an anchor broken off', at, await judge(withTornAnchor(clean, random), null));
  for (let done = 0; done < EACH;) {
    const [name, change] = CHANGES[(at * EACH + done) % CHANGES.length]!;
    const mutated = change(log, random) ?? MUTATIONS['edit a record']!(log, random);
    report(name, at, await judge(mutated.evidence, mutated));
    found.set(name, (found.get(name) ?? 0) + 1);
    counts.cases += 1;
    done += 1;
  }
}

const began = performance.now();
const logs = Math.ceil(Number(values.cases) / EACH);
const chosen = values.only === undefined ? null : Number(values.only);
for (let at = 0; at < logs; at += 1) if (chosen === null || chosen === at) await proveLog(at);
python?.end();
const seconds = Math.round((performance.now() - began) / 1000);
console.log(`${found.size} kinds of change, ${counts.logs} clean logs`);
console.log(
  `log-mutations: ${counts.cases} cases, ${counts.wrong} wrong (seed ${values.seed}, ${seconds} s)`,
);
process.exitCode = counts.wrong > 0 ? 1 : 0;
