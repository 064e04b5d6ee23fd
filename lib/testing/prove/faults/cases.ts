import fc from 'fast-check';
import { KILL_POINTS, type KillPoint } from '@/lib/operations/kill-point';
import { type Fault } from '../../fault-proxy/faults';

/** One thing that goes wrong with a reassignment. Times are parts of the settle time. */
export type Trouble =
  /** Between the console and Core: at the change itself, or at the reads of the balance. */
  | { is: 'core'; at: 'write' | 'read'; fault: Fault; times: number }
  /** Every request is kept back until the operation has ended, and only then let go. */
  | { is: 'late' }
  /** The connection to our database is cut at a COMMIT of this operation. */
  | { is: 'cut'; nth: number; how: 'before' | 'after' }
  /** The process that the person waits for dies there. */
  | { is: 'killed'; point: KillPoint }
  /** Somebody else gives the balance to a third identity, past us. */
  | { is: 'other'; after: number };

export type Case = {
  /** Nobody owns it before. */
  isFirst: boolean;
  /** The person presses again so much later, in another process. */
  again: number | null;
  troubles: Trouble[];
};

/** What Core's identity update answers (contract 2.4). */
const DONE = { message: 'Balance identity updated successfully' };
/** A refusal in Core's envelope (contract 8). */
const REFUSED = {
  error: 'the database is busy',
  error_detail: { code: 'GEN_BAD_REQUEST', message: 'the database is busy' },
};
/**
 * Thousandths of the settle time: nothing that is meant to arrive in time is kept back longer. The rest is the way
 * through both processes.
 */
const IN_TIME = 700;

/**
 * What may go wrong, at a settle time of so many milliseconds. `isPatient`: kept back nearly as long as may be, for
 * the few cases at the real times.
 */
export function casesFor(settleMs: number, isPatient: boolean): fc.Arbitrary<Case> {
  const forMs = fc
    .integer({ min: isPatient ? 400 : 5, max: IN_TIME })
    .map((thousandths) => Math.ceil((thousandths / 1_000) * settleMs));
  const fault = (on: 'write' | 'read'): fc.Arbitrary<Fault> =>
    fc.oneof(
      fc.constant<Fault>({ kind: 'drop_request' }),
      fc.constant<Fault>({ kind: 'drop_answer' }),
      // The hardest one of all, so it comes more often: a request that is thought to be lost, and is not.
      ...(['request', 'request', 'request', 'answer'] as const).map((what) =>
        forMs.map((ms): Fault => ({ kind: 'hold', what, forMs: ms })),
      ),
      fc.constantFrom(500, 502, 503, 504).map((status): Fault => ({
        kind: 'rewrite_status',
        status,
      })),
      fc.constant<Fault>({ kind: 'mangle_body' }),
      fc.constant<Fault>({ kind: 'truncate_body' }),
      fc.integer({ min: 1, max: 20 }).map((everyMs): Fault => ({ kind: 'slow_drip', everyMs })),
      ...(on === 'read' ? [] : [lies]),
    );
  const trouble = fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record({
        is: fc.constant('core' as const),
        at: fc.constant('write' as const),
        fault: fault('write'),
        times: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constant('core' as const),
        at: fc.constant('read' as const),
        fault: fault('read'),
        times: fc.integer({ min: 1, max: 6 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        is: fc.constant('cut' as const),
        nth: fc.integer({ min: 1, max: 4 }),
        how: fc.constantFrom('before' as const, 'after' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...POINTS).map((point): Trouble => ({ is: 'killed', point })),
    },
    { weight: 2, arbitrary: moment.map((after): Trouble => ({ is: 'other', after })) },
  );
  return fc.record({
    isFirst: fc.nat(4).map((of) => of === 0),
    again: fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: moment }),
    troubles: fc.oneof(
      { weight: isPatient ? 8 : 19, arbitrary: fc.array(trouble, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant<Trouble[]>([{ is: 'late' }]) },
    ),
  });
}

const moment = fc.nat(300).map((thousandths) => thousandths / 1_000);
/** Those that a request meets. */
const POINTS = KILL_POINTS.filter((point) => point !== 'after_decision');
/** A Core, or something before it, that says what is not so. */
const lies = fc.constantFrom<Fault>(
  { kind: 'duplicate' },
  { kind: 'pretend', status: 200, body: JSON.stringify(DONE) },
  { kind: 'pretend', status: 503, body: '' },
  { kind: 'rewrite_status', status: 400, body: JSON.stringify(REFUSED) },
);
