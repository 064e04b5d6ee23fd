import 'server-only';
import { anchorTo } from './anchor';
import { type AnchorPlace } from './anchor-places';
import { announceSealing, seal } from './seal';
import { type SigningKey } from './signing-key';

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

  async function sealAll(): Promise<void> {
    for (;;) {
      const sealed = await seal(keys(), { heartbeatMs });
      if (sealed.is !== 'sealed') return;
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
      await sealAll();
      const isDue = (place: AnchorPlace) =>
        performance.now() - (triedAt.get(place) ?? -Infinity) >= place.everyMs;
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
