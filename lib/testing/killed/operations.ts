import { z } from 'zod';
import { type SendResult } from '@/lib/base/send-result';
import { defineOperation, type SetWrite } from '@/lib/operations/define-operation';

const input = z.strictObject({ id: z.string() });
type Input = z.infer<typeof input>;

async function read(core: string, name: string): Promise<string | null> {
  return (await (await fetch(`${core}/values/${name}`)).json()) as string | null;
}

async function write(core: string, { name, value }: Value): Promise<SendResult> {
  await fetch(`${core}/values/${name}`, { method: 'PUT', body: JSON.stringify(value) });
  return { kind: 'answered', status: 200 };
}
type Value = { name: string; value: string };

function sets<Given>(core: string, of: (given: Given) => Value): SetWrite<Given> {
  return {
    how: 'set',
    read: async ({ input: given }) => ({ value: await read(core, of(given).name) }),
    expected: () => ({ value: null }),
    target: (given) => ({ value: of(given).value }),
    send: ({ input: given }) => write(core, of(given)),
  };
}

/** One write over HTTP, to be killed in the process that a person waits for. */
export function oneStep(core: string) {
  return defineOperation({
    kind: 'balance.one_step',
    permission: 'balances:reassign',
    input,
    subject: ({ id }) => ({ type: 'balance', id }),
    load: async () => null,
    describe: () => ({ before: {}, after: {} }),
    write: sets<Input>(core, ({ id }) => ({ name: id, value: 'new' })),
  });
}

export const STEPS = ['first', 'second', 'third'];

/**
 * Three writes over HTTP. What the second and third write follows from what was read after the one
 * before, so that a decision that was not kept would show.
 */
export function threeSteps(core: string, kind: `${string}.${string}`) {
  const own = sets<{ input: Input; data: { readonly [name: string]: unknown } }>(
    core,
    ({ input: { id }, data }) => ({ name: `${id}-${data.step}`, value: String(data.value) }),
  );
  return defineOperation({
    kind,
    permission: 'balances:reassign',
    input,
    subject: ({ id }) => ({ type: 'balance', id }),
    load: async () => null,
    describe: () => ({ before: {}, after: {} }),
    write: {
      how: 'plan',
      next: ({ steps }) => {
        const failed = steps.find(({ outcome }) => outcome !== 'succeeded');
        if (failed) return { then: 'end', outcome: 'failed', reason: failed.name };
        const name = STEPS[steps.length];
        if (!name) return { then: 'end', outcome: 'succeeded', reason: 'all_done' };
        const before = String(steps.at(-1)?.after?.value ?? '');
        return { then: 'step', name, data: { step: name, value: `${before}${name[0]}` } };
      },
      steps: Object.fromEntries(STEPS.map((name) => [name, own])),
    },
  });
}
