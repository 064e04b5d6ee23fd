// @ts-check
// `npm run verify -- BUNDLE.zip [--anchor FILE]`: the offline verifier, from this folder.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { install } = await import('./install.mjs');
const { appNode, inRoot } = await import('./paths.mjs');
const { spawnSync } = await import('node:child_process');
const { printReason } = await import('./plain-error.mjs');

try {
  await install();
  const { buildVerifier } = await import('./build-verifier.mjs');
  await buildVerifier();
  const program = inRoot('lib', 'verifier', 'dist', 'counterfoil-verify.mjs');
  const args = [program, ...process.argv.slice(2)];
  process.exitCode = spawnSync(appNode(), args, { stdio: 'inherit' }).status ?? 3;
} catch (error) {
  printReason(error);
  process.exitCode = 3;
}
