import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';

const FOLDER = path.join('lib', 'verifier');
/** The verifier in each of its forms. */
export const VERIFIER_FILES = {
  program: {
    file: path.join(FOLDER, 'dist', 'counterfoil-verify.mjs'),
    name: 'counterfoil-verify.mjs',
    type: 'text/javascript',
  },
  page: {
    file: path.join(FOLDER, 'dist', 'counterfoil-verify.html'),
    name: 'counterfoil-verify.html',
    type: 'text/html',
  },
  python: {
    file: path.join(FOLDER, 'verify.py'),
    name: 'counterfoil-verify.py',
    type: 'text/x-python',
  },
} as const;

/**
 * The offline verifier as a file: a program for Node, a page for any browser, or Python.
 * Permission: `audit:read_own`.
 */
export async function getVerifier(actor: Actor, { as }: { as: keyof typeof VERIFIER_FILES }) {
  assertPermission(actor, 'audit:read_own');
  const { file, name, type } = VERIFIER_FILES[as];
  const text = await readFile(file, 'utf8');
  async function* chunks() {
    yield text;
  }
  return {
    name,
    contentType: `${type}; charset=utf-8`,
    chunks: chunks(),
  };
}
