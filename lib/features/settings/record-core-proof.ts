import 'server-only';
import { recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { coreCapabilities, type Capabilities } from '@/lib/core/capabilities';
import { coreConnection } from '@/lib/core/connection';
import { db } from '@/lib/db/client';
import { readCoreProof, writeCoreProof, type CoreProof } from '@/lib/db/core-proof';

/**
 * Keeps what the proofs came to on the Core that this process is connected to, for Cores that behave alike.
 * That is an event too. Permission: `settings:read`, which only admins and the command line have.
 * @throws DomainError `precondition` when that Core cannot be asked how it behaves.
 */
export async function recordCoreProof(
  actor: Actor,
  given: { cases: number; wrong: number },
): Promise<CoreProof & { version: Capabilities['version'] }> {
  assertPermission(actor, 'settings:read');
  const { version, health } = await coreCapabilities();
  if (health.state !== 'up') {
    throw new DomainError({ code: 'precondition', message: 'That Core does not answer.' });
  }
  const { origin } = new URL(coreConnection().url);
  const before = await readCoreProof(version);
  const proof = { version, origin, ...given, provenAt: new Date().toISOString() };
  await db().transaction(async (tx) => {
    await writeCoreProof(tx, proof, actor.id);
    await recordEvent(tx, {
      kind: 'setting.changed',
      actor,
      name: 'core_proof',
      before: before ? factsOf(before) : {},
      after: factsOf(proof),
    });
  });
  return proof;
}

/** As the log shows it: what it came to first. */
const factsOf = ({ version, origin, cases, wrong, provenAt }: CoreProof) => ({
  cases: `${cases}, ${wrong === 0 ? 'none' : wrong} wrong`,
  version,
  origin,
  proven_at: provenAt,
});
