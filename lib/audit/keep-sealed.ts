import 'server-only';
import { anchorTo } from './anchor';
import { type AnchorPlace } from './anchor-places';
import { announceSealing, seal } from './seal';
import { type SigningKey } from './signing-key';

/** How often a place is looked at although nothing was sealed here: another process may have. */
const IDLE_EVERY_MS = 60_000;

type Means = {
  /** Asked at each turn, because a key may be changed while we run. */
  keys: () => readonly SigningKey[];
  places: readonly AnchorPlace[];
  heartbeatMs?: number;
};

/**
 * The sealer as a worker runs it: seals what is queued and copies the checkpoints to their places, turn by
 * turn. That it began and that it stopped are events, so that a pause can be told from a gap.
 */
export function createSealing({ keys, places, heartbeatMs }: Means) {
  const triedAt = new Map<AnchorPlace, number>();
  let isAnnounced = false;

  /** @returns whether there was anything to seal */
  async function sealAll(): Promise<boolean> {
    for (let turns = 0; ; turns += 1) {
      const sealed = await seal(keys(), { heartbeatMs });
      if (sealed.is !== 'sealed') return turns > 0;
    }
  }

  async function copyTo(due: readonly AnchorPlace[]): Promise<void> {
    for (const place of due) {
      triedAt.set(place, performance.now());
      await anchorTo(place);
    }
  }

  return {
    async tick(): Promise<void> {
      if (!isAnnounced) {
        await announceSealing('started');
        isAnnounced = true;
      }
      const everyMs = (await sealAll()) ? 0 : IDLE_EVERY_MS;
      const isDue = (place: AnchorPlace) =>
        performance.now() - (triedAt.get(place) ?? -Infinity) >= Math.max(everyMs, place.everyMs);
      await copyTo(places.filter(isDue));
    },
    /** Seals and copies the rest. */
    async stop(): Promise<void> {
      if (!isAnnounced) return;
      await announceSealing('stopped');
      await sealAll();
      await copyTo(places);
    },
  };
}
