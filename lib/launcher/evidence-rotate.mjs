// @ts-check
// `npm run evidence:rotate`: gives the log a new key. The earlier one stays in the file and vouches for it.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { existsSync } = await import('node:fs');
const { default: path } = await import('node:path');
const { evidenceKeyFile, rotateEvidenceKey } = await import('./evidence-key.mjs');
const { dataRoot } = await import('./paths.mjs');
const { PlainError, printReason } = await import('./plain-error.mjs');
const { readSettings } = await import('./settings.mjs');

try {
  const { key, keyFile } = readSettings().evidence;
  if (key) {
    throw new PlainError(
      'Nothing was changed: the key is in EVIDENCE_KEY. Put a new one in front of it there, both in PEM, and start again.',
    );
  }
  const file = keyFile ?? evidenceKeyFile(path.join(dataRoot, 'main'));
  if (!existsSync(file)) {
    throw new PlainError(
      `Nothing was changed: there is no key at ${file} yet. Run "npm start" first.`,
    );
  }
  rotateEvidenceKey(file);
  console.log(
    `${file} has a new key. A running Counterfoil takes it within seconds: the log says so, and the earlier key vouches for it. Once it has, the earlier one may be removed from the file.`,
  );
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
