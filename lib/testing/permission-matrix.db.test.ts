import path from 'node:path';
import { and, count, eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { can, PermissionError } from '@/lib/auth/permissions';
import { type Actor, type PersonActor, ROLES } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import type { ActionResult } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { auditEvent } from '@/lib/db/schema/audit';
import type { Access, RoomAccess } from './access/access';
import { person } from './actors';
import { migratedDatabase } from './migrated-database';

/*
 * Every verb and every action of every room × every role. The calls carry no input: somebody who may
 * not is refused before the input is looked at, so whatever else an allowed call ends with is fine.
 */
migratedDatabase();

const signedIn = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock('@/lib/auth/session', () => ({ currentActor: async () => signedIn.actor }));
vi.mock('next/cache', () => ({ refresh: () => {}, revalidatePath: () => {} }));

type Module = Record<string, unknown>;
const NOT_VERBS = /\/(actions|schema|search-params|queries)\.ts$|-command\.ts$|\.test\.ts$/;
const modules = import.meta.glob<Module>('../features/*/*.ts');
const tables = import.meta.glob<{ access?: RoomAccess }>('./access/*.ts', { eager: true });

const roomOf = (file: string) => path.basename(path.dirname(file));
const rooms = [...new Set(Object.keys(modules).map(roomOf))].sort();
const tableOf = (room: string) => tables[`./access/${room}.ts`]?.access;
const filesOf = (room: string) => Object.keys(modules).filter((file) => roomOf(file) === room);

async function exportsOf(files: string[]): Promise<[string, unknown][]> {
  const loaded = await Promise.all(files.map((file) => modules[file]!()));
  return loaded.flatMap((module) => Object.entries(module));
}

type Verb = (actor: Actor, params: unknown) => Promise<unknown>;
const takesActor = (value: unknown) =>
  typeof value === 'function' && /^(async )?(function )?\w*\s*\(\s*actor\b/.test(String(value));

async function verbsOf(room: string): Promise<Record<string, Verb>> {
  const files = filesOf(room).filter((file) => !NOT_VERBS.test(file));
  const found = (await exportsOf(files)).filter(([, value]) => takesActor(value));
  return Object.fromEntries(found) as Record<string, Verb>;
}

/** No input, but the id without which a change is not even looked at. */
const nothing = () => ({ operationId: uuidv7() });

type Action = (raw: unknown) => Promise<ActionResult<unknown>>;
async function actionsOf(room: string): Promise<Record<string, Action>> {
  const files = filesOf(room).filter((file) => file.endsWith('/actions.ts'));
  return Object.fromEntries(await exportsOf(files)) as Record<string, Action>;
}

const cellsOf = (access: Record<string, Access>) =>
  Object.entries(access)
    .filter(([, needs]) => needs !== 'anyone')
    .flatMap(([name, needs]) => ROLES.map((role) => ({ name, needs, role, actor: person(role) })));
const allows = (needs: Access, actor: PersonActor) =>
  needs === 'signed-in' || needs === 'anyone' || can(actor, needs);

async function denialsOf(actor: PersonActor): Promise<number> {
  const kinds = ['access.denied', 'operation.denied'];
  const [row] = await db()
    .select({ denials: count() })
    .from(auditEvent)
    .where(and(eq(auditEvent.actorId, actor.id), inArray(auditEvent.kind, kinds)));
  return row!.denials;
}

// Allowed calls without input end in errors that are logged; here they mean nothing.
beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue());

describe.each(rooms)('lib/features/%s', (room) => {
  const table = tableOf(room);

  it('has every verb and action in lib/testing/access', async () => {
    expect(table, `write lib/testing/access/${room}.ts`).toBeDefined();
    expect(Object.keys(table!.verbs).sort()).toEqual(Object.keys(await verbsOf(room)).sort());
    expect(Object.keys(table!.actions).sort()).toEqual(Object.keys(await actionsOf(room)).sort());
  });

  it.each(cellsOf(table?.verbs ?? {}))('$name × $role', async ({ name, needs, actor }) => {
    const verb = (await verbsOf(room))[name]!;
    const thrown: unknown = await verb(actor, {}).then(
      () => null,
      (error: unknown) => error,
    );
    if (allows(needs, actor)) return expect(thrown).not.toBeInstanceOf(PermissionError);
    expect(thrown).toBeInstanceOf(PermissionError);
    expect((thrown as PermissionError).permission).toBe(needs);
  });

  it.each(cellsOf(table?.actions ?? {}))('$name × $role', async ({ name, needs, actor }) => {
    const action = (await actionsOf(room))[name]!;
    signedIn.actor = actor;
    const before = await denialsOf(actor);
    const result = await action(nothing());
    if (allows(needs, actor)) {
      if (!result.ok) expect(result.error.message).not.toContain('does not include');
      return expect(await denialsOf(actor)).toBe(before);
    }
    expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(JSON.stringify(result)).toContain(needs);
    expect(await denialsOf(actor)).toBe(before + 1);
  });

  it.each(Object.keys(table?.actions ?? {}).filter((name) => table!.actions[name] !== 'anyone'))(
    '%s × nobody signed in',
    async (name) => {
      signedIn.actor = null;
      const result = await (await actionsOf(room))[name]!(nothing());
      expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    },
  );
});
