import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useHeldFlag } from './use-held-flag';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

function flag(pending: boolean) {
  return renderHook(({ pending }) => useHeldFlag(pending), { initialProps: { pending } });
}

describe('useHeldFlag', () => {
  it('never shows for what comes within 150 ms', () => {
    const { result, rerender } = flag(true);
    pass(149);
    rerender({ pending: false });
    pass(1000);
    expect(result.current).toBe(false);
  });

  it('once shown, holds for 300 ms', () => {
    const { result, rerender } = flag(true);
    pass(150);
    expect(result.current).toBe(true);
    rerender({ pending: false });
    pass(299);
    expect(result.current).toBe(true);
    pass(1);
    expect(result.current).toBe(false);
  });

  it('goes at once when it has been shown for longer', () => {
    const { result, rerender } = flag(true);
    pass(150);
    pass(5000);
    rerender({ pending: false });
    pass(0);
    expect(result.current).toBe(false);
  });
});
