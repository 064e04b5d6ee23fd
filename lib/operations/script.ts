import 'server-only';
import { type Facts } from '@/lib/audit/facts';
import { assert } from '@/lib/base/assert';
import { type DecidedStep, type PlanDecision, type PlanProgress } from './define-operation';
import { type Outcome } from './state';

/** A step that is over, as a script sees it. */
export type StepResult = PlanProgress<unknown>['steps'][number];
type Wish = DecidedStep | 'settled';
type Ending = { outcome: Outcome; reason: string };

/** A part of a script that comes to `T`. */
export type Scene<T> = Generator<Wish, T, StepResult>;

/** A plan written in the order in which it happens, from the input to its end. */
export type Script<Input> = (input: Input) => Scene<Ending>;

/** Lets a step be done, and says what it came to. */
export function* step(name: string, data: Facts = {}): Scene<StepResult> {
  return yield { name, data };
}

/** Goes on only once no request of this operation may still arrive. */
export function* settled(): Scene<void> {
  yield 'settled';
}

/**
 * A plan's `next` from a script. Each decision plays the script from its beginning over the steps that
 * are stored, and what it wishes after them is the decision. So a script may keep what it likes in
 * variables, and must be the same function of what it is given every time: no clock, no chance, no I/O.
 * @throws Error when the stored steps are not those that the script takes, which is a mistake of ours.
 */
export function play<Input>(script: Script<Input>) {
  return ({ input, steps, settled: isSettled }: PlanProgress<Input>): PlanDecision => {
    const scene = script(input);
    let at = 0;
    let turn = scene.next();
    for (;;) {
      if (turn.done) {
        assert(at === steps.length, 'a script ends after the last step that was taken');
        return { then: 'end', ...turn.value };
      }
      const wish = turn.value;
      const taken = steps[at];
      if (wish === 'settled') {
        // Once a later step was taken it had settled, whatever has left since.
        if (!taken && !isSettled) return { then: 'wait_until_settled' };
        turn = scene.next(undefined as never);
        continue;
      }
      if (!taken) return { then: 'step', ...wish };
      assert(taken.name === wish.name, `step ${at + 1} is ${wish.name}, taken was ${taken.name}`);
      at += 1;
      turn = scene.next(taken);
    }
  };
}
