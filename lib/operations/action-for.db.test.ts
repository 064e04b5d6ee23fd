import { beforeEach, describe, expect, it, vi } from 'vitest';
import { currentActor } from '@/lib/auth/session';
import { uuidv7 } from '@/lib/base/ids';
import { person } from '@/lib/testing/actors';
import { CoreDouble } from '@/lib/testing/core-double';
import { setOperation } from '@/lib/testing/double-operations';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { actionFor } from './action-for';

vi.mock('@/lib/auth/session', () => ({ currentActor: vi.fn() }));

migratedDatabase();
const core = new CoreDouble();
const action = actionFor(setOperation(core));
let id = '';
beforeEach(() => {
  id = uuidv7();
  core.values.set(id, 'jane');
  vi.mocked(currentActor).mockResolvedValue(person('support'));
});
const request = (value: string) => ({
  operationId: id,
  input: { id, expected: 'jane', value },
});

describe('an action', () => {
  it('answers where the operation stands', async () => {
    expect(await action(request('max'))).toMatchObject({
      ok: true,
      data: { operationId: id, state: 'succeeded' },
    });
  });

  it('answers a refusal of Core as a standing, not as an error', async () => {
    core.fates.push('refused');
    expect(await action(request('max'))).toMatchObject({
      ok: true,
      data: { state: 'failed', fields: { value: 'unknown' } },
    });
  });

  it.each([
    ['nothing', undefined, 'notFound'],
    ['a text', 'x', 'notFound'],
    ['an id that is none', { operationId: { a: 1 }, input: {} }, 'notFound'],
    ['no input', { operationId: uuidv7() }, 'invalid'],
  ])('answers a browser that sends %s', async (_name, sent, code) => {
    expect(await action(sent as never)).toMatchObject({ ok: false, error: { code } });
  });

  it('answers a person who is signed out, or may not', async () => {
    vi.mocked(currentActor).mockResolvedValue(null);
    expect(await action(request('max'))).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    vi.mocked(currentActor).mockResolvedValue(person('auditor'));
    expect(await action(request('max'))).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(core.values.get(id)).toBe('jane');
  });

  it('gives a reference instead of the words of an error that nobody foresaw', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const failing = actionFor({
      ...setOperation(core),
      load: async () => {
        throw new Error('secret words');
      },
    });
    const answer = await failing(request('max'));
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'precondition',
        reference: expect.stringMatching(/^[0-9a-f]{4}-[0-9a-f]{4}$/),
      },
    });
    expect(JSON.stringify(answer)).not.toContain('secret words');
  });

  it('lets the control flow of Next through', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { redirect } = await import('next/navigation');
    const leaving = actionFor({ ...setOperation(core), load: async () => redirect('/sign-in') });
    await expect(leaving(request('max'))).rejects.toMatchObject({
      digest: expect.stringContaining('NEXT_REDIRECT'),
    });
  });
});
