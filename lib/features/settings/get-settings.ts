import 'server-only';
import { count, isNull } from 'drizzle-orm';
import { readLogState } from '@/lib/audit/log-state';
import { assertPermission } from '@/lib/auth/permissions';
import { publicUrl } from '@/lib/auth/public-url';
import type { Actor } from '@/lib/base/actor';
import { coreCapabilities, SCOPES } from '@/lib/core/capabilities';
import { db } from '@/lib/db/client';
import { readDatabaseFacts } from '@/lib/db/protection';
import { readCoreProof, type CoreProof } from '@/lib/db/core-proof';
import { person } from '@/lib/db/schema/people';
import { env } from '@/lib/env';
import { isCarryProven } from '@/lib/lineage/carry';
import packageJson from '@/package.json';
import { coreLabel } from './core-label';
import type { SettingsFacts } from './schema';

/**
 * How this installation is set up: Core and what the key may do there as learnt, our database,
 * versions. Holds no secret. Permission: `settings:read`.
 */
export async function getSettings(actor: Actor): Promise<SettingsFacts> {
  assertPermission(actor, 'settings:read');
  const { COUNTERFOIL_MODE, CORE_URL, CORE_KEY, DATABASE_URL, LINEAGE_CARRY } = env();
  const [found, database, log, people] = await Promise.all([
    coreCapabilities(),
    readDatabaseFacts(DATABASE_URL),
    readLogState(),
    db().select({ count: count() }).from(person).where(isNull(person.disabledAt)),
  ]);
  const proof = await readCoreProof(found.version);
  const { origin, pathname } = new URL(CORE_URL);
  return {
    environment: COUNTERFOIL_MODE,
    publicUrl: publicUrl().origin,
    core: {
      address: origin + pathname.replace(/\/+$/, ''),
      label: coreLabel(found.version),
      health: found.health,
      key: found.key,
      hasKey: CORE_KEY !== undefined,
      scopes: SCOPES.map((scope) => ({ scope, allowed: found.scopes[scope] })),
      carry: {
        policy: LINEAGE_CARRY,
        isProven: isCarryProven(found.version) || proof?.wrong === 0,
        run: proof && runOf(proof),
      },
      generalLedgerCreatedAt: found.fingerprint?.generalLedgerCreatedAt ?? null,
      learntAt: found.learntAt,
    },
    database,
    log,
    versions: { counterfoil: packageJson.version, node: process.versions.node },
    peopleCount: people[0]!.count,
  };
}

const runOf = ({ origin, cases, wrong, provenAt }: CoreProof) => ({
  origin,
  cases,
  wrong,
  provenAt,
});
