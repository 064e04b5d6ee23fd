import { parseArgs } from 'node:util';
import { closeCore, connectCore } from '@/lib/core/connection';
import { DomainError } from '@/lib/base/result';
import { closeDb } from '@/lib/db/client';
import { isCarryProven } from '@/lib/lineage/carry';
import { coreLabel } from './core-label';
import { recordCoreProof } from './record-core-proof';

/*
 * Entry of its own process, the last part of `npm run core:prove`: keeps the result in the database of the
 * installation whose settings it is given, about the Core that `--url` and `--key` name.
 */

const text = { type: 'string' } as const;

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { url: text, key: text, cases: text, wrong: text },
  });
  connectCore({ url: values.url!, key: values.key || null });
  const proof = await recordCoreProof(
    { kind: 'cli', id: 'cli', name: 'Command line' },
    { cases: Number(values.cases), wrong: Number(values.wrong) },
  );
  const label = coreLabel(proof.version);
  const kept =
    proof.wrong > 0
      ? `Kept: ${proof.wrong} of ${proof.cases} cases were wrong on ${label}. Lineage is not carried over there.`
      : `Kept: ${proof.cases} cases, none wrong on ${label}.`;
  const known = isCarryProven(proof.version) ? ' This kind of Core was proven before.' : '';
  process.stdout.write(`${kept}${known}\n`);
}

try {
  await run();
} catch (error) {
  const reason = error instanceof DomainError ? error.failure.message : (error as Error).message;
  process.stderr.write(`The result was not kept. ${reason}\n`);
  process.exitCode = 1;
} finally {
  await closeCore();
  await closeDb();
}
