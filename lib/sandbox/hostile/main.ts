import { parseArgs } from 'node:util';
import { startOwnSandbox } from '../recordings/own-sandbox';
import { allRoutes } from '../routes/all';
import { SeededRandom } from '@/lib/base/seeded-random';
import { askHostile, type Ending } from './ask';
import { hostileBytes, hostileRequest, type Input } from './inputs';
import { complaint, isNotImitated } from './verdict';

const USAGE = `usage: npm run prove -- sandbox-hostile [options]

  --inputs N (5000)  --seed TEXT (1)  --jobs N (16)
  --core URL         a real Core that gets every request too: the statuses have to be the same
  --core-key K       its master key (default: sandbox-master-key)`;

class Usage extends Error {}

function readOptions(args: string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      inputs: { ...text, default: '5000' },
      seed: { ...text, default: '1' },
      jobs: { ...text, default: '16' },
      core: text,
      'core-key': { ...text, default: 'sandbox-master-key' },
    },
  });
  const [inputs, jobs] = [Number(values.inputs), Number(values.jobs)];
  if (!Number.isInteger(inputs) || inputs < 1) throw new Usage('--inputs needs a number');
  if (!Number.isInteger(jobs) || jobs < 1) throw new Usage('--jobs needs a number');
  if (values.core !== undefined && !URL.canParse(values.core))
    throw new Usage('--core needs a URL');
  const core = values.core ? { base: values.core, masterKey: values['core-key'] } : undefined;
  return { inputs, jobs, seed: values.seed, core };
}

/** Every route in turn, so that none is forgotten, and in every tenth place bytes that are no request. */
function inputAt(index: number, seed: string, key: string): Input {
  const random = new SeededRandom(`${seed}/${index}`);
  if (index % 10 === 9) return hostileBytes(random, key);
  return hostileRequest(random, allRoutes[index % allRoutes.length]!);
}

function described(input: Input): string {
  if (input.kind === 'raw') return JSON.stringify(input.bytes.toString('latin1').slice(0, 120));
  const { method, path, headers, body = '' } = input;
  return `${method} ${path.slice(0, 160)} ${JSON.stringify(headers)} ${body.slice(0, 300)}`;
}

const statusOf = (ending: Ending): string =>
  ending.kind === 'answered' ? String(ending.status) : ending.kind;

/**
 * The proof `sandbox-hostile`: thousands of malformed, huge and hostile inputs. It holds when each is
 * answered in time, none with an error that Core would not give, and the process lives on.
 */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const sandbox = await startOwnSandbox();
  const endings = new Map<string, number>();
  let complaints = 0;
  let next = 0;
  const work = async () => {
    for (let index = next++; index < options.inputs; index = next++) {
      const input = inputAt(index, options.seed, sandbox.masterKey);
      const ending = await askHostile(input, sandbox);
      const status = statusOf(ending);
      endings.set(status, (endings.get(status) ?? 0) + 1);
      const wrong = complaint(input, ending) ?? (await otherThanCore(input, ending, options.core));
      if (!wrong) continue;
      complaints += 1;
      console.log(`input ${index}: ${wrong}\n  ${described(input)}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.jobs }, work));
    complaints += await afterwards(sandbox);
  } finally {
    await sandbox.stop();
  }
  const counts = [...endings].sort(([a], [b]) => (a < b ? -1 : 1));
  console.log(counts.map(([status, times]) => `${times} × ${status}`).join(', '));
  console.log(`${options.inputs} inputs of seed ${options.seed}: ${complaints} complaints`);
  return complaints > 0 ? 1 : 0;
}

async function otherThanCore(
  input: Input,
  ending: Ending,
  core: { base: string; masterKey: string } | undefined,
): Promise<string | null> {
  if (!core || isNotImitated(input)) return null;
  const [here, there] = [statusOf(ending), statusOf(await askHostile(input, core))];
  return here === there ? null : `${here} here, ${there} from Core`;
}

/** Whether the sandbox is as it was: alive, and answering an ordinary read. */
async function afterwards(sandbox: {
  base: string;
  masterKey: string;
  isAlive(): boolean;
}): Promise<number> {
  const headers = { 'X-Blnk-Key': sandbox.masterKey };
  const ledger = await fetch(`${sandbox.base}/ledgers/general_ledger_id`, { headers });
  if (sandbox.isAlive() && ledger.status === 200) return 0;
  console.log(`afterwards: alive ${sandbox.isAlive()}, an ordinary read ${ledger.status}`);
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof Usage) console.error(`\n${USAGE}`);
  process.exitCode = 2;
}
