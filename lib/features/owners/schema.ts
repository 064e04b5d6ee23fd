import { z } from 'zod';

export const DRIFT_CATEGORIES = {
  known_script: 'Known script or migration',
  support_in_core: 'Changed in Core by support',
  late_answer: 'Late answer of our own change',
  restored: 'Core was restored or moved',
  not_explained: 'Looked into, not explained',
} as const;
export type DriftCategory = keyof typeof DRIFT_CATEGORIES;

const MOST_NOTE = 2_000;

export const explainDriftInput = z.strictObject({
  driftId: z.uuid(),
  category: z.enum(Object.keys(DRIFT_CATEGORIES) as [DriftCategory, ...DriftCategory[]], {
    error: 'Choose what comes nearest.',
  }),
  ticket: z.string().trim().max(100, 'At most 100 characters.'),
  note: z
    .string()
    .trim()
    .min(1, 'Say what is known about it: it is kept with the evidence.')
    .max(MOST_NOTE, `At most ${MOST_NOTE} characters.`),
});
export type ExplainDriftInput = z.infer<typeof explainDriftInput>;
