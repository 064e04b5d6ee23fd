import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NotABundle } from './bundle';
import { nodeInflate, nodePorts } from './node-ports';
import { reportJson, reportLines } from './report';
import { BadKey, verifyBundle } from './verify';
import { unzip } from './zip';

/*
 * `node counterfoil-verify.mjs bundle.zip`: the verifier as a program. Ends with 0 sound, 1 tampered,
 * 2 evidence incomplete, 3 when it could not begin.
 */
const USAGE = `Usage: counterfoil-verify BUNDLE.zip [--anchor FILE] [--key KEY]... [--owners FILE] [--json]

  --anchor FILE   checkpoints that were copied away from the log's database, before
                  the bundle was made
  --key KEY       a public key of the log (NAME+HASH+BASE64); may be given several times
  --owners FILE   lines "balance_id,identity_id" as Core has them now
  --json          the findings as JSON

Ends with 0 sound, 1 tampered, 2 evidence incomplete, 3 when nothing could be checked.`;

class Usage extends Error {}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Usage(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function options() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        anchor: text,
        owners: text,
        key: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Usage(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function run(): Promise<number> {
  const { values, positionals } = options();
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [bundle, ...more] = positionals;
  if (!bundle || more.length > 0) throw new Usage(USAGE);
  const files = await unzip(read(bundle), nodeInflate);
  const given = {
    anchors: values.anchor === undefined ? undefined : read(values.anchor).toString('utf8'),
    owners: values.owners === undefined ? undefined : read(values.owners).toString('utf8'),
    keys: values.key,
  };
  const report = await verifyBundle(files, given, nodePorts);
  console.log(values.json ? reportJson(report) : reportLines(report).join('\n'));
  return report.exitCode;
}

try {
  process.exitCode = await run();
} catch (error) {
  const isPlain = [Usage, NotABundle, BadKey].some((kind) => error instanceof kind);
  console.error(isPlain ? (error as Error).message : error);
  process.exitCode = 3;
}
