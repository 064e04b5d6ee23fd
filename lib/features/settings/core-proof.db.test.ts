import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { db } from '@/lib/db/client';
import { readCoreProof, writeCoreProof, type CoreProof } from '@/lib/db/core-proof';
import { setting } from '@/lib/db/schema/core';
import { person } from '@/lib/testing/actors';
import { failureOf } from '@/lib/testing/failure-of';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { recordCoreProof } from './record-core-proof';

migratedDatabase();
const learnt = vi.hoisted(() => ({ version: 'unknown', health: { state: 'up', tookMs: 1 } }));
vi.mock('@/lib/core/capabilities', async (original) => ({
  ...(await original<object>()),
  coreCapabilities: async () => learnt,
}));

const operator = { kind: 'cli', id: 'cli', name: 'Command line' } as const;
const PROOF: CoreProof = {
  version: 'unknown',
  origin: 'https://staging.example',
  cases: 38,
  wrong: 0,
  provenAt: '2026-11-29T14:00:00.000Z',
};
const keep = (proof: CoreProof) => db().transaction((tx) => writeCoreProof(tx, proof, 'cli'));

beforeEach(async () => {
  learnt.health.state = 'up';
  await db().delete(setting);
});

describe('the result of npm run core:prove', () => {
  it('counts for Cores that behave alike, the last one only', async () => {
    expect(await readCoreProof('unknown')).toBeNull();
    await keep(PROOF);
    expect(await readCoreProof('unknown')).toEqual(PROOF);
    expect(await readCoreProof('older')).toBeNull();
    await keep({ ...PROOF, wrong: 2 });
    expect(await readCoreProof('unknown')).toMatchObject({ wrong: 2 });
  });

  it.each<[string, (value: string) => string]>([
    ['with other figures', (value) => value.replace('"wrong":2', '"wrong":0')],
    [
      'for another kind of Core',
      (value) => value.replace('"version":"unknown"', '"version":"older"'),
    ],
    ['without a signature', (value) => value.replace(/"signature":"[0-9a-f]+"/, '"signature":""')],
    ['of another shape', () => '{"proof":true}'],
  ])('does not count %s, which the database alone could have been told', async (_what, forge) => {
    await keep({ ...PROOF, wrong: 2 });
    const [row] = await db().select().from(setting);
    const forged = forge(row!.value);
    expect(forged).not.toBe(row!.value);
    await db().update(setting).set({ value: forged }).where(eq(setting.key, row!.key));
    expect(await readCoreProof('unknown')).toBeNull();
    await db().update(setting).set({ key: 'core_proof.older' }).where(eq(setting.key, row!.key));
    expect(await readCoreProof('older')).toBeNull();
  });

  it('is kept with how that Core behaves, and is an event', async () => {
    const kept = await recordCoreProof(operator, { cases: 38, wrong: 0 });
    expect(kept).toMatchObject({ version: 'unknown', cases: 38, wrong: 0 });
    expect(await readCoreProof('unknown')).toEqual(kept);
    const { rows } = await listEvents('all', { kinds: ['setting.changed'] }, { limit: 5 });
    expect(rows[0]).toMatchObject({ actor: { kind: 'cli' }, after: { cases: '38, none wrong' } });
  });

  it('is not kept for a Core that does not answer, or by somebody who may not', async () => {
    learnt.health.state = 'away';
    const result = { cases: 38, wrong: 0 };
    expect(await failureOf(recordCoreProof(operator, result))).toMatchObject({
      code: 'precondition',
    });
    await expect(recordCoreProof(person('support'), result)).rejects.toThrow(/settings:read/);
    expect(await readCoreProof('unknown')).toBeNull();
  });
});
