import { isJsonObject, parseCoreJson, type CoreJson } from './json';

/** What Core says when it refuses (contract 2.1), without `details` but for one harmless name. */
export type Refusal = {
  coreCode: string;
  /** Core's own text. May quote what was sent: for decisions named in the contract, not for logs. */
  text: string;
  /** The database constraint that was hurt: the only thing that tells two refusals apart (2.5). */
  constraint: string | null;
};

/**
 * JSON is tried whatever the content type says: some of Core's errors are JSON under `text/plain`
 * (contract trap 44).
 * @returns `undefined` when `text` is not JSON or is cut off.
 */
export function readJson(text: string): CoreJson | undefined {
  try {
    return parseCoreJson(text);
  } catch {
    return undefined;
  }
}

/** The refusal in Core's envelope (since 0.15.0), or `null` when the answer is not Core's. */
export function refusalIn(body: CoreJson | undefined): Refusal | null {
  if (!isJsonObject(body) || !isJsonObject(body.error_detail)) return null;
  const { code, message, details } = body.error_detail;
  if (typeof code !== 'string') return null;
  const constraint = isJsonObject(details) ? details.Constraint : null;
  return {
    coreCode: code,
    text: typeof message === 'string' ? message : '',
    constraint: typeof constraint === 'string' && constraint !== '' ? constraint : null,
  };
}
