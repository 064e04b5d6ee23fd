import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';

const FOLDER = path.join('lib', 'verifier');
const FILES = {
  program: { file: path.join(FOLDER, 'dist', 'counterfoil-verify.mjs'), type: 'text/javascript' },
  page: { file: path.join(FOLDER, 'dist', 'counterfoil-verify.html'), type: 'text/html' },
  python: { file: path.join(FOLDER, 'verify.py'), type: 'text/x-python' },
} as const;

/**
 * The offline verifier as a file: a program for Node, a page for any browser, or Python.
 * Permission: `audit:read_own`.
 */
export async function getVerifier(actor: Actor, { as }: { as: keyof typeof FILES }) {
  assertPermission(actor, 'audit:read_own');
  const { file, type } = FILES[as];
  const text = await readFile(file, 'utf8');
  async function* chunks() {
    yield text;
  }
  return {
    name: as === 'python' ? 'counterfoil-verify.py' : path.basename(file),
    contentType: `${type}; charset=utf-8`,
    chunks: chunks(),
  };
}
