import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Lines } from './bytes';
import { hashLeaves, type HashWork, type LeafHashes } from './leaves';
import { nodePorts } from './node-ports';
import { type HashedApart, type Ports } from './ports';
import { hashTexts, type TextHashes } from './texts';

/*
 * A thread beside the main one, which hashes while that reads. It runs this same file, so that the program stays
 * one file, and in it the same functions that are called where no thread is.
 */

/** By this a thread knows that it is this one. */
const HELPER = 'counterfoil-verify helper';

/** Whether this is that thread, which must not begin to verify by itself. */
export const isHelper = !isMainThread && workerData === HELPER;

if (isHelper) {
  parentPort!.on('message', (work: HashWork) => {
    const tell = (told: Told, moved: ArrayBufferView[]) =>
      parentPort!.postMessage(
        told,
        moved.map(({ buffer }) => buffer as ArrayBuffer),
      );
    const leaves = hashLeaves(work, nodePorts);
    tell({ leaves }, [leaves.fits]);
    const texts = hashTexts(new Lines(work.texts), nodePorts);
    tell({ texts }, [texts.ids.letters, texts.fields, texts.hashes.letters]);
  });
}

/** For fewer bytes no thread is started, as that takes as long as to hash them. */
const PAYS_FROM = 8_000_000;

/**
 * The ports of Node with such a thread for every log that is long enough, where a second processor is there for it.
 * It stays for the next log, and keeps no process from ending.
 */
export function portsWithHelper(paysFrom = PAYS_FROM): Required<Ports> {
  let spare: Worker | null = null;
  return {
    ...nodePorts,
    hashApart(work) {
      const size = work.records.length + work.leaves.length + work.texts.length;
      if (size < paysFrom || availableParallelism() < 2) return null;
      try {
        const helper: Worker =
          spare ?? new Worker(new URL(import.meta.url), { workerData: HELPER });
        spare = null;
        const hashes = ask(helper, work);
        void hashes.texts.then((texts) => {
          helper.unref();
          if (texts) spare = helper;
        });
        return hashes;
      } catch {
        // It cannot be started here.
        return null;
      }
    },
  };
}

/** What the thread says, one after the other. */
type Told = { leaves?: LeafHashes; texts?: TextHashes };

function ask(helper: Worker, { records, leaves, texts, sizes }: HashWork): HashedApart {
  helper.removeAllListeners();
  const answer = <Hashes>(pick: (told: Told) => Hashes | undefined) =>
    new Promise<Hashes | null>((resolve) => {
      helper.on('message', (told: Told) => {
        const hashes = pick(told);
        if (hashes) resolve(hashes);
      });
      // What failed is done again without the thread, and fails again if it must.
      helper.once('error', () => resolve(null));
      helper.once('exit', () => resolve(null));
    });
  helper.ref();
  helper.postMessage({
    records: shared(records),
    leaves: shared(leaves),
    texts: shared(texts),
    sizes,
  } satisfies HashWork);
  return { leaves: answer((told) => told.leaves), texts: answer((told) => told.texts) };
}

/** The same bytes where both threads see them. A copy is made faster like this than by a message. */
export function shared(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
