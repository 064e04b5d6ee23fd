import { parseArgs } from 'node:util';

export const USAGE = `usage: npm run prove -- sandbox-walk --core URL [options]

  --core-key K         its master key (default: sandbox-master-key)
  --core-database URL  its PostgreSQL, to see when lineage is booked instead of waiting 7 s
  --other URL          another Core instead of a sandbox of its own; with --other-key, --other-database
  --walks N (100)  --steps N (1000)  --jobs N (16)  --seed TEXT (1)
  --only N             this walk alone
  --shrink N           candidates run to find the shortest sequence that fails (default 60)`;

/** Wrong arguments; the message says which. */
export class Usage extends Error {}

/** Where a Core is, and what opens it. */
export interface Place {
  readonly base: string;
  readonly masterKey: string;
  readonly database: string | undefined;
}

export interface Options {
  readonly core: Place;
  readonly other: Place | undefined;
  readonly walks: number;
  readonly steps: number;
  readonly jobs: number;
  readonly seed: string;
  readonly only: number | undefined;
  readonly shrink: number;
}

const text = { type: 'string' } as const;
const KEY = 'sandbox-master-key';

/** @throws Usage */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      core: text,
      'core-key': { ...text, default: KEY },
      'core-database': text,
      other: text,
      'other-key': { ...text, default: KEY },
      'other-database': text,
      walks: { ...text, default: '100' },
      steps: { ...text, default: '1000' },
      jobs: { ...text, default: '16' },
      seed: { ...text, default: '1' },
      only: text,
      shrink: { ...text, default: '60' },
    },
  });
  const place = (name: 'core' | 'other'): Place | undefined => {
    const base = values[name];
    if (base === undefined) return undefined;
    if (!URL.canParse(base)) throw new Usage(`--${name} needs an address`);
    return { base, masterKey: values[`${name}-key`], database: values[`${name}-database`] };
  };
  const count = (name: 'walks' | 'steps' | 'jobs' | 'shrink' | 'only', least: number): number => {
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < least) throw new Usage(`--${name} needs a number`);
    return number;
  };
  const core = place('core');
  if (!core) throw new Usage('--core must say where a real Core is');
  return {
    core,
    other: place('other'),
    walks: count('walks', 1),
    steps: count('steps', 1),
    jobs: count('jobs', 1),
    seed: values.seed,
    only: values.only === undefined ? undefined : count('only', 0),
    shrink: count('shrink', 0),
  };
}
