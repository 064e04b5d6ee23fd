import { Refusal } from '../errors/core-error';

/** The fault of a text that must be there. Only the empty text counts as blank. */
export function blankOr(text: string, fault?: string): string | undefined {
  return text === '' ? 'cannot be blank' : fault;
}

/**
 * Refuses a request with all faults in one text, as Core's validator does: `key: fault; key: fault.`, in order of key.
 *
 * @throws Refusal 400 GEN_VALIDATION_ERROR under the key `errors`
 */
export function validate(faults: Readonly<Record<string, string | undefined>>): void {
  const told = Object.keys(faults)
    .filter((key) => faults[key] !== undefined)
    .sort()
    .map((key) => `${key}: ${faults[key]}`);
  if (told.length === 0) return;
  throw new Refusal('GEN_VALIDATION_ERROR', `${told.join('; ')}.`, { legacyKey: 'errors' });
}
