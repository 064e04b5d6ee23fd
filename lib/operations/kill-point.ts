import 'server-only';
import { env } from '@/lib/env';

/**
 * Where a process may die, by name. Tests kill their own process there (`after_send`, or `after_send:2`
 * for the second step) to prove that whoever comes next finds the truth.
 */
export const KILL_POINTS = [
  'after_intent',
  'after_decision',
  'after_read',
  'before_send',
  'after_send',
  'after_answer',
  'before_outcome',
  'after_outcome',
] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

/** Dies like `kill -9` if the test settings say so; otherwise does nothing. */
export function killPoint(name: KillPoint, step = 1): void {
  const wanted = env().COUNTERFOIL_TEST_KILL_AT;
  if (wanted === undefined) return;
  if (wanted === name || wanted === `${name}:${step}`) process.kill(process.pid, 'SIGKILL');
}
