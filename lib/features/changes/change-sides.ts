import 'server-only';
import { type ReadFact, type ReadFacts } from '@/lib/audit/event-record';
import { factName, isMark, markNameOf, wordsOf } from '@/lib/base/fact-names';
import { type ChangeIdentity, type ChangeSide, type ChangeValue } from './change-dto';

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

/** Facts that tell a new object by themselves; the first one known is what a list shows. */
const TELLING = ['name', 'organization_name', 'first_name', 'last_name'];

/** How several fields stand together, where they do not say it each. */
const TOGETHER = 'fields';

/** One side of a change, from what was asked for or read. `null` when there is nothing to tell. */
export function sideOf(facts: ReadFacts | null, names: Names): ChangeSide | null {
  if (!facts || Object.keys(facts).length === 0) return null;
  if ('identity_id' in facts) {
    const id = textOf(facts.identity_id);
    if (id === null) return { of: 'identity', identity: null };
    return { of: 'identity', identity: names.get(id) ?? { id, name: null, type: null } };
  }
  if (TOGETHER in facts) return { of: 'text', text: textOf(facts[TOGETHER]) };
  // An update has the fields that were to change and no others; a new identity always has its type.
  const isWhole = 'identity_type' in facts || 'name' in facts;
  const telling = isWhole ? TELLING.find((name) => textOf(facts[name])) : undefined;
  if (telling === 'first_name') {
    const name = [textOf(facts.first_name), textOf(facts.last_name)].filter(Boolean).join(' ');
    return { of: 'text', text: name };
  }
  if (telling) return { of: 'text', text: textOf(facts[telling]) };
  const texts = Object.keys(facts)
    .filter((name) => !isMark(name))
    .map((name) => textOf(facts[name]) || 'nothing');
  return { of: 'text', text: texts.join(', ') };
}

type Asked = { before: ReadFacts | null; after: ReadFacts | null };

/**
 * Each value that was to change, or that a new object was to have, by its name. Personal ones are
 * masked already. `found` is what Core showed in the end, where that has to be told.
 */
export function valuesOf({ before, after }: Asked, found: ReadFacts | null): ChangeValue[] {
  const names = Object.keys(after ?? {}).filter((name) => !isMark(name) && name !== TOGETHER);
  const values = names.map((name) => ({
    name: factName(name),
    before: valueText(name, before),
    after: valueText(name, after),
    found: found && !isSame(name, found, after) ? { text: valueText(name, found) } : null,
  }));
  // A form for a new identity has many fields, most of them empty.
  return values.filter((value) => value.before !== null || value.after !== null);
}

function valueText(name: string, facts: ReadFacts | null): string | null {
  const text = textOf(facts?.[name]) || null;
  // Core's own word, which the screens write with a capital.
  return name === 'identity_type' && text ? wordsOf(text) : text;
}

/** Whether both have one value. Masks may be the same for two; marks, where there are any, are not. */
export function isSame(name: string, one: ReadFacts, other: ReadFacts | null): boolean {
  const compared = markNameOf(name) in one ? markNameOf(name) : name;
  return textOf(one[compared]) === textOf(other?.[compared]);
}

/** What a side is called in a sentence. */
export function sideName(side: ChangeSide | null): string {
  if (!side) return 'nothing';
  if (side.of === 'text') return side.text ?? 'nothing';
  if (!side.identity) return 'nobody';
  return side.identity.name ?? side.identity.id;
}
