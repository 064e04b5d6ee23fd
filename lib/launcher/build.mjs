// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { step } from './progress.mjs';
import { runTool } from './tools.mjs';

/** What the build is made from. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'proxy.ts',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'tailwind.config.ts',
  'tsconfig.json',
];
/** Rooms of `lib` that run beside the web server and are no part of it. */
const NOT_BUILT = [
  'lib/launcher',
  'lib/sandbox',
  'lib/testing',
  'lib/verifier/dist',
  'lib/worker',
  'lib/db/migrations',
];

const DIST_DIR = inRoot('.next');
const NOTE = path.join(DIST_DIR, 'built-from.json');

/**
 * All files under a path, in a fixed order.
 * @param {string} file relative to the project
 * @returns {string[]}
 */
function filesIn(file) {
  if (NOT_BUILT.includes(file)) return [];
  const entries = readdirSync(path.join(root, file), { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = `${file}/${entry.name}`;
      if (entry.isDirectory()) return filesIn(inside);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [inside];
    });
}

/** A fingerprint of everything that the build is made from. */
function fingerprint() {
  const hash = createHash('sha256');
  const there = SOURCES.filter((file) => existsSync(inRoot(file)));
  const isFile = (/** @type {string} */ file) => path.extname(file) !== '';
  for (const file of there.flatMap((source) => (isFile(source) ? [source] : filesIn(source)))) {
    const content = readFileSync(inRoot(file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function isUpToDate() {
  try {
    const note = JSON.parse(readFileSync(NOTE, 'utf8'));
    return existsSync(path.join(DIST_DIR, 'BUILD_ID')) && note.fingerprint === fingerprint();
  } catch {
    return false;
  }
}

/**
 * Builds the app if its sources are not those of the last build.
 * @param {Record<string, string | undefined>} env
 */
export async function build(env) {
  if (isUpToDate()) return;
  const before = fingerprint();
  rmSync(NOTE, { force: true });
  const { code, output } = await step('Building the app', () =>
    runTool('next/dist/bin/next', ['build'], { env }),
  );
  if (code !== 0) {
    const lines = output.trim().split('\n').slice(-30).join('\n');
    throw new PlainError(`The app could not be built, and nothing was started.\n\n${lines}`);
  }
  writeFileSync(NOTE, JSON.stringify({ fingerprint: before }));
}
