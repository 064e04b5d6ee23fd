import { timing } from '@/lib/operations/timing';

/**
 * Looks for work once a second until it is told to stop. A database that is away is not the end: the
 * same error is reported once, and the loop goes on.
 */
export async function runWorker(
  work: { tick: () => Promise<unknown>; stop: () => Promise<unknown> },
  world: {
    stopping: AbortSignal;
    sleep: (ms: number) => Promise<unknown>;
    onError: (error: unknown) => void;
  },
): Promise<void> {
  let reported = '';
  while (!world.stopping.aborted) {
    try {
      await work.tick();
      reported = '';
    } catch (error) {
      const message = String(error);
      if (message !== reported) world.onError(error);
      reported = message;
    }
    await world.sleep(timing().tickMs);
  }
  await work.stop();
}
