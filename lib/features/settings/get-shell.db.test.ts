import { describe, expect, it, vi } from 'vitest';
import { ROLES } from '@/lib/base/actor';
import { noteReach } from '@/lib/core/reach';
import { person } from '@/lib/testing/actors';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { getShell } from './get-shell';

const learnt = vi.hoisted(() => ({ now: { version: '0.15' } as { version: string } | null }));
vi.mock('@/lib/core/capabilities', () => ({
  coreCapabilitiesWithin: async () => learnt.now,
}));
migratedDatabase();

describe('the shell', () => {
  it.each(ROLES)('shows %s the rooms that they may enter', async (role) => {
    const { rooms } = await getShell(person(role));
    const everybody = ['balances', 'identities', 'ledgers', 'changes', 'audit'];
    expect(rooms).toEqual(role === 'admin' ? [...everybody, 'settings'] : everybody);
  });

  it('says how Core answered the last read, and nothing when none was asked', async () => {
    const reach = async () => (await getShell(person('support'))).reach;
    expect(await reach()).toBeUndefined();
    noteReach(41.6);
    expect(await reach()).toEqual({ kind: 'answers', ms: 42 });
    noteReach(1_500);
    expect(await reach()).toEqual({ kind: 'slow', ms: 1500 });
    noteReach(null);
    expect(await reach()).toEqual({ kind: 'silent' });
  });

  it('names no version where Core keeps us waiting', async () => {
    expect((await getShell(person('support'))).coreLabel).toBe('Core 0.15');
    learnt.now = null;
    expect((await getShell(person('support'))).coreLabel).toBe('Core');
  });
});
