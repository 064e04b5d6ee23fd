import { afterEach, describe, expect, it, vi } from 'vitest';
import { logError, newReference } from './log';

describe('logError', () => {
  afterEach(() => vi.restoreAllMocks());

  it('writes one line of JSON, without the parameters of a query', () => {
    const lines: string[] = [];
    vi.spyOn(console, 'error').mockImplementation((line: string) => lines.push(line));
    const cause = new Error('connection lost');
    logError(new Error('Failed query: select $1\nparams: hunter2,token-of-a-session', { cause }), {
      reference: '7f3a-91c2',
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
    expect(lines[0]).not.toMatch(/hunter2|token-of-a-session/);
    const written = JSON.parse(lines[0]!) as Record<string, unknown>;
    expect(written).toMatchObject({
      reference: '7f3a-91c2',
      error: 'Error: Failed query: select $1',
      cause: 'connection lost',
    });
    expect((written.stack as string[])[0]).toMatch(/^at /);
  });

  it('takes what is not an Error, too', () => {
    const lines: string[] = [];
    vi.spyOn(console, 'error').mockImplementation((line: string) => lines.push(line));
    logError('gone');
    expect(JSON.parse(lines[0]!)).toMatchObject({ error: 'Error: gone' });
  });
});

describe('newReference', () => {
  it('can be read out and does not repeat', () => {
    const references = Array.from({ length: 50 }, newReference);
    for (const reference of references) expect(reference).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}$/);
    expect(new Set(references).size).toBe(50);
  });
});
