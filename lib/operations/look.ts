import 'server-only';
import { type Facts, sameFact } from '@/lib/audit/facts';
import { CoreError } from '@/lib/core/errors';
import { logError } from '@/lib/base/log';
import { type Context, type Watch, type Write } from './define-operation';
import { type Sight } from './state';

/** What a read showed, in the terms of the table. `id` is what Core called a new object. */
export type Seen = { sight: Sight; facts: Facts | null; id: string | null };

const seen = (sight: Sight, facts: Facts | null, id: string | null = null): Seen => ({
  sight,
  facts,
  id,
});

/**
 * Reads Core and compares. Never throws: whatever goes wrong, Core could not be read, and the table
 * says what that means.
 */
export async function look<Input>(
  write: Write<Input> | Watch<Input>,
  context: Context<Input>,
  more: { isFirst: boolean; since: Date },
): Promise<Seen> {
  try {
    return await within(context.signal, compare(write, context, more));
  } catch (error) {
    // Core being away is expected; anything else is a mistake of the definition, and must be found.
    if (!(error instanceof CoreError) && !context.signal.aborted) {
      logError(error, { operation: context.operationId });
    }
    return seen('unreadable', null);
  }
}

async function compare<Input>(
  write: Write<Input> | Watch<Input>,
  context: Context<Input>,
  more: { isFirst: boolean; since: Date },
): Promise<Seen> {
  if (write.how === 'watch') {
    const facts = await write.read(context);
    return facts ? seen('target', facts) : seen('unreadable', null);
  }
  const target = write.target(context.input);
  switch (write.how) {
    case 'set': {
      const facts = await write.read(context);
      if (facts && matches(facts, target)) return seen('target', facts);
      return seen(facts && matches(facts, write.expected(context.input)) ? 'old' : 'other', facts);
    }
    case 'create_with_id': {
      const facts = await write.read(context);
      if (!facts) return seen('old', null);
      return seen(matches(facts, target) ? 'target' : 'other', facts);
    }
    case 'create': {
      // Nothing can carry the id of an operation that has sent nothing.
      if (more.isFirst) return seen('old', null);
      const found = await write.find({ ...context, since: more.since });
      const equal = found.filter(({ facts }) => matches(facts, target));
      if (equal.length > 1) {
        return seen('twice', { found: equal.map(({ id }) => id).join(' ') });
      }
      const [hit] = equal;
      if (hit) return seen('target', hit.facts, hit.id);
      // Metadata can be forged, so what differs from the request is not ours, but worth keeping.
      const others = found.map(({ id }) => id).join(' ');
      return seen('old', others ? { unequal: others } : null);
    }
  }
}

function matches(facts: Facts, wanted: Facts): boolean {
  return Object.entries(wanted).every(([name, fact]) => sameFact(facts[name], fact));
}

/** A read that ignores its signal must not hold an operation for ever. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
