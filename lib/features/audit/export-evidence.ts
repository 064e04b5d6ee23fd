import 'server-only';
import { logBundle, zipOf } from '@/lib/audit/bundle';
import { recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { dayIn } from '@/lib/base/time';
import { db } from '@/lib/db/client';

/** A bundle on its way to the browser. */
export type EvidenceFile = {
  name: string;
  contentType: string;
  chunks: AsyncGenerator<Uint8Array>;
};

/**
 * The whole sealed log as an evidence bundle (docs/evidence-format.md), however long; that it was exported
 * is recorded before this resolves. It holds everybody's entries and every personal text that is left.
 * Permissions: `audit:read` and `audit:export`.
 */
export async function exportEvidence(
  actor: Actor,
  { zone }: { zone: string },
): Promise<EvidenceFile> {
  assertPermission(actor, 'audit:read');
  assertPermission(actor, 'audit:export');
  await recordEvent(db(), {
    kind: 'export',
    actor,
    what: 'evidence_bundle',
    format: 'zip',
    filters: { scope: 'all' },
  });
  return {
    name: `counterfoil-evidence-${dayIn(new Date().toISOString(), zone)}.zip`,
    contentType: 'application/zip',
    chunks: zipOf(logBundle()),
  };
}
