import { z } from 'zod';
import { metaDataInput } from '@/lib/base/meta-data';

/** Why a balance gets another owner, as the log keeps it, and in words. */
export const REASSIGN_CATEGORIES = {
  account_transfer: 'Account transfer',
  identity_consolidation: 'Identity consolidation',
  business_acquisition: 'Business acquisition',
  account_correction: 'Account correction',
  organisational_restructuring: 'Organisational restructuring',
} as const;
export type ReassignCategory = keyof typeof REASSIGN_CATEGORIES;

const categories = Object.keys(REASSIGN_CATEGORIES) as ReassignCategory[];

/** What has to be typed before a change that breaks lineage: the end of the balance's id. */
export function confirmationOf(balanceId: string): string {
  return balanceId.slice(-4);
}

/** Whether somebody typed it, whatever the case and the spaces around it. */
export function isConfirmed(typed: string, balanceId: string): boolean {
  return typed.trim().toLowerCase() === confirmationOf(balanceId).toLowerCase();
}

/**
 * What the reassign dialog sends. `expectedIdentityId` and `impactDigest` are what the person saw;
 * `confirmation` is only asked for when lineage breaks, which the server judges for itself.
 */
export const reassignIdentityInput = z.object({
  balanceId: z.string().min(1).max(200),
  expectedIdentityId: z.string().min(1).max(200).nullable(),
  toIdentityId: z.string().min(1, 'Choose the identity that gets this balance.').max(200),
  category: z.enum(categories, 'Choose the reason.'),
  ticket: z
    .string()
    .trim()
    .min(1, 'Name the ticket, order or letter that asks for this change.')
    .max(100, 'Keep it within 100 characters.'),
  note: z.string().trim().max(1_000, 'Keep it within 1,000 characters.'),
  confirmation: z.string().max(100),
  impactDigest: z.string().regex(/^[0-9a-f]{64}$/),
  /** The change that this one undoes, if it is meant to; the server holds it to that. */
  undoes: z.uuid().nullable().default(null),
});
export type ReassignIdentityInput = z.output<typeof reassignIdentityInput>;

/**
 * What the dialog sends to carry the lineage over with the balance. `impactDigest` is the mark of the offer
 * that the person saw; nothing has to be typed, because nothing breaks.
 */
export const carryLineageInput = reassignIdentityInput
  .omit({ confirmation: true })
  .extend({ expectedIdentityId: z.string().min(1).max(200) });
export type CarryLineageInput = z.output<typeof carryLineageInput>;

/** For how many days a change may wait until the tagged funds are spent. */
export const WAIT_DAYS = [1, 7, 30, 90] as const;
export type WaitDays = (typeof WAIT_DAYS)[number];

/**
 * What the dialog sends to have the change made by itself once the tagged funds are spent. `impactDigest` is
 * what the person saw that would break until then; nothing has to be typed, because nothing breaks.
 */
export const reassignWhenSpentInput = carryLineageInput.extend({ days: z.literal(WAIT_DAYS) });
export type ReassignWhenSpentInput = z.output<typeof reassignWhenSpentInput>;

export const cancelWaitingInput = z.strictObject({ operationId: z.uuid() });

/** The strategies by which Core spends tagged funds (contract 5.5). Fixed at creation. */
export const ALLOCATION_STRATEGIES = ['FIFO', 'LIFO', 'PROPORTIONAL'] as const;

/**
 * What the create form sends. Core takes any text as a currency and no two spellings as the same one
 * (contract 2.5), so it is held to what an asset code looks like.
 */
export const createBalanceInput = z
  .strictObject({
    ledgerId: z.string().min(1, 'Choose the ledger.').max(200),
    currency: z
      .string()
      .trim()
      .min(1, 'Choose the currency.')
      .max(32, 'Keep the code within 32 characters.')
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'Use letters, digits, dots and dashes.'),
    identityId: z.string().max(200).nullable(),
    trackFundLineage: z.boolean(),
    allocationStrategy: z.enum(ALLOCATION_STRATEGIES),
    metaData: metaDataInput,
  })
  .refine(({ trackFundLineage, identityId }) => !trackFundLineage || !!identityId, {
    path: ['identityId'],
    message: 'Choose an identity, or switch lineage off.',
    // Said together with whatever else is missing, not only once that is mended.
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
export type CreateBalanceInput = z.output<typeof createBalanceInput>;

/** Why nobody reassigns a balance of the general ledger: its lineage and Core's own books hang on it. */
export const OWN_OF_CORE = 'Core keeps this balance itself, in its general ledger.';
