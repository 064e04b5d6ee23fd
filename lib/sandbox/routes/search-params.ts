import { bool, type Bound, int, list, optional, struct, text } from '../json/bind';

const TEXTS = [
  'exclude_fields',
  'facet_by',
  'facet_query',
  'facet_strategy',
  'filter_by',
  'group_by',
  'hidden_hits',
  'highlight_end_tag',
  'highlight_fields',
  'highlight_full_fields',
  'highlight_start_tag',
  'include_fields',
  'infix',
  'num_typos',
  'pinned_hits',
  'prefix',
  'preset',
  'query_by_weights',
  'sort_by',
  'text_match_type',
  'vector_query',
] as const;
const NUMBERS = [
  'cache_ttl',
  'drop_tokens_threshold',
  'group_limit',
  'highlight_affix_num_tokens',
  'limit',
  'max_extra_prefix',
  'max_extra_suffix',
  'max_facet_values',
  'min_len_1typo',
  'min_len_2typo',
  'offset',
  'page',
  'per_page',
  'remote_embedding_num_tries',
  'remote_embedding_timeout_ms',
  'search_cutoff_ms',
  'snippet_threshold',
  'typo_tokens_threshold',
] as const;
const SWITCHES = [
  'enable_overrides',
  'enable_typos_for_numerical_tokens',
  'exhaustive_search',
  'pre_segmented_query',
  'prioritize_exact_match',
  'prioritize_num_matching_fields',
  'prioritize_token_position',
  'use_cache',
] as const;

function each<Name extends string, Field>(
  names: readonly Name[],
  field: () => Field,
): Record<Name, Field> {
  return Object.fromEntries(names.map((name) => [name, field()])) as Record<Name, Field>;
}

/** What a search may ask, alone or among several: Typesense's parameters (contract 3.8). */
const COMMON = {
  ...each(TEXTS, () => optional(text())),
  ...each(NUMBERS, () => optional(int())),
  ...each(SWITCHES, () => optional(bool())),
};

const ALONE = {
  ...COMMON,
  enable_highlight_v1: optional(bool()),
  max_candidates: optional(int()),
  prioritize_num_matching_fields: optional(bool()),
  split_join_tokens: optional(text()),
  q: text(),
  query_by: text(),
};

export const searchParams = struct('SearchCollectionParams', ALONE);

export const multiSearchParams = struct('MultiSearchSearchesParameter', {
  searches: list(
    struct('MultiSearchCollectionParameters', {
      ...COMMON,
      collection: text(),
      q: optional(text()),
      query_by: optional(text()),
    }),
  ),
});

/** The address of a search as Core would ask it: what was given, by name, as Go escapes it. */
export function searchPath(collection: string, given: Bound<typeof ALONE>): string {
  const query = Object.entries(given)
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${queryEscape(String(value))}`);
  return `/collections/${pathEscape(collection)}/documents/search?${query.join('&')}`;
}

/** Everything but letters, digits and `-_.~`. */
function escape(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const queryEscape = (text: string): string => escape(text).replaceAll('%20', '+');

/** Go leaves `$&+:=@` as they are in a part of a path. */
const pathEscape = (text: string): string =>
  escape(text).replace(/%(?:24|26|2B|3A|3D|40)/g, (found) => decodeURIComponent(found));
