// @ts-check
const LOOK_EVERY_MS = 1000;

/**
 * Resolves once this process is asked to stop: by Ctrl-C, by a signal, by a terminal that is closed,
 * or because npm, which started it, is gone.
 * @returns {Promise<string>} what asked
 */
export function whenAskedToStop() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => resolve(signal));
    }
    if (!process.env.npm_lifecycle_event) return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve('npm ended');
    }, LOOK_EVERY_MS).unref();
  });
}
