/** What somebody writes into a metadata editor: rows of text, or a JSON object as text. */
export type MetadataDraft =
  { mode: 'rows'; rows: { key: string; value: string }[] } | { mode: 'json'; text: string };

/** The limits of one object. `reserved` answers why a key may not be used, or `null`. */
export type MetadataRules = { reserved: (key: string) => string | null; maxBytes: number };

/** What is wrong with a draft: at a row's key, or with the whole. */
export type MetadataProblems = { rows: Record<number, string>; whole: string | null };

/** A draft without content. */
export const emptyMetadata: MetadataDraft = { mode: 'rows', rows: [] };

/** Opens an object in the simplest view that can hold it: rows when every value is text. */
export function draftFrom(object: Record<string, unknown> | null): MetadataDraft {
  const entries = Object.entries(object ?? {});
  if (entries.every(([, value]) => typeof value === 'string')) {
    return { mode: 'rows', rows: entries.map(([key, value]) => ({ key, value: String(value) })) };
  }
  return { mode: 'json', text: JSON.stringify(object, null, 2) };
}

/** The draft as JSON text: `{}` when nothing was entered. Rows without key and value are left out. */
export function metadataText(draft: MetadataDraft): string {
  if (draft.mode === 'json') return draft.text.trim() || '{}';
  const entries = draft.rows.filter(({ key, value }) => key || value);
  return JSON.stringify(Object.fromEntries(entries.map(({ key, value }) => [key, value])), null, 2);
}

function parseObject(text: string): Record<string, unknown> | string {
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed && typeof parsed === 'object' && !Array.isArray(parsed)) {
      return parsed as Record<string, unknown>;
    }
    return 'Write one JSON object: { "key": value }.';
  } catch (error) {
    const place = error instanceof SyntaxError ? /line \d+ column \d+/.exec(error.message) : null;
    return `This is not valid JSON${place ? ` (${place[0]})` : ''}.`;
  }
}

/** A number that JSON can write but neither a browser nor Core can hold exactly. */
function inexactNumber(text: string): string | null {
  const outsideStrings = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const numbers = outsideStrings.match(/-?\d+(?:\.\d+)?/g) ?? [];
  return (
    numbers.find((digits) => /^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits))) ??
    null
  );
}

function problemOfJson(text: string, rules: MetadataRules): string | null {
  const object = parseObject(text);
  if (typeof object === 'string') return object;
  const inexact = inexactNumber(text);
  if (inexact) return `${inexact} is too long to be kept exactly. Write it in quotes.`;
  for (const key of Object.keys(object)) {
    const reason = rules.reserved(key);
    if (reason) return reason;
  }
  return null;
}

function problemsOfRows(
  rows: { key: string; value: string }[],
  rules: MetadataRules,
): Record<number, string> {
  const problems: Record<number, string> = {};
  const seen = new Set<string>();
  rows.forEach(({ key, value }, index) => {
    if (!key && !value) return;
    const reason = rules.reserved(key);
    if (!key) problems[index] = 'Name this value, or remove the row.';
    else if (seen.has(key)) problems[index] = `${key} is here twice. Keep one of them.`;
    else if (reason) problems[index] = reason;
    seen.add(key);
  });
  return problems;
}

/** Everything that is wrong with a draft; see `hasProblems`. */
export function checkMetadata(draft: MetadataDraft, rules: MetadataRules): MetadataProblems {
  const text = metadataText(draft);
  const bytes = new TextEncoder().encode(text).length;
  const tooLong =
    bytes > rules.maxBytes
      ? `This is ${bytes.toLocaleString('en')} bytes; Core takes ${rules.maxBytes.toLocaleString('en')}. Shorten it.`
      : null;
  if (draft.mode === 'json') return { rows: {}, whole: problemOfJson(text, rules) ?? tooLong };
  return { rows: problemsOfRows(draft.rows, rules), whole: tooLong };
}

/** Whether `checkMetadata` found anything. */
export function hasProblems(problems: MetadataProblems): boolean {
  return problems.whole !== null || Object.keys(problems.rows).length > 0;
}

/**
 * The same content in the other view. Going to rows is only possible when every value is text.
 * @returns `null` when the content does not fit there.
 */
export function switchMode(
  draft: MetadataDraft,
  mode: MetadataDraft['mode'],
): MetadataDraft | null {
  if (draft.mode === mode) return draft;
  if (mode === 'json') return { mode: 'json', text: metadataText(draft) };
  const object = parseObject(metadataText(draft));
  if (typeof object === 'string') return null;
  const rows = draftFrom(object);
  return rows.mode === 'rows' ? rows : null;
}
