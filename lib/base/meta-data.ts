import { z } from 'zod';

/**
 * The most that we put into one object's metadata, in UTF-8 bytes. Core's trigger fails the whole row
 * at about 8,000 (contract trap 17), and our own key and the rest of the row need room.
 */
export const MAX_META_DATA_BYTES = 7_000;

/** The key by which a create is found again in Core (design §5). Only operations write it. */
export const OPERATION_ID_KEY = 'counterfoil_operation_id';

/** What Core adds by itself when an API key creates something (contract 1.4). */
export const GENERATED_BY_KEY = 'BLNK_GENERATED_BY';

const CORE_KEYS = new Set([
  'inflight',
  'atomic',
  'allow_overdraft',
  'QUEUED_PARENT_TRANSACTION',
  'tokenized_fields',
  'queue_lane',
  'queue_pair_key',
]);

/**
 * Why a person may not use a key, as a sentence, or `null`: Core gives some keys a meaning of its own
 * (contract trap 49).
 */
export function reservedKeyReason(key: string): string | null {
  if (key === OPERATION_ID_KEY) return `${key} is kept by Counterfoil. Choose another name.`;
  if (CORE_KEYS.has(key) || key.startsWith('BLNK_') || key.startsWith('_')) {
    return `${key} has a meaning of its own in Core. Choose another name.`;
  }
  return null;
}

export type MetaDataObject = Record<string, z.core.util.JSONType>;

/**
 * What is wrong with the text of a form's metadata, as a sentence, or `null`. Empty text is none.
 */
export function metaDataProblem(text: string): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.trim() || '{}');
  } catch {
    return 'This is not valid JSON.';
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return 'Write one JSON object: { "key": value }.';
  }
  for (const key of Object.keys(parsed)) {
    if (key === '') return 'Name every value.';
    const reason = reservedKeyReason(key);
    if (reason) return reason;
  }
  if (new TextEncoder().encode(JSON.stringify(parsed)).length > MAX_META_DATA_BYTES) {
    return `Core takes ${MAX_META_DATA_BYTES.toLocaleString('en')} bytes. Shorten it.`;
  }
  return null;
}

/**
 * Metadata as a form sends it: the text of one JSON object, empty for none. It stays text, so that
 * the input of an operation can be stored and read again as it was.
 */
export const metaDataInput = z
  .string()
  .max(MAX_META_DATA_BYTES * 2, 'Shorten the metadata.')
  .superRefine((text, context) => {
    const message = metaDataProblem(text);
    if (message) context.addIssue({ code: 'custom', message });
  });

/** The object that a checked `metaDataInput` stands for. */
export function metaDataOf(text: string): MetaDataObject {
  return JSON.parse(text.trim() || '{}') as MetaDataObject;
}

/**
 * One object's metadata as one text, so that two of them can be compared: keys sorted, numbers as the
 * float64 that Core makes of them (contract 6), and without the keys that we or Core add to a create.
 */
export function comparableMetaData(metaData: Readonly<Record<string, unknown>>): string {
  const own = Object.entries(metaData).filter(
    ([key]) => key !== OPERATION_ID_KEY && key !== GENERATED_BY_KEY,
  );
  return comparable(Object.fromEntries(own));
}

function comparable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(comparable).join(',')}]`;
  if (value !== null && typeof value === 'object' && !isNumberLike(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${comparable(v)}`).join(',')}}`;
  }
  if (typeof value === 'bigint' || isNumberLike(value)) return JSON.stringify(Number(value));
  return JSON.stringify(value) ?? 'null';
}

/** A number that was kept as its digits (`lossless-json`). */
function isNumberLike(value: unknown): value is { valueOf(): number } {
  return typeof value === 'object' && value !== null && 'isLosslessNumber' in value;
}
