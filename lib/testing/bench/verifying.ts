import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { SeededRandom } from '@/lib/base/seeded-random';
import { nodePorts } from '@/lib/verifier/node-ports';
import { verifyBundle } from '@/lib/verifier/verify';
import { buildVerifier, runVerifier } from '../built-verifier';
import { cleanLog } from '../prove/log-mutations/clean-log';
import { type Evidence, evidenceOf, type Log } from '../prove/log-mutations/log';
import { median, ratioOf, sweep } from './rounds';

/**
 * A sound log of about so many records in the order of time, and the checkpoint over it. One checkpoint, so that
 * its signature weighs nothing.
 */
function longLog(records: number): Evidence {
  const random = new SeededRandom('bench');
  const log: Log = cleanLog(random);
  while (log.entries.length < records) {
    const more = cleanLog(random);
    log.entries.push(...more.entries.filter(({ body }) => !body.includes('"log.')));
  }
  // An id begins with its time.
  log.entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  const at = parseInt(log.entries.at(-1)!.id.replace('-', '').slice(0, 12), 16);
  log.seals = [{ size: log.entries.length, at, keys: log.seals.at(-1)!.keys }];
  return evidenceOf(log);
}

/** Everything of a log that must be hashed, as the bytes that go into the hash: leaves, as many nodes, texts. */
function hashedIn(files: Evidence['files']): Buffer[] {
  const lines = (name: string) => files[name]!.split('\n').slice(0, -1);
  const leaves = lines('events.jsonl').map((body) => Buffer.from(`\0${body}`));
  const texts = lines('texts.jsonl').map((line) => {
    const { salt, text } = JSON.parse(line) as { salt: string; text: string };
    return Buffer.from(salt + text);
  });
  return [...leaves, ...leaves.map(() => Buffer.alloc(65, 1)), ...texts];
}

/**
 * The verifier over a loop that only hashes, whose input is made beforehand: bytes in and bytes out, as a hash is
 * defined. Node is much faster where it need not make bytes of a hash but a text, as the verifier has it, so the
 * ratio to that is told too.
 */
export async function benchVerifier(rounds: number): Promise<boolean> {
  const { files, anchors } = longLog(20_000);
  const bytes = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
  const inputs = hashedIn(files);
  const time = async (work: () => unknown) => {
    sweep();
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const bare: number[] = [];
  const asText: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await time(() => inputs.forEach((input) => hash('sha256', input, 'buffer'))));
    asText.push(await time(() => inputs.forEach((input) => nodePorts.sha256(input))));
    ours.push(
      await time(async () => {
        const { exitCode } = await verifyBundle(bytes, { anchors }, nodePorts);
        if (exitCode !== 0) throw new Error(`the log is not sound: ${exitCode}`);
      }),
    );
  }
  const ratio = ratioOf(bare, ours);
  const rate = Math.round((files['leaves.txt']!.length / 65) * (1_000 / median(ours)));
  console.log(
    `evidence: verifier ${ratio.toFixed(2)} of a bare SHA-256 loop (goal ≥ 0.5; ${ratioOf(asText, ours).toFixed(2)} of one that makes texts; ${rate} records/s)`,
  );
  return ratio >= 0.5;
}

/** The program that is handed to a stranger, from its start to its verdict. */
export async function benchProgram(): Promise<void> {
  await buildVerifier();
  const RECORDS = 100_000;
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    const { files, anchors } = longLog(RECORDS);
    const bytes = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
    const [bundle, anchor] = [path.join(folder, 'bundle.zip'), path.join(folder, 'anchors.txt')];
    writeFileSync(bundle, zipSync(Object.fromEntries(bytes)));
    writeFileSync(anchor, anchors);
    const seconds = Array.from({ length: 5 }, () => {
      const began = performance.now();
      const { exitCode } = runVerifier('node', [bundle, '--anchor', anchor]);
      if (exitCode !== 0) throw new Error(`the log is not sound: ${exitCode}`);
      return (performance.now() - began) / 1_000;
    });
    console.log(
      `evidence: program ${median(seconds).toFixed(2)} s for ${RECORDS} records with Node ${process.version}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
