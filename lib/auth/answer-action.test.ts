import { notFound, redirect } from 'next/navigation';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { DomainError } from '@/lib/base/result';
import { routes } from '@/lib/routes';
import { person } from '@/lib/testing/actors';
import { actionForVerb, answerAction } from './answer-action';
import { recordingDenials } from './record-denials';

const signedIn = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock('./session', () => ({ currentActor: async () => signedIn.actor }));
vi.mock('./record-denials', () => ({
  recordingDenials: vi.fn((_actor: unknown, work: () => unknown) => work()),
}));

describe('answerAction', () => {
  it('answers what the work gives', async () => {
    expect(await answerAction(async () => 7)).toEqual({ ok: true, data: 7 });
  });

  it('answers a failure on purpose as it is', async () => {
    const failure = { code: 'conflict', message: 'Somebody was faster.' } as const;
    const result = await answerAction(() => Promise.reject(new DomainError(failure)));
    expect(result).toEqual({ ok: false, error: failure });
  });

  it('turns an unforeseen error into a reference, and logs it under that', async () => {
    const lines: string[] = [];
    vi.spyOn(console, 'error').mockImplementation((line: string) => lines.push(line));
    const result = await answerAction(() => Promise.reject(new Error('secret inside')));
    if (result.ok) return expect.unreachable();
    expect(result.error.code).toBe('unknown');
    expect(JSON.stringify(result)).not.toContain('secret inside');
    expect(lines[0]).toContain(result.error.reference);
    expect(lines[0]).toContain('secret inside');
  });

  it("lets Next's own control flow pass", async () => {
    await expect(answerAction(async () => redirect(routes.balances()))).rejects.toThrow(
      'NEXT_REDIRECT',
    );
    await expect(answerAction(async () => notFound())).rejects.toThrow(/NEXT_HTTP_ERROR_FALLBACK/);
  });
});

describe('actionForVerb', () => {
  const verb = vi.fn(async (_actor: unknown, { name }: { name: string }) => name);
  const afterwards = vi.fn();
  const action = actionForVerb({
    permission: 'people:manage',
    input: z.object({ name: z.string().min(1, { error: 'Enter a name.' }) }),
    verb,
    afterwards,
  });
  beforeEach(() => vi.clearAllMocks());

  it('calls the verb as the person, then what comes afterwards', async () => {
    signedIn.actor = person('admin');
    expect(await action({ name: 'Ada' })).toEqual({ ok: true, data: 'Ada' });
    expect(verb).toHaveBeenCalledWith(signedIn.actor, { name: 'Ada' });
    expect(afterwards).toHaveBeenCalledOnce();
  });

  it('answers bad input by field, whatever a browser sends', async () => {
    signedIn.actor = person('admin');
    const result = await action({ name: '' });
    expect(result).toMatchObject({ error: { code: 'invalid', fields: { name: 'Enter a name.' } } });
    for (const raw of [undefined, null, 7, 'x', []]) {
      expect(await action(raw as never)).toMatchObject({ error: { code: 'invalid' } });
    }
    expect(verb).not.toHaveBeenCalled();
    expect(afterwards).not.toHaveBeenCalled();
  });

  it('refuses who may not, before the input is looked at, through what records it', async () => {
    signedIn.actor = person('support');
    expect(await action({ name: '' })).toMatchObject({ error: { code: 'forbidden' } });
    expect(recordingDenials).toHaveBeenCalledWith(signedIn.actor, expect.any(Function));
    expect(verb).not.toHaveBeenCalled();
  });

  it('tells a person who is signed out so', async () => {
    signedIn.actor = null;
    const result = await action({ name: 'Ada' });
    expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(verb).not.toHaveBeenCalled();
  });
});
