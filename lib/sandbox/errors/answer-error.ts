import pg from 'pg';
import { type Encodable } from '../json/values';
import { json, type Reply } from '../http/reply';
import { codeFromText, STATUS_BY_CODE, type ErrorCode } from './codes';
import { errorText, Refusal, typedIn } from './core-error';

/** How one route answers errors that do not answer themselves (contract 2.2). */
export interface ErrorRules {
  /** The code of an error nothing else explains; without it 500 `internal server error`. */
  readonly fallback?: ErrorCode;
  /** Shown instead of the text when `fallback` applies. */
  readonly fallbackMessage?: string;
  /** A general code replaced by the route's own, e.g. GEN_NOT_FOUND by BAL_NOT_FOUND. */
  readonly upgrades?: Partial<Record<ErrorCode, ErrorCode>>;
  readonly legacyKey?: 'errors';
}

/** The answer for whatever a handler threw. */
export function answerError(error: unknown, rules: ErrorRules = {}): Reply {
  if (error instanceof Refusal) {
    return envelope(error.code, error.message, {
      legacyKey: error.legacyKey,
      legacyValue: error.legacyValue,
      details: error.details,
    });
  }
  const key = { legacyKey: rules.legacyKey ?? 'error' } as const;
  const upgrade = (code: ErrorCode) => rules.upgrades?.[code] ?? code;
  const typed = typedIn(error);
  if (typed) {
    return envelope(upgrade(typed.code), typed.message, {
      ...key,
      details: details(typed.details),
    });
  }
  const text = errorText(error);
  const known = codeFromText(text);
  if (known) return envelope(upgrade(known), text, key);
  if (rules.fallback) {
    return envelope(upgrade(rules.fallback), rules.fallbackMessage ?? text, key);
  }
  return envelope('GEN_INTERNAL', 'internal server error', key);
}

interface EnvelopeOptions {
  legacyKey: 'error' | 'errors';
  legacyValue?: Encodable;
  details?: Encodable;
}

function envelope(code: ErrorCode, message: string, options: EnvelopeOptions): Reply {
  const body = new Map<string, Encodable>([
    [options.legacyKey, options.legacyValue ?? message],
    ['error_detail', { code, message, details: options.details }],
  ]);
  return json(STATUS_BY_CODE[code], body);
}

/** What Go writes for the error behind an error: a PostgreSQL error has public fields, no other has any. */
function details(value: Encodable | Error | undefined): Encodable | undefined {
  if (!(value instanceof Error)) return value;
  for (let at: unknown = value; at instanceof Error; at = at.cause) {
    if (at instanceof pg.DatabaseError) return databaseDetails(at);
  }
  return {};
}

function databaseDetails(error: pg.DatabaseError): Encodable {
  return {
    Severity: error.severity ?? '',
    Code: error.code ?? '',
    Message: error.message,
    Detail: error.detail ?? '',
    Hint: error.hint ?? '',
    Position: error.position ?? '',
    InternalPosition: error.internalPosition ?? '',
    InternalQuery: error.internalQuery ?? '',
    Where: error.where ?? '',
    Schema: error.schema ?? '',
    Table: error.table ?? '',
    Column: error.column ?? '',
    DataTypeName: error.dataType ?? '',
    Constraint: error.constraint ?? '',
    File: error.file ?? '',
    Line: error.line ?? '',
    Routine: error.routine ?? '',
  };
}
