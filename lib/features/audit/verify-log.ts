import 'server-only';
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { anchorPlaces } from '@/lib/audit/anchor-places';
import { logBundle, zipOf } from '@/lib/audit/bundle';
import { recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { db } from '@/lib/db/client';
import { type Finding, sentenceOf } from '@/lib/verifier/findings';
import { type LogCheckDto } from './audit-dto';

/** The program that anybody can run on a bundle; `lib/launcher/build-verifier.mjs` makes it. */
const PROGRAM = path.join('lib', 'verifier', 'dist', 'counterfoil-verify.mjs');
/** A log of millions takes a minute; a program that hangs must not wait for ever. */
const LIMIT_MS = 15 * 60_000;
/** As many findings as a person reads; the bundle has them all. */
const MOST_FINDINGS = 100;

let running: Promise<LogCheckDto> | undefined;

/**
 * Checks the whole log with the very program that a stranger would use, as a process of its own on an
 * export of its own, against the anchors that this server can read. Who asks while it runs gets the same
 * answer. What it came to is an event.
 * Permission: `audit:read`.
 */
export async function verifyLog(actor: Actor): Promise<LogCheckDto> {
  assertPermission(actor, 'audit:read');
  const check = (running ??= runVerifier().finally(() => (running = undefined)));
  const result = await check;
  const { verdict, size, findingCount } = result;
  await recordEvent(db(), {
    kind: 'log.verified',
    actor,
    subject: { type: 'log', id: result.origin },
    after: { verdict, size, findings: findingCount },
  });
  return result;
}

async function runVerifier(): Promise<LogCheckDto> {
  const folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-verify-'));
  try {
    // Before the log: what is anchored meanwhile is not in the bundle, and would look like an end that was cut off.
    const anchors = await readAnchors();
    const bundle = path.join(folder, 'bundle.zip');
    await pipeline(Readable.from(zipOf(logBundle())), createWriteStream(bundle, { mode: 0o600 }));
    const anchorFile = path.join(folder, 'anchors.txt');
    if (anchors !== null) await writeFile(anchorFile, anchors, { mode: 0o600 });
    const args = [bundle, '--json', ...(anchors === null ? [] : ['--anchor', anchorFile])];
    return toDto(await runProgram(args));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The checkpoints of every place that this server can read; `null` where there is none. */
async function readAnchors(): Promise<string | null> {
  const texts = await Promise.all(
    anchorPlaces().map(({ file }) => readFile(file, 'utf8').catch(() => '')),
  );
  const all = texts.filter((text) => text !== '').join('\n');
  return all === '' ? null : all;
}

type Printed = {
  exitCode: 0 | 1 | 2;
  origin: string;
  counts: LogCheckDto['counts'];
  anchored: number | null;
  newest: { size: number } | null;
  findings: Finding[];
};

function runProgram(args: readonly string[]): Promise<Printed> {
  return new Promise((resolve, reject) => {
    const options = { timeout: LIMIT_MS, maxBuffer: 2 ** 30 };
    execFile(process.execPath, [PROGRAM, ...args], options, (error, stdout, stderr) => {
      // It prints a report whenever it could check at all, whatever it found.
      if (stdout !== '') resolve(JSON.parse(stdout) as Printed);
      else reject(new Error(`The verifier did not run: ${stderr || error?.message}`));
    });
  });
}

const VERDICTS = { 0: 'sound', 1: 'tampered', 2: 'incomplete' } as const;

function toDto({ exitCode, origin, counts, anchored, newest, findings }: Printed): LogCheckDto {
  return {
    verdict: VERDICTS[exitCode],
    origin,
    size: newest?.size ?? 0,
    anchored,
    counts,
    findingCount: findings.length,
    findings: findings.slice(0, MOST_FINDINGS).map((finding) => ({
      severity: finding.severity,
      text: sentenceOf(finding),
    })),
    checkedAt: new Date().toISOString(),
  };
}
