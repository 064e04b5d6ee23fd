import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildVerifier } from '../launcher/build-verifier.mjs';

const VERIFIER = path.resolve('lib', 'verifier');

export { buildVerifier };

type Finding = { cause: string; severity: string; from: number | null; to: number | null };
export type Checked = { exitCode: number; findings: Finding[] };

/** Runs one of the two programs on a bundle, as a stranger does. */
export function runVerifier(which: 'node' | 'python', args: readonly string[]): Checked {
  const [program, file] =
    which === 'node'
      ? [process.execPath, path.join(VERIFIER, 'dist', 'counterfoil-verify.mjs')]
      : ['python3', path.join(VERIFIER, 'verify.py')];
  const { status, stdout, stderr } = spawnSync(program, [file, ...args, '--json'], {
    encoding: 'utf8',
  });
  if (stdout === '') return { exitCode: status ?? -1, findings: [] };
  const printed = JSON.parse(stdout) as Checked;
  if (printed.exitCode !== status) throw new Error(`ended with ${status}: ${stderr}`);
  return printed;
}

/** Whether this machine has Python 3; `npm start` does without. */
export function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
