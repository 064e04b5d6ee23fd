import { expect, it } from 'vitest';
import { getEvent } from '@/lib/audit/list';
import { recordEvent } from '@/lib/audit/record';
import { db } from '@/lib/db/client';
import { person } from '@/lib/testing/actors';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { sealNow } from '@/lib/testing/seal-now';
import { proveEntry } from './entry-proof';

migratedDatabase();
const ada = person('support', 'Ada Okafor');

async function recorded() {
  const event = { kind: 'sign_out', actor: ada, session_id: 's' } as const;
  return (await getEvent('all', (await recordEvent(db(), event)).id))!;
}

it('waits until the entry is sealed, and then proves it', async () => {
  const event = await recorded();
  expect(await proveEntry(event)).toEqual({ state: 'waiting' });
  await recorded();
  await sealNow();
  const proof = await proveEntry(event);
  expect(proof).toMatchObject({
    state: 'verified',
    wrong: null,
    leafIndex: 0,
    leafHash: event.leafHash,
    pathLength: 2,
    checkpointSize: 3,
    anchors: [],
  });
});

it('says what is wrong with an entry that somebody changed', async () => {
  const event = await recorded();
  await sealNow();
  const edited = { ...event, body: event.body.replace('"sign_out"', '"sign_in"') };
  expect(await proveEntry(edited)).toMatchObject({
    state: 'wrong',
    wrong: expect.stringContaining('not the one that was sealed'),
  });
  const other = await recorded();
  await sealNow();
  // Its own hash fits, but it is not what stands at this place.
  const swapped = { ...event, body: other.body, leafHash: other.leafHash };
  expect(await proveEntry(swapped)).toMatchObject({
    state: 'wrong',
    wrong: expect.stringContaining('does not lead to the checkpoint'),
  });
});
