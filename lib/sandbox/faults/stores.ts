import type { Db, Store } from '../store/db';

/** A database that does not answer. */
export const AWAY: Store = {
  query: refuse,
  transaction: refuse,
  close: () => Promise.resolve(),
};

async function refuse(): Promise<never> {
  throw new Error('dial tcp 127.0.0.1:5432: connect: connection refused');
}

/**
 * Does work in a transaction that is taken back in the end, so that it gives the answer it would give
 * and leaves nothing behind. Transactions inside are parts of that one.
 */
export async function takenBack<T>(store: Store, work: (inside: Store) => Promise<T>): Promise<T> {
  const result: { value?: T } = {};
  try {
    await store.transaction(async (tx) => {
      result.value = await work(within(tx));
      throw TAKE_BACK;
    });
  } catch (error) {
    if (error !== TAKE_BACK) throw error;
  }
  return result.value as T;
}

const TAKE_BACK = new Error('taken back');

function within(tx: Db): Store {
  let depth = 0;
  return {
    query: (statement) => tx.query(statement),
    async transaction(work) {
      const point = `inside_${(depth += 1)}`;
      await tx.query({ text: `SAVEPOINT ${point}` });
      try {
        return await work(tx);
      } catch (error) {
        await tx.query({ text: `ROLLBACK TO SAVEPOINT ${point}` });
        throw error;
      }
    },
    close: () => Promise.resolve(),
  };
}
