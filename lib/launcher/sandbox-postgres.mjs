// @ts-check
import { hasDatabase, noteDatabase, readPorts } from './data-folder.mjs';
import { step } from './progress.mjs';
import { readOrMakeSecrets } from './secrets.mjs';

/**
 * Starts the PostgreSQL of a sandbox Core that runs alone, making it at the first time. The packages
 * must be installed.
 * @param {import('./processes.mjs').Processes} processes of the sandbox's folder
 * @returns {Promise<{ port: number, password: string }>} where it is, and what the sandbox's role says
 */
export async function startSandboxPostgres(processes) {
  // Only once everything is installed are the packages there that these need.
  const { sandboxContents } = await import('./parts.mjs');
  const { startPostgres } = await import('./postgres.mjs');
  const { folder } = processes;
  const expected = hasDatabase(folder);
  const secrets = readOrMakeSecrets(folder, !expected);
  const port = await step('Starting PostgreSQL', () =>
    startPostgres(processes, {
      ...sandboxContents(secrets.sandbox),
      password: secrets.admin,
      preferredPort: readPorts(folder).postgres,
      expected,
    }),
  );
  noteDatabase(folder);
  return { port, password: secrets.sandbox };
}
