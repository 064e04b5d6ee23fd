import 'server-only';
import type { Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { assertPermission } from '@/lib/auth/permissions';
import { coreConnection } from '@/lib/core/connection';
import { getLedger } from '@/lib/core/endpoints/ledgers';
import { CoreError } from '@/lib/core/errors';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { db } from '@/lib/db/client';
import { coreFingerprint } from '@/lib/db/schema/core';
import type { Env } from '@/lib/env';

/** The sandbox takes another port at times and is still the same. */
const SANDBOX_ORIGIN = 'sandbox';

/**
 * Writes down, the first time, which Core this database belongs to, and compares it ever after: the
 * records of one Core would be lies about another. Answers `unknown` while Core cannot be asked, which
 * says nothing about which one it is.
 * @throws DomainError `precondition` with one sentence if it is another Core.
 */
export async function holdToOneCore(
  actor: Actor,
  { mode }: { mode: Env['COUNTERFOIL_MODE'] },
): Promise<'held' | 'unknown'> {
  assertPermission(actor, 'settings:read');
  const origin = mode === 'sandbox' ? SANDBOX_ORIGIN : coreConnection().url;
  let generalLedgerCreatedAt: string;
  try {
    generalLedgerCreatedAt = (await getLedger(GENERAL_LEDGER_ID)).createdAt;
  } catch (error) {
    if (error instanceof CoreError) return 'unknown';
    throw error;
  }
  await db()
    .insert(coreFingerprint)
    .values({ origin, generalLedgerCreatedAt })
    .onConflictDoNothing();
  const [known] = await db().select().from(coreFingerprint);
  if (known?.origin === origin && known.generalLedgerCreatedAt === generalLedgerCreatedAt) {
    return 'held';
  }
  throw new DomainError({
    code: 'precondition',
    message: `This database holds the records of another Core (${known?.origin}, begun ${known?.generalLedgerCreatedAt}), not of ${origin} (begun ${generalLedgerCreatedAt}). Set DATABASE_URL to the database of this Core; if it is the same Core at a new address, change the row in the table core_fingerprint.`,
  });
}
