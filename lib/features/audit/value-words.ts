import 'server-only';
import { type ReadFact, type ReadFacts } from '@/lib/audit/event-record';
import { isMark } from '@/lib/base/fact-names';
import { shortId } from '@/lib/base/ids';
import { maskAll, maskEmail, maskPhone } from '@/lib/base/mask';

/** What stands where a personal text has been erased. */
export const ERASED = '(erased)';

/**
 * Personal fields that are masked until somebody reveals them on the identity's page (design §10): the
 * log never shows them, whoever looks.
 */
const MASKS: Readonly<Record<string, (text: string) => string>> = {
  email_address: maskEmail,
  phone_number: maskPhone,
  street: maskAll,
  post_code: maskAll,
  dob: maskAll,
};

/** The facts whose texts only a reveal shows. */
export const REVEALED_FACTS: ReadonlySet<string> = new Set(Object.keys(MASKS));

/** How a fact of that name is masked, if it is. */
export function maskOf(key: string): ((text: string) => string) | undefined {
  return MASKS[key];
}

/** A fact as text, personal ones as far as they are left; `null` when there is none. */
export function textOf(fact: ReadFact | undefined): string | null {
  if (fact === undefined || fact === null || fact === '') return null;
  if (typeof fact === 'boolean') return fact ? 'Yes' : 'No';
  if (typeof fact !== 'object') return String(fact);
  return fact.text ?? ERASED;
}

/** Identities by id, as they were called when a change was asked for. */
export type IdentityNames = ReadonlyMap<string, string>;

/** Facts that tell an object by themselves, in this order. */
const TELLING = ['name', 'organization_name', 'first_name'] as const;

/** A side of a change in one line. `null` when there is nothing to tell. */
export function sideText(facts: ReadFacts | null, names: IdentityNames): string | null {
  if (!facts || Object.keys(facts).length === 0) return null;
  if ('identity_id' in facts) {
    const id = textOf(facts.identity_id);
    if (id !== null) return names.get(id) ?? shortId(id);
    // A new balance without an owner is told by its currency.
    return 'track_fund_lineage' in facts ? textOf(facts.currency) : 'No identity';
  }
  for (const key of TELLING) {
    const text = textOf(facts[key]);
    if (text === null) continue;
    const last = key === 'first_name' ? textOf(facts.last_name) : null;
    return last === null ? text : `${text} ${last}`;
  }
  const [key, fact] = Object.entries(facts).find(([name]) => !isMark(name)) ?? ['', null];
  const text = textOf(fact);
  return text === null ? 'Nothing' : (maskOf(key)?.(text) ?? text);
}

/** The names that the facts of intents give to identities. */
export function namesIn(facts: readonly (ReadFacts | null)[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const each of facts) {
    const id = textOf(each?.identity_id);
    const name = textOf(each?.identity_name);
    if (id !== null && name !== null) names.set(id, name);
  }
  return names;
}
