import { type PlantedBug } from '../planting';

const GO_ON = 'lib/operations/go-on.ts';
const STATE = 'lib/operations/state.ts';
const SEEN = 'decide(inHand.standing, seen.sight, { now: held.now, timing: timing() })';

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'skip the read-back',
    file: GO_ON,
    find: SEEN,
    replace:
      "decide(inHand.standing, inHand.standing.attempts.length > 0 ? 'target' : seen.sight, { now: held.now, timing: timing() })",
  },
  {
    name: 'trust the 200',
    file: GO_ON,
    find: SEEN,
    replace:
      "decide(inHand.standing, inHand.standing.attempts.some(({ result }) => result === 'answered') ? 'target' : seen.sight, { now: held.now, timing: timing() })",
  },
  {
    name: 'no epoch fence',
    file: 'lib/testing/prove/simulation/memory-store.ts',
    find: 'if (!row || row.epoch !== claim.epoch || !isOpen(row)) throw new Fenced(claim);',
    replace: 'if (!row) throw new Fenced(claim);',
  },
  {
    name: 'send after a conflict',
    file: STATE,
    find: "    case 'other':\n      return end('conflict', 'changed_before');",
    replace: "    case 'other':\n      return { do: 'send' };",
  },
  {
    name: 'send again after a conflict',
    file: STATE,
    find: "return hasSettled(step, clock) ? end('overwritten', 'changed_after') : lookAgain;",
    replace: "return { do: 'send' };",
  },
  {
    name: 'no settling',
    file: STATE,
    find: 'return clock.now >= until;',
    replace: 'return clock.now >= until - clock.timing.settleMs;',
  },
  {
    name: 'send a create again',
    file: STATE,
    find: 'create: { resend: false,',
    replace: 'create: { resend: true,',
  },
  {
    name: 'send without an attempt on record',
    file: GO_ON,
    find: 'await store.recordAttempt(held, { step: step.no, before: seen.facts }, how.actor);',
    replace:
      'void store.recordAttempt(held, { step: step.no, before: seen.facts }, how.actor).catch(() => {});',
  },
  {
    name: 'a late request leaves all the same',
    file: GO_ON,
    find: 'ports.monotonicMs() > sendBy',
    replace: 'ports.monotonicMs() > sendBy + 1e9',
  },
];
