import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { startListCore } from '@/lib/testing/list-core';
import { type TinyServer } from '@/lib/testing/tiny-server';
import { closeCore, connectCore } from '../connection';
import { filterBalances, type BalanceField, type BalanceSort } from './balances';
import { linksOf, placeOf, readCursor, writeCursor, type Place, type PlaceParams } from './cursor';
import { keysetPage } from './keyset';
import { type BalanceRow } from '../schemas/balance';

const SIZE = 50;
let server: TinyServer | undefined;

afterEach(async () => {
  await closeCore();
  await server?.close();
  server = undefined;
});

type Row = { id: string; createdAt: string };

/** Rows of which each number says how many share one time; ids in no order. */
function rowsOf(groups: readonly number[]): Row[] {
  return groups.flatMap((count, group) =>
    Array.from({ length: count }, (_, i) => ({
      id: `bln_${createHash('md5').update(`${group}.${i}`).digest('hex')}`,
      createdAt: new Date(Date.UTC(2026, 0, 1) + group * 1000).toISOString(),
    })),
  );
}

async function core(rows: Row[], options: { readOnly?: boolean } = {}): Promise<void> {
  server = await startListCore(rows, options);
  connectCore({ url: server.url });
}

function pageAt(place: Place, range: { since?: string; until?: string } = {}) {
  return keysetPage<BalanceRow, BalanceField, BalanceSort>({
    resource: 'balances',
    idField: 'balance_id',
    idOf: (row) => row.balanceId,
    conditions: [],
    ...range,
    place,
    size: SIZE,
    ask: (filter) => filterBalances(filter),
  });
}

/** Follows one button of the pager through the addresses it writes, until there is none. */
async function walk(
  button: 'older' | 'newer',
  start: PlaceParams,
  range: { since?: string; until?: string } = {},
) {
  const pages: string[][] = [];
  const links: Awaited<ReturnType<typeof linksOf>>[] = [];
  let params: PlaceParams | null = start;
  while (params) {
    const place = placeOf(params);
    const page = await pageAt(place, range);
    pages.push(page.rows.map(({ balanceId }) => balanceId));
    links.push(linksOf(place, page));
    expect(page.rows.length).toBeLessThanOrEqual(SIZE);
    params = links.at(-1)![button];
    expect(pages.length).toBeLessThan(500);
  }
  return { pages, links };
}

const newestFirst = (rows: Row[]) =>
  rows
    .map(({ createdAt }) => createdAt)
    .sort()
    .reverse();

describe('paging through thousands of rows', () => {
  // 5,000 rows: singles, small ties, ties that fill a page exactly, 250 and 130 of one time.
  const groups = [
    ...Array<number>(60).fill(1),
    250,
    ...Array<number>(40).fill(3),
    50,
    51,
    49,
    1,
    100,
    130,
    ...Array<number>(4129).fill(1),
    30,
    30,
  ];
  const rows = rowsOf(groups);
  const timeOf = new Map(rows.map(({ id, createdAt }) => [id, createdAt]));

  it.each([
    ['older', {}],
    ['newer', { end: 'oldest' }],
  ] as const)('towards %s loses none and shows none twice', async (button, start) => {
    expect(rows).toHaveLength(5000);
    await core(rows);
    const { pages } = await walk(button, start);
    const seen = (button === 'older' ? pages : pages.toReversed()).flat();
    expect(seen).toHaveLength(rows.length);
    expect(new Set(seen).size).toBe(rows.length);
    expect(seen.map((id) => timeOf.get(id))).toEqual(newestFirst(rows));
    // One question for a page, two only where a crowd of one time begins.
    expect(server!.seen.length - pages.length).toBeLessThanOrEqual(6);
    expect(server!.seen.every(({ body }) => !body.includes('include_count'))).toBe(true);
    expect(server!.seen.every(({ body }) => !body.includes('offset'))).toBe(true);
  });

  it('stays within a range of time, in both directions', async () => {
    await core(rows);
    const times = [...new Set(rows.map(({ createdAt }) => createdAt))].sort();
    const range = { since: times[50]!, until: times[120]! };
    const expected = rows.filter(
      ({ createdAt }) => createdAt >= range.since && createdAt < range.until,
    );
    for (const [button, start] of [
      ['older', {}],
      ['newer', { end: 'oldest' }],
    ] as const) {
      const { pages } = await walk(button, start, range);
      expect(pages.flat().sort()).toEqual(expected.map(({ id }) => id).sort());
    }
  });

  it('turns round to the page before, everywhere', async () => {
    await core(rows);
    const { pages, links } = await walk('older', {});
    for (const at of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, pages.length - 1]) {
      const back = await pageAt(placeOf(links[at]!.newer!));
      const ids = back.rows.map(({ balanceId }) => balanceId);
      const all = pages.slice(0, at).flat();
      // Newest first and full: exactly the last rows before this page, perhaps in another order.
      expect(ids.length).toBeGreaterThan(0);
      expect(all.slice(-ids.length).map((id) => timeOf.get(id))).toEqual(
        ids.map((id) => timeOf.get(id)),
      );
      expect(ids.every((id) => !pages[at]!.includes(id))).toBe(true);
    }
  });
});

describe('any arrangement of ties', () => {
  it('is shown completely in both directions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 160 })), {
          maxLength: 14,
        }),
        async (groups) => {
          const rows = rowsOf(groups);
          await core(rows);
          for (const [button, start] of [
            ['older', {}],
            ['newer', { end: 'oldest' }],
          ] as const) {
            const { pages } = await walk(button, start);
            const seen = pages.flat();
            expect(seen).toHaveLength(rows.length);
            expect(new Set(seen).size).toBe(rows.length);
          }
          await closeCore();
          await server!.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a key that may only read', () => {
  const rows = rowsOf([...Array<number>(120).fill(1), 3, 1, 1]);

  it('goes from newest to oldest, and says that the other way is closed', async () => {
    await core(rows, { readOnly: true });
    const { pages, links } = await walk('older', {});
    expect(pages.flat()).toHaveLength(rows.length);
    expect(new Set(pages.flat()).size).toBe(rows.length);
    expect(links.every(({ newer, oldest }) => newer === null && oldest === null)).toBe(true);
  });

  it('is given the newest rows where it asks for the oldest', async () => {
    await core(rows, { readOnly: true });
    const page = await pageAt({ towards: 'newer', from: null });
    expect(page.bothWays).toBe(false);
    expect(page.rows[0]!.createdAt).toBe(rows.at(-1)!.createdAt);
  });

  it('sees a crowd of one time at once', async () => {
    const crowded = rowsOf([5, 180, 2]);
    await core(crowded, { readOnly: true });
    const first = await pageAt({ towards: 'older', from: null });
    const second = await pageAt({ towards: 'older', from: first.older });
    expect(second.rows).toHaveLength(180);
    expect(second.complete).toBe(true);
    const third = await pageAt({ towards: 'older', from: second.older });
    expect([first.rows.length, third.rows.length, third.older]).toEqual([2, 5, null]);
  });
});

describe('cursors', () => {
  it('survive the address', () => {
    for (const cursor of [
      { kind: 'from', at: '2026-01-02T03:04:05.6789Z', shown: ['bln_a', 'bln_b'] },
      { kind: 'from', at: '2026-01-02T03:04:05.6789Z', shown: [] },
      { kind: 'beyond', at: '2026-01-02T03:04:05Z' },
      { kind: 'tied', at: '2026-01-02T03:04:05Z', after: 'bln_a~b' },
      { kind: 'tied', at: '2026-01-02T03:04:05Z', after: null },
    ] as const) {
      expect(readCursor(writeCursor(cursor))).toEqual(cursor);
    }
  });

  it.each([undefined, '', 'x', 'beyond~~', 'beyond~yesterday~', 'from~2026', '~~~'])(
    'that are wrong mean the newest page: %j',
    (text) => {
      expect(readCursor(text)).toBeNull();
      expect(placeOf({ older: text })).toEqual({ towards: 'older', from: null });
    },
  );
});
