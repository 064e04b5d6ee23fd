import { z } from 'zod';

const url = (protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

/** `POINTS=0,XYZ=3`: decimals of assets that we do not know, or know otherwise. */
const currencyDecimals = z
  .string()
  .default('')
  .transform((text, context) => {
    const pairs = text.split(',').map((pair) => pair.trim());
    const decimals: Record<string, number> = {};
    for (const pair of pairs.filter(Boolean)) {
      const match = /^([^=\s]+)=(\d{1,2})$/.exec(pair);
      if (match) decimals[match[1]!] = Number(match[2]);
      else context.addIssue({ code: 'custom', message: `"${pair}" is not CODE=DECIMALS` });
    }
    return decimals;
  });

const schema = z.object({
  // Set by the launcher. Forgetting it must not open the demo sign-ins.
  COUNTERFOIL_MODE: z.enum(['sandbox', 'real']).default('real'),
  DATABASE_URL: url(['postgres:', 'postgresql:']),
  DATABASE_OWNER_URL: url(['postgres:', 'postgresql:']).optional(),
  CORE_URL: url(['http:', 'https:']),
  CORE_KEY: z.string().min(1).optional(),
  CURRENCY_DECIMALS: currencyDecimals,
  // Forces or forbids a way of carrying fund lineage over; docs/lineage.md says what each means.
  LINEAGE_CARRY: z.enum(['auto', 'in-place', 'drain-refill', 'off']).default('auto'),
  AUTH_SECRET: z.string().min(32),
  // The private key that signs the log, as PEM or in a file. Only the worker needs it.
  EVIDENCE_KEY: z.string().min(1).optional(),
  EVIDENCE_KEY_FILE: z.string().min(1).optional(),
  // Where checkpoints are copied to, outside of the database.
  EVIDENCE_ANCHOR_FILE: z.string().min(1).optional(),
  EVIDENCE_ANCHOR_GIT: z.string().min(1).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  ALLOW_REMOTE_DEMO: z.enum(['0', '1']).default('0'),
  COUNTERFOIL_TESTING: z.enum(['0', '1']).default('0'),
  // Set by Next itself; nobody needs to write it into a file.
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  COUNTERFOIL_TEST_TIMING: z.string().optional(),
  COUNTERFOIL_TEST_KILL_AT: z.string().optional(),
  // A proof carries lineage over on Cores for which that is still to be proven.
  COUNTERFOIL_TEST_UNPROVEN: z.enum(['0', '1']).optional(),
});

/** Settings that would make a real installation unsafe, so they need a second one beside them. */
const FOR_TESTS_ONLY = [
  'COUNTERFOIL_TEST_TIMING',
  'COUNTERFOIL_TEST_KILL_AT',
  'COUNTERFOIL_TEST_UNPROVEN',
] as const;
const checked = schema.superRefine((settings, context) => {
  if (settings.COUNTERFOIL_TESTING === '1') return;
  for (const name of FOR_TESTS_ONLY) {
    if (settings[name] === undefined) continue;
    context.addIssue({ code: 'custom', path: [name], message: 'is only for tests' });
  }
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/**
 * The settings of this process, checked once. The only reader of `process.env` outside the
 * launcher, the sandbox's entry and root configuration files. An empty variable counts as unset.
 * @throws Error naming every bad variable, one a line.
 */
export function env(): Env {
  if (parsed) return parsed;
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const result = checked.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`These settings are wrong:\n${lines.join('\n')}`);
  }
  return (parsed = result.data);
}
