import { describe, expect, it } from 'vitest';
import { CoreError, type CoreErrorCode } from '@/lib/core/errors';
import { planned, type Stepping } from './carry-steps';

const failing = (code: CoreErrorCode) => {
  const step = planned(async () => {
    throw new CoreError({ code, requestId: 'test', what: 'GET /identities/idt_1' });
  });
  if (step.how !== 'watch') return expect.unreachable(step.how);
  return step.read({} as Stepping);
};

describe('reading a plan', () => {
  it('ends at once when somebody it is about no longer exists', async () => {
    expect(await failing('not_found')).toEqual({ obstacle: 'gone' });
  });

  it('waits while Core cannot be read', async () => {
    await expect(failing('unavailable')).rejects.toThrow(CoreError);
  });
});
