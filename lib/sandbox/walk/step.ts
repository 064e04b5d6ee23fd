/** One request of a walk; `${name}` in it stands for what an earlier answer gave. */
export interface RequestStep {
  readonly kind: 'request';
  readonly method: string;
  readonly path: string;
  /** JSON as it goes out; undefined for none. */
  readonly body?: string;
  /** What to keep of the answer: the name of a variable and the field it comes from. */
  readonly saves?: Readonly<Record<string, string>>;
  /** The API key to send, by the name of its variable, instead of the master key. */
  readonly key?: string;
  /** Rows of the answer that may come in any order, as Core sorts by something in which they tie. */
  readonly unordered?: true;
  /**
   * What Core does with it only after it has answered: a queued payment, known by the reference of its
   * child, any other work of the queue, or what takes a refused batch back.
   */
  readonly queued?: { readonly reference: string } | 'work' | 'rollback';
}

/** Nothing is asked until both Cores have booked all lineage. */
export interface QuietStep {
  readonly kind: 'quiet';
}

/** A walk is a list of these. They are data, so a walk can be shortened, printed and run again. */
export type Step = RequestStep | QuietStep;

export const QUIET: QuietStep = { kind: 'quiet' };

/** A step in one line, as it is told to people. */
export function stepText(step: Step): string {
  if (step.kind === 'quiet') return '(until all lineage is booked)';
  const key = step.key ? ` as ${step.key}` : '';
  return `${step.method} ${step.path}${key}${step.body === undefined ? '' : ` ${step.body}`}`;
}
