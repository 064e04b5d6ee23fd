import 'server-only';
import { filterIdentities, type IdentityCondition } from '@/lib/core/endpoints/identities';
import { type ReadOptions } from '@/lib/core/request';
import { type Identity } from '@/lib/core/schemas/identity';

/** Text that begins like this, whatever its case; what Core's `like` takes for wildcards is not one. */
function begins(field: IdentityCondition['field'], text: string): IdentityCondition {
  return { field, operator: 'ilike', value: `${text.replace(/[\\%_]/g, '\\$&')}%` };
}

const newest = { by: 'created_at', order: 'desc' } as const;

/**
 * Identities by id, or by how their name begins: "jane d" finds Jane Doe, "acme" finds Acme Trading.
 * Two questions for a name, because Core cannot nest `or` in `and` (contract 4.2). Only beginnings are
 * looked for: a leading wildcard would read the whole table. Newest first, each once.
 * @throws CoreError
 */
export async function findIdentities(
  query: { q: string; type?: string; limit: number },
  options?: ReadOptions,
): Promise<Identity[]> {
  const { q, limit } = query;
  const typed: IdentityCondition[] = query.type
    ? [{ field: 'identity_type', operator: 'eq', value: query.type }]
    : [];
  const ask = (conditions: IdentityCondition[]) =>
    filterIdentities({ conditions: [...conditions, ...typed], sort: newest, limit }, options);

  if (q.startsWith('idt_')) return ask([{ field: 'identity_id', operator: 'eq', value: q }]);
  const words = q.split(/\s+/);
  const found = await Promise.all([
    ask([begins('organization_name', q)]),
    ...people(words).map(ask),
  ]);
  const once = new Map(found.flat().map((each) => [each.identityId, each]));
  return [...once.values()].slice(0, limit);
}

/** One word begins a first or a last name; of several, the last one begins the last name. */
function people(words: string[]): IdentityCondition[][] {
  const last = words.at(-1)!;
  if (words.length === 1) return [[begins('first_name', last)], [begins('last_name', last)]];
  return [[begins('first_name', words[0]!), begins('last_name', last)]];
}
