import { z } from 'zod';
import {
  type AnyOperation,
  defineOperation,
  type SetWrite,
} from '@/lib/operations/define-operation';
import { play, settled, step } from '@/lib/operations/script';
import { type Process } from './process';
import { type SimCore } from './sim-core';

/*
 * One change for each way in which Counterfoil writes: sets a value, creates something that is looked up,
 * creates something under an id of its own, and a plan of several steps.
 */

const input = z.strictObject({ id: z.string(), from: z.string(), to: z.string() });
type Input = z.infer<typeof input>;

/** What an operation was shown, for the judgement afterwards. */
export type Watcher = (operationId: string, value: string | null, thing: string) => void;

const common = {
  permission: 'balances:reassign',
  input,
  load: async () => null,
  describe: ({ from, to }: Input) => ({ before: { value: from }, after: { value: to } }),
} as const;

/** `sending` is told what must have been read last. */
type Means = { core: SimCore; process: Process; watch: Watcher; sending: Watcher };

function setTo(
  { core, process, watch, sending }: Means,
  of: (given: Input) => { id: string; from: string; to: string },
): SetWrite<Input> {
  return {
    how: 'set',
    read: async ({ operationId, input: given }) => {
      const value = await core.read(process, () => core.values.get(of(given).id) ?? '');
      watch(operationId, value, of(given).id);
      return { value };
    },
    expected: (given) => ({ value: of(given).from }),
    target: (given) => ({ value: of(given).to }),
    send: ({ operationId, input: given }) => {
      sending(operationId, of(given).from, of(given).id);
      return core.write(process, {
        operationId,
        apply: () => void core.values.set(of(given).id, of(given).to),
      });
    },
  };
}

/** All kinds, as one process works on them. */
export function operationsOf(means: Means): ReadonlyMap<string, AnyOperation> {
  const { core, process, watch } = means;
  const set = defineOperation({
    ...common,
    kind: 'sim.set',
    subject: ({ id }) => ({ type: 'balance', id }),
    write: setTo(means, (given) => given),
  });
  const create = defineOperation({
    ...common,
    kind: 'sim.create',
    subject: () => ({ type: 'ledger', id: null }),
    write: {
      how: 'create',
      find: async ({ operationId }) => {
        const found = await core.read(process, () =>
          core.created.filter((thing) => thing.operationId === operationId),
        );
        watch(operationId, found.length > 0 ? 'created' : null, operationId);
        return found;
      },
      target: ({ to }) => ({ name: to }),
      send: ({ operationId, input: { to } }) =>
        core.write(process, {
          operationId,
          apply: () => {
            const id = `ldg_${core.created.length + 1}`;
            core.created.push({ id, operationId, facts: { name: to } });
          },
        }),
    },
  });
  const createWithId = defineOperation({
    ...common,
    kind: 'sim.create_with_id',
    subject: (_input, operationId) => ({ type: 'identity', id: operationId }),
    write: {
      how: 'create_with_id',
      read: async ({ operationId }) => {
        const name = await core.read(process, () => core.values.get(operationId));
        watch(operationId, name ?? null, operationId);
        return name === undefined ? null : { name };
      },
      target: ({ to }) => ({ name: to }),
      send: ({ operationId, input: { to } }) =>
        core.write(process, { operationId, apply: () => void core.values.set(operationId, to) }),
    },
  });
  const all = [set, create, createWithId, plan(means)] as unknown as AnyOperation[];
  return new Map(all.map((operation) => [operation.kind, operation]));
}

/** Empties one thing, fills another, and goes back once everything is settled if that did not come about. */
function plan(means: Means) {
  const part = (name: string, [from, to]: readonly [string, string]) => {
    const write = setTo(means, ({ id }) => ({ id: `${id}${name}`, from, to }));
    type Step = { input: Input; data: unknown };
    return {
      ...write,
      read: (context: { input: Step; operationId: string; signal: AbortSignal }) =>
        write.read({ ...context, input: context.input.input }),
      expected: (given: Step) => write.expected(given.input),
      target: (given: Step) => write.target(given.input),
      send: (context: Parameters<typeof write.send>[0] & { input: unknown }) =>
        write.send({ ...context, input: (context.input as unknown as Step).input }),
    };
  };
  const steps = {
    out: part('', ['a', 'b']),
    in: part('/2', ['a', 'b']),
    back: part('', ['b', 'a']),
  };
  return defineOperation({
    ...common,
    kind: 'sim.plan',
    subject: ({ id }) => ({ type: 'balance', id }),
    write: {
      how: 'plan',
      next: play<Input>(function* () {
        const out = yield* step('out');
        if (out.outcome !== 'succeeded') return { outcome: 'failed', reason: 'out' };
        const into = yield* step('in');
        if (into.outcome === 'succeeded') return { outcome: 'succeeded', reason: 'moved' };
        yield* settled();
        const back = yield* step('back');
        return { outcome: 'failed', reason: back.outcome === 'succeeded' ? 'back' : 'stuck' };
      }),
      steps: steps as never,
    },
  });
}
