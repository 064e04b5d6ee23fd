// @ts-check
// Its own process: `watchdog.mjs <folder> <pid of the launcher>`. It waits until the launcher is gone,
// which closes its input, and ends what that one has left running.
import { endRecorded, readRecord, removeRecord } from './process-record.mjs';

const [folder, launcher] = process.argv.slice(2);

// Ctrl-C reaches the launcher; this process must outlive it.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {});
}

process.stdin.resume();
process.stdin.on('close', async () => {
  const record = folder ? readRecord(folder) : undefined;
  // Another start may have begun in the meantime; then this record is not ours to act on.
  if (!folder || record?.launcher.pid !== Number(launcher)) return;
  await endRecorded(record);
  if (readRecord(folder)?.launcher.pid === Number(launcher)) removeRecord(folder);
});
