import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type ActionResult } from '@/lib/base/result';
import { useOperation } from './use-operation';

type Stands = { operationId: string; state: string; subjectId: null; message: null; fields: null };
type Request = { operationId: string; input: { to: string } };

const standing = (operationId: string, state: string): ActionResult<Stands> => ({
  ok: true,
  data: { operationId, state, subjectId: null, message: null, fields: null },
});

function actionThat(answer: (request: Request) => Promise<ActionResult<Stands>>) {
  const action = vi.fn(answer);
  const { result } = renderHook(() => useOperation(action, 'reassign:bln_1'));
  const run = (to: string) => act(() => result.current.run({ to }));
  const ids = () => action.mock.calls.map(([request]) => request.operationId);
  return { run, ids, result };
}

beforeEach(() => sessionStorage.clear());

describe('useOperation', () => {
  it('sends a double click once', async () => {
    const { result, ids } = actionThat(async ({ operationId }) =>
      standing(operationId, 'succeeded'),
    );
    await act(async () => {
      await Promise.all([result.current.run({ to: 'a' }), result.current.run({ to: 'a' })]);
    });
    expect(ids()).toHaveLength(1);
  });

  it('keeps the id while the outcome is unknown, also over a reload', async () => {
    const first = actionThat(async ({ operationId }) => standing(operationId, 'unknown'));
    await first.run('a');
    const second = actionThat(() => Promise.reject(new Error('offline')));
    await second.run('a');
    expect(second.ids()).toEqual(first.ids());
  });

  it('takes a new id for another input, and after an outcome', async () => {
    const { run, ids } = actionThat(async ({ operationId }) => standing(operationId, 'failed'));
    await run('a');
    await run('a');
    await run('b');
    expect(new Set(ids()).size).toBe(3);
  });

  it('calls a broken connection unknown and says where to follow it', async () => {
    const { run, ids } = actionThat(() => Promise.reject(new Error('offline')));
    const answer = await run('a');
    expect(answer).toMatchObject({
      is: 'failure',
      failure: { code: 'unknown', operationId: ids()[0] },
    });
  });
});
