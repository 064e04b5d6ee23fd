import { type NewEvent } from '@/lib/audit/events';
import { type SeededRandom } from '@/lib/base/seeded-random';
import { type Entry, evidenceOf, entryOf, keyChange, type Log, newKey } from './log';
import { type Mutated } from './mutations';

/*
 * What somebody who holds the key may write before it is sealed: hashes, signatures and anchors are all right,
 * and only what the records say is not what a Counterfoil writes.
 */

type Forgery = (log: Log, random: SeededRandom) => Mutated | null;
type Body = { kind: string; at: string; operation?: { id: string }; [more: string]: unknown };

const bodyOf = ({ body }: Entry) => JSON.parse(body) as Body;

/** Places of the records that fit. */
const placesOf = (log: Log, fits: (body: Body) => boolean) =>
  log.entries.flatMap((entry, at) => (fits(bodyOf(entry)) ? [at] : []));

const ofKind = (kind: string) => (body: Body) => body.kind === kind;

/** Puts a record in and makes room for it in what is sealed from there on. */
function inserted(log: Log, at: number, entry: Entry): Log {
  return {
    ...log,
    entries: [...log.entries.slice(0, at), entry, ...log.entries.slice(at)],
    seals: log.seals.map((seal) => (seal.size > at ? { ...seal, size: seal.size + 1 } : seal)),
  };
}

function without(log: Log, at: number): Log {
  const seals = log.seals
    .map((seal) => (seal.size > at ? { ...seal, size: seal.size - 1 } : seal))
    .filter(({ size }, index, all) => size > (all[index - 1]?.size ?? 0));
  return { ...log, entries: log.entries.filter((_, index) => index !== at), seals };
}

/** The same record under another id, as if it had happened twice. */
function again(entry: Entry): Entry {
  const { v: _, id: __, at, actor: ___, ...event } = bodyOf(entry);
  const actor = { kind: 'system', id: 'reconciler', name: 'Reconciler' } as const;
  return entryOf(withoutCommitments({ ...event, actor }) as NewEvent, Date.parse(at));
}

/** Texts in the place of commitments, so that the record can be written anew. */
function withoutCommitments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCommitments);
  if (typeof value !== 'object' || value === null) return value;
  if ('commitment' in value) return { personal: 'somebody' };
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withoutCommitments(member)]),
  );
}

const illegal = (log: Log, place: number): Mutated => ({
  evidence: evidenceOf(log),
  causes: ['illegal_transition'],
  place,
});

/** A second record of a kind that an operation has once, or none after its outcome. */
const repeated =
  (kind: string): Forgery =>
  (log, random) => {
    const places = placesOf(log, ofKind(kind));
    if (places.length === 0) return null;
    const at = random.pick(places);
    return illegal(inserted(log, at + 1, again(log.entries[at]!)), at + 1);
  };

/** An attempt that nobody recorded an intent for. */
const intentGone: Forgery = (log, random) => {
  const places = placesOf(log, ofKind('operation.intent')).filter((at) =>
    log.entries.slice(at + 1).some((entry) => bodyOf(entry).operation?.id === idAt(log, at)),
  );
  if (places.length === 0) return null;
  const at = random.pick(places);
  const forged = without(log, at);
  const next = forged.entries.findIndex((entry) => bodyOf(entry).operation?.id === idAt(log, at));
  return illegal(forged, next);
};

const idAt = (log: Log, at: number) => bodyOf(log.entries[at]!).operation?.id;

/** An attempt is missing that the outcome tells of. */
const attemptGone: Forgery = (log, random) => {
  const outcomes = placesOf(log, ofKind('operation.outcome'));
  const places = placesOf(log, ofKind('operation.attempt')).filter((at) =>
    outcomes.some((outcome) => idAt(log, outcome) === idAt(log, at)),
  );
  if (places.length === 0) return null;
  const at = random.pick(places);
  const forged = without(log, at);
  const rest = placesOf(forged, (body) => body.operation?.id === idAt(log, at));
  return {
    ...illegal(
      forged,
      rest.find((place) => place >= at)!,
    ),
    place: null,
  };
};

/** The outcome is told before the last attempt. */
const outcomeFirst: Forgery = (log, random) => {
  const outcomes = placesOf(log, ofKind('operation.outcome')).filter((at) =>
    placesOf(log, ofKind('operation.attempt')).some((each) => idAt(log, each) === idAt(log, at)),
  );
  if (outcomes.length === 0) return null;
  const at = random.pick(outcomes);
  const attempt = placesOf(log, ofKind('operation.attempt')).find(
    (each) => idAt(log, each) === idAt(log, at),
  )!;
  const entries = [...log.entries];
  const [outcome] = entries.splice(at, 1);
  entries.splice(attempt, 0, outcome!);
  return { ...illegal({ ...log, entries }, attempt), place: attempt };
};

/** Everything of a moment long past, or of one that was still to come. */
const wrongTime: Forgery = (log, random) => {
  const places = placesOf(log, ofKind('sign_in'));
  if (places.length === 0) return null;
  const at = random.pick(places);
  const { at: time } = bodyOf(log.entries[at]!);
  const ms =
    Date.parse(time) + random.pick([-1, 1]) * random.between(30 * 86_400_000, 40 * 86_400_000);
  const event: NewEvent = {
    kind: 'sign_out',
    actor: { kind: 'system', id: 'x', name: 'X' },
    session_id: 's',
  };
  const entries = [...log.entries];
  entries[at] = entryOf(event, ms);
  return { evidence: evidenceOf({ ...log, entries }), causes: ['time_order'], place: at };
};

/** Nothing was sealed for hours, and nobody announced it. */
const gap: Forgery = (log, random) => {
  if (log.seals.length < 3) return null;
  const at = random.between(1, log.seals.length - 1);
  const before = log.seals[at - 1]!;
  const last = bodyOf(log.entries[before.size - 1]!);
  if (last.kind === 'log.sealing_stopped') return null;
  const later = random.between(80, 5_000) * 60_000;
  const seals = log.seals.map((seal, index) =>
    index < at ? seal : { ...seal, at: seal.at + later },
  );
  return {
    evidence: evidenceOf({ ...log, seals }),
    causes: ['heartbeat_gap'],
    place: before.size,
  };
};

/** Another key from here on, for which nobody vouches. */
const strangeKey: Forgery = (log, random) => {
  const at = random.between(1, log.seals.length - 1);
  const { size, at: time } = log.seals[at - 1]!;
  const from = log.seals[at - 1]!.keys[0]!;
  // A later change of key would name a key before it that is not the stranger's.
  if (placesOf(log, ofKind('log.key_changed')).some((place) => place >= size)) return null;
  const stranger = newKey();
  const forged = inserted(log, size, entryOf(keyChange(log.origin, from, stranger), time));
  const seals = forged.seals.map((seal, index) =>
    index < at ? seal : { ...seal, keys: [stranger] },
  );
  return {
    evidence: evidenceOf({ ...forged, seals }),
    causes: ['key_not_vouched'],
    place: seals[at]!.size - 1,
  };
};

/** Names another key as the one before. */
const wrongKeyHistory: Forgery = (log, random) => {
  const at = random.between(1, log.seals.length - 1);
  const { size, at: time } = log.seals[at - 1]!;
  const entry = entryOf(keyChange(log.origin, newKey(), newKey()), time);
  const forged = inserted(log, size, entry);
  return { evidence: evidenceOf(forged), causes: ['key_history'], place: size };
};

/** What stands at the beginning of a record that is JSON and not canonical, or not so in our narrower sense. */
const ODD_BEGINNINGS = [
  '{ "',
  '{"":1,"":1,"',
  '{"z":1,"',
  '{"\\u0021":1,"',
  '{"":"\\u0041","',
  '{"":"\\/","',
  '{"":"\\u000a","',
  '{"":"\\u001F","',
  '{"":"\\ud800","',
  '{"":1.0,"',
  '{"":1e2,"',
  '{"":-0,"',
  '{"":9007199254740992,"',
  '{"\ud83d\ude00":1,"\ufb33":2,"\\t":3,"',
  `{"":${'['.repeat(32)}${']'.repeat(32)},"`,
];

/** A record that is written in another way than the one. */
const writtenOtherwise: Forgery = (log, random) => {
  const at = random.between(0, log.entries.length - 1);
  const entries = [...log.entries];
  const body = entries[at]!.body.replace('{"', random.pick(ODD_BEGINNINGS));
  entries[at] = { ...entries[at]!, body };
  return { evidence: evidenceOf({ ...log, entries }), causes: ['not_canonical'], place: at };
};

export const FORGERIES: Readonly<Record<string, Forgery>> = {
  'a second intent': repeated('operation.intent'),
  'a second outcome': repeated('operation.outcome'),
  'an attempt twice': repeated('operation.attempt'),
  'the end of a step twice': repeated('operation.step_outcome'),
  'no intent': intentGone,
  'an attempt that is told and was not made': attemptGone,
  'an outcome before its attempt': outcomeFirst,
  'another time': wrongTime,
  'a gap': gap,
  'a key that nobody vouches for': strangeKey,
  'a change from a key that was not in force': wrongKeyHistory,
  'a record that is not canonical': writtenOtherwise,
};
