// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './paths.mjs';

/** Where the verifier is put, ready to be handed to a stranger. */
const DIST = inRoot('lib', 'verifier', 'dist');

/**
 * Makes of lib/verifier the program `counterfoil-verify.mjs` and the page `counterfoil-verify.html`, each
 * one file that needs nothing besides. A quarter of a second, so it is done anew every time.
 */
export async function buildVerifier() {
  const { build } = await import('esbuild');
  const bundle = async (/** @type {string} */ entry, /** @type {object} */ options) => {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: [`lib/verifier/${entry}`],
      alias: { '@': root },
      bundle: true,
      write: false,
      charset: 'utf8',
      legalComments: 'none',
      ...options,
    });
    return outputFiles.map(({ text }) => text).join('');
  };
  const [program, script] = await Promise.all([
    bundle('main.ts', { platform: 'node', format: 'esm', target: 'node20' }),
    bundle('page.ts', { platform: 'browser', format: 'iife', target: 'es2022', minify: true }),
  ]);
  mkdirSync(DIST, { recursive: true });
  const page = readFileSync(inRoot('lib', 'verifier', 'page.html'), 'utf8');
  const safe = script.replaceAll('</script', '<\\/script');
  writeFileSync(path.join(DIST, 'counterfoil-verify.mjs'), `#!/usr/bin/env node\n${program}`);
  writeFileSync(
    path.join(DIST, 'counterfoil-verify.html'),
    page.replace('/* VERIFIER */', () => safe),
  );
}
