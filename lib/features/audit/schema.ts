import { z } from 'zod';

export const ERASE_CATEGORIES = {
  asked_for: 'The person asked for it',
  retention: 'The time to keep it is over',
  by_mistake: 'It should never have been entered',
} as const;
export type EraseCategory = keyof typeof ERASE_CATEGORIES;

/** What has to be typed, because nothing brings an erased text back. */
export const ERASE_CONFIRMATION = 'erase';

export const eraseTextsInput = z
  .strictObject({
    entryId: z.uuid(),
    /** This entry alone, or everything that is recorded about its identity. */
    scope: z.enum(['entry', 'identity']),
    category: z.enum(Object.keys(ERASE_CATEGORIES) as [EraseCategory, ...EraseCategory[]], {
      error: 'Choose why.',
    }),
    ticket: z.string().trim().min(1, 'Give the ticket of the request.').max(100),
    note: z.string().trim().max(1_000, 'At most 1000 characters.'),
    confirmation: z.string(),
  })
  .refine(({ confirmation }) => confirmation.trim().toLowerCase() === ERASE_CONFIRMATION, {
    path: ['confirmation'],
    error: `Type ${ERASE_CONFIRMATION}: an erased text cannot be brought back.`,
  });
export type EraseTextsInput = z.infer<typeof eraseTextsInput>;
