// @ts-check
import { openDataFolder } from './data-folder.mjs';
import { PlainError, printReason } from './plain-error.mjs';
import { Processes } from './processes.mjs';
import { step } from './progress.mjs';
import { whenAskedToStop } from './stop-request.mjs';
import { stopTools } from './tools.mjs';

/**
 * Something that runs for as long as nobody stops it, and stores what it has in a folder of its own.
 * @typedef {{
 *   name: string,
 *   startUp: (processes: Processes) => Promise<unknown>,
 *   readyLine: string,
 * }} Program `name` of the folder inside `.data`
 */

/**
 * Runs until everything is up, and then until it is asked to stop or a part ends by itself.
 * @param {Processes} processes
 * @param {Program} program
 */
async function runUntilStopped(processes, { startUp, readyLine }) {
  const asked = whenAskedToStop();
  const up = startUp(processes).then(() => undefined);
  const askedEarly = await Promise.race([up, asked]);
  if (askedEarly) {
    up.catch(() => {});
    throw new PlainError('Stopped before it was ready.');
  }
  console.log(readyLine);
  await processes.whileAlive(asked);
}

/**
 * The whole life of a program: its folder is locked, its parts are started, and at the end, whatever
 * the reason, they are stopped in order. Ends this process, with 1 unless it was asked to stop.
 * @param {() => Program | Promise<Program>} prepare runs first; may throw a plain reason not to start
 */
export async function runInFolder(prepare) {
  /** @type {unknown} */
  let reason;
  let release = () => {};
  try {
    const program = await prepare();
    const opened = await openDataFolder(program.name);
    release = opened.release;
    const processes = new Processes(opened.folder);
    await runUntilStopped(processes, program).catch((error) => (reason = error));
    stopTools();
    await step('Stopping', () => processes.stop());
  } catch (error) {
    reason = error;
  }
  release();
  if (reason) printReason(reason);
  process.exit(reason ? 1 : 0);
}
