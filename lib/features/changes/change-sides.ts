import 'server-only';
import { type ReadFact, type ReadFacts } from '@/lib/audit/event-record';
import { type ChangeIdentity, type ChangeSide } from './change-dto';

/** Names of identities by id, as far as they are known. */
export type Names = ReadonlyMap<string, ChangeIdentity>;

/** A fact as text: personal ones as long as they are not erased. */
export function textOf(fact: ReadFact | undefined): string | null {
  if (fact === undefined || fact === null) return null;
  if (typeof fact === 'object') return fact.text;
  return String(fact);
}

/** The identities that facts name, as they were called then. */
export function namesIn(...facts: (ReadFacts | null)[]): Map<string, ChangeIdentity> {
  const names = new Map<string, ChangeIdentity>();
  for (const each of facts) {
    const id = textOf(each?.identity_id);
    if (!each || id === null || each.identity_name === undefined) continue;
    names.set(id, { id, name: textOf(each.identity_name), type: textOf(each.identity_type) });
  }
  return names;
}

/** Facts that tell an object by themselves; the first one known is what a list shows. */
const TELLING = ['name', 'organization_name', 'first_name'];

/** One side of a change, from what was asked for or read. `null` when there is nothing to tell. */
export function sideOf(facts: ReadFacts | null, names: Names): ChangeSide | null {
  if (!facts || Object.keys(facts).length === 0) return null;
  if ('identity_id' in facts) {
    const id = textOf(facts.identity_id);
    if (id === null) return { of: 'identity', identity: null };
    return { of: 'identity', identity: names.get(id) ?? { id, name: null, type: null } };
  }
  const telling = TELLING.find((name) => name in facts);
  if (telling === 'first_name') {
    const name = [textOf(facts.first_name), textOf(facts.last_name)].filter(Boolean).join(' ');
    return { of: 'text', text: name || null };
  }
  if (telling) return { of: 'text', text: textOf(facts[telling]) };
  return { of: 'text', text: textOf(Object.values(facts)[0]) };
}

/** What a side is called in a sentence. */
export function sideName(side: ChangeSide | null): string {
  if (!side) return 'nothing';
  if (side.of === 'text') return side.text ?? 'nothing';
  if (!side.identity) return 'nobody';
  return side.identity.name ?? side.identity.id;
}
