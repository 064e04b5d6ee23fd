import { leafHash } from '@/lib/audit/commitments';
import { type SeededRandom } from '@/lib/base/seeded-random';
import { type Cause } from '@/lib/verifier/findings';
import { cleanLog } from './clean-log';
import { edited, flipped } from './edits';
import { type Evidence, evidenceOf, type Log, manifestOf, newKey } from './log';

/** Evidence that is no longer what was sealed, and what a verifier must say of it. */
export type Mutated = {
  evidence: Evidence;
  /** One of these must be found … */
  causes: readonly Cause[];
  /** … and about a range that has this place in it; `null` where no record can be named. */
  place: number | null;
};

type Mutation = (log: Log, random: SeededRandom) => Mutated;

const FILES = ['events.jsonl', 'leaves.txt', 'texts.jsonl', 'checkpoints.txt'] as const;
type FileName = (typeof FILES)[number];

/** The bundle of a log, to be changed file by file. */
class Draft {
  readonly evidence: Evidence;
  constructor(readonly log: Log) {
    this.evidence = evidenceOf(log);
  }

  linesOf(name: FileName): string[] {
    return this.evidence.files[name]!.split('\n').slice(0, -1);
  }

  write(name: FileName, lines: readonly string[]): void {
    this.evidence.files[name] = lines.map((line) => `${line}\n`).join('');
  }

  change(name: FileName, by: (lines: string[]) => void): void {
    const lines = this.linesOf(name);
    by(lines);
    this.write(name, lines);
  }
}

const somewhere = (list: readonly unknown[], random: SeededRandom) =>
  random.between(0, list.length - 1);

const inFiles =
  (change: (draft: Draft, random: SeededRandom) => Omit<Mutated, 'evidence'>): Mutation =>
  (log, random) => {
    const draft = new Draft(log);
    return { ...change(draft, random), evidence: draft.evidence };
  };

/** Changes records, and with `alsoLeaves` the list of their hashes to fit. */
function inRecords(
  change: (bodies: string[], random: SeededRandom) => number,
  { causes, alsoLeaves }: { causes: readonly Cause[]; alsoLeaves?: boolean },
): Mutation {
  return inFiles((draft, random) => {
    const bodies = draft.linesOf('events.jsonl');
    const place = change(bodies, random);
    draft.write('events.jsonl', bodies);
    if (alsoLeaves) draft.write('leaves.txt', bodies.map(leafHash));
    return { causes, place };
  });
}

const edit = (bodies: string[], random: SeededRandom) => {
  const at = somewhere(bodies, random);
  bodies[at] = edited(bodies[at]!, random);
  return at;
};
const remove = (bodies: string[], random: SeededRandom) => {
  const at = somewhere(bodies, random);
  bodies.splice(at, 1);
  return at;
};
const insert = (bodies: string[], random: SeededRandom) => {
  const at = somewhere(bodies, random);
  bodies.splice(at, 0, edited(bodies[at]!, random));
  return at;
};
const swap = (bodies: string[], random: SeededRandom) => {
  const [a, b] = random.shuffled(bodies.map((_, at) => at)) as [number, number];
  [bodies[a], bodies[b]] = [bodies[b]!, bodies[a]!];
  return Math.min(a, b);
};
const repeat = (bodies: string[], random: SeededRandom) => {
  const [from, to] = [somewhere(bodies, random), somewhere(bodies, random)];
  bodies.splice(to, 0, bodies[from]!);
  return from;
};
/** The same, told by where the sequence of leaves is another one from. */
const repeatLeaf = (bodies: string[], random: SeededRandom) => {
  const [from, to] = [somewhere(bodies, random), somewhere(bodies, random)];
  bodies.splice(to, 0, bodies[from]!);
  return to === from ? from + 1 : to;
};
const splice = (bodies: string[], random: SeededRandom) => {
  const at = somewhere(bodies, random);
  const other = cleanLog(random).entries.map(({ body }) => body);
  bodies.splice(at, random.between(1, 5), ...other.slice(0, random.between(1, 5)));
  return at;
};

const ANY_RECORD: readonly Cause[] = [
  'record_edited',
  'record_inserted',
  'record_missing',
  'record_moved',
  'record_duplicated',
];
const ANY_LEAF: readonly Cause[] = ['range_changed', 'checkpoint_beyond', 'not_covered'];
const both = { causes: [...ANY_RECORD, ...ANY_LEAF], alsoLeaves: true };

/**
 * The end is gone from every file, as if it had never been. Of a bundle that says to be older than what was anchored
 * nobody can tell whether it is that or was cut; what is missing must be told in either case.
 */
const cutTail =
  (saying: 'its time' | 'an earlier one'): Mutation =>
  (log, random) => {
    const kept = random.between(1, log.seals.length - 1);
    const seals = log.seals.slice(0, kept);
    const { size, at } = seals.at(-1)!;
    const last = log.seals.at(-1)!.at;
    // An anchor that lies less than a minute before may be on its way into the bundle.
    const madeAt = saying === 'its time' ? last + random.between(60_000, 10 ** 9) : at;
    const { anchors } = evidenceOf(log);
    const { files } = evidenceOf({ ...log, seals, entries: log.entries.slice(0, size), madeAt });
    const causes = [saying === 'its time' ? 'cut_off' : 'anchor_newer'] as const;
    return { evidence: { files, anchors }, causes, place: size };
  };

/** Somebody with a key seals the changed log anew from its beginning. */
const sealAnew =
  (key: 'own' | 'stolen'): Mutation =>
  (log, random) => {
    const { anchors } = evidenceOf(log);
    const at = somewhere(log.entries, random);
    const entries = [...log.entries];
    entries[at] = { ...entries[at]!, body: edited(entries[at]!.body, random) };
    const stranger = newKey();
    const seals =
      key === 'stolen' ? log.seals : log.seals.map((seal) => ({ ...seal, keys: [stranger] }));
    const { files } = evidenceOf({ ...log, entries, seals });
    return { evidence: { files, anchors }, causes: ['anchor_differs'], place: at };
  };

/** One note of the file of checkpoints, as a block of lines. */
function changeNote(
  draft: Draft,
  change: (notes: string[], random: SeededRandom) => number,
  random: SeededRandom,
) {
  const notes = draft.evidence.files['checkpoints.txt']!.match(
    /(?:[^\n]+\n){5}\n(?:\u2014 [^\n]+\n)+\n?/g,
  )!;
  const at = change(notes, random);
  draft.evidence.files['checkpoints.txt'] = notes.join('');
  const size = draft.log.seals[at]!.size;
  return size - 1;
}

const inNotes = (
  change: (notes: string[], random: SeededRandom) => number,
  causes: readonly Cause[],
): Mutation =>
  inFiles((draft, random) => {
    changeNote(draft, change, random);
    return { causes, place: null };
  });

const ANY_NOTE: readonly Cause[] = [
  'checkpoint_malformed',
  'checkpoint_order',
  'checkpoint_missing',
  'checkpoint_beyond',
  'range_changed',
  'bad_signature',
  'unknown_key',
  // Of the two signatures over a change of key, that of the earlier one.
  'key_not_vouched',
  'manifest',
  'not_covered',
];

const flipNote = (notes: string[], random: SeededRandom) => {
  const at = somewhere(notes, random);
  // The empty lines between notes mean nothing; everything else does.
  const text = notes[at]!.trimEnd();
  notes[at] = `${flipped(text, random)}\n\n`;
  return at;
};
const dropNote = (notes: string[], random: SeededRandom) => {
  // The last one is an earlier state of the log; the manifest tells.
  const at = somewhere(notes, random);
  notes.splice(at, 1);
  return at;
};
const swapNotes = (notes: string[], random: SeededRandom) => {
  const at = random.between(0, notes.length - 2);
  [notes[at], notes[at + 1]] = [notes[at + 1]!, notes[at]!];
  return at;
};
const repeatNote = (notes: string[], random: SeededRandom) => {
  const at = somewhere(notes, random);
  notes.splice(at, 0, notes[at]!);
  return at;
};
/** A signature by a stranger in the place of ours. */
const resignNote: Mutation = (log, random) => {
  const evidence = evidenceOf(log);
  const at = somewhere(log.seals, random);
  const stranger = newKey();
  const seals = log.seals.map((seal, index) =>
    index === at ? { ...seal, keys: [stranger] } : seal,
  );
  const { files } = evidenceOf({ ...log, seals });
  return {
    evidence: { files, anchors: evidence.anchors },
    causes: ['unknown_key'],
    place: log.seals[at]!.size - 1,
  };
};

const inTexts = (
  change: (text: Record<string, string>, random: SeededRandom) => Record<string, string> | null,
  causes: readonly Cause[],
): Mutation =>
  inFiles((draft, random) => {
    draft.change('texts.jsonl', (lines) => {
      const at = somewhere(lines, random);
      const text = change(JSON.parse(lines[at]!) as Record<string, string>, random);
      if (text) lines[at] = JSON.stringify(text);
      else lines.splice(at, 1);
    });
    return { causes, place: null };
  });

const flipByte: Mutation = inFiles((draft, random) => {
  const name = random.pick(['events.jsonl', 'leaves.txt', 'texts.jsonl'] as const);
  draft.evidence.files[name] = flipped(draft.evidence.files[name]!, random);
  const causes = [
    ...ANY_RECORD,
    ...ANY_LEAF,
    'leaf_malformed',
    'not_canonical',
    'text_differs',
    'text_unknown',
    'text_missing',
  ] as const;
  return { causes, place: null };
});

const truncated: Mutation = inFiles((draft, random) => {
  const name = random.pick(FILES);
  const whole = draft.evidence.files[name]!;
  draft.evidence.files[name] = whole.slice(0, random.between(0, whole.length - 3));
  const causes = [
    ...ANY_RECORD,
    ...ANY_LEAF,
    ...ANY_NOTE,
    'text_missing',
    'text_unknown',
    'leaf_malformed',
  ] as const;
  return { causes, place: null };
});

const missingFile: Mutation = inFiles((draft, random) => {
  const name = random.pick(FILES);
  delete draft.evidence.files[name];
  return { causes: ['file_missing'], place: null };
});

const wrongManifest: Mutation = inFiles((draft, random) => {
  const size = draft.log.entries.length + random.pick([-1, 1, 100]);
  draft.evidence.files['manifest.json'] = manifestOf(draft.log, size);
  return { causes: ['manifest'], place: null };
});

const textually = (name: string) => (text: Record<string, string>, random: SeededRandom) => ({
  ...text,
  // Half of a letter is another kind of change.
  [name]: text[name] === '' ? 'x' : flipped(text[name]!, random).toWellFormed(),
});

/** What somebody may do to a bundle, or to the database before it is exported. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'edit a record': inRecords(edit, { causes: ['record_edited'] }),
  'edit a record and its hash': inRecords(edit, { causes: ['range_changed'], alsoLeaves: true }),
  'take a record out': inRecords(remove, { causes: ['record_missing'] }),
  'take a record and its hash out': inRecords(remove, both),
  'put a record in': inRecords(insert, { causes: ['record_inserted'] }),
  'put a record and its hash in': inRecords(insert, both),
  'change the order': inRecords(swap, { causes: ['record_moved', 'record_missing'] }),
  'change the order and the hashes': inRecords(swap, {
    causes: ['range_changed'],
    alsoLeaves: true,
  }),
  'double a record': inRecords(repeat, { causes: ['record_duplicated', 'record_moved'] }),
  'double a record and its hash': inRecords(repeatLeaf, {
    ...both,
    causes: [...both.causes, 'duplicate_id'],
  }),
  'put in a piece of another log': inRecords(splice, { causes: ANY_RECORD }),
  'put in a piece of another log with hashes': inRecords(splice, both),
  'cut the end off': cutTail('its time'),
  'cut the end off and say that the bundle is older': cutTail('an earlier one'),
  'seal anew with a key of one’s own': sealAnew('own'),
  'seal anew with the stolen key': sealAnew('stolen'),
  'sign a checkpoint with another key': resignNote,
  'edit a checkpoint': inNotes(flipNote, ANY_NOTE),
  'take a checkpoint out': inNotes(dropNote, ['checkpoint_missing', 'manifest', 'not_covered']),
  'change the order of checkpoints': inNotes(swapNotes, ['checkpoint_order']),
  'double a checkpoint': inNotes(repeatNote, ['checkpoint_order']),
  'edit a personal text': inTexts(textually('text'), ['text_differs']),
  'edit a salt': inTexts(textually('salt'), ['text_differs']),
  'move a personal text': inTexts(textually('field'), ['text_unknown']),
  'take a personal text out': inTexts(() => null, ['text_missing']),
  'put half a letter into a personal text': inTexts(
    ({ text, ...rest }) => ({ ...rest, text: `${text}\ud83d` }),
    ['text_unknown'],
  ),
  'write a personal text in another order': inTexts(
    ({ text, ...rest }) => ({ text: `${text} `, ...rest }),
    ['text_differs'],
  ),
  'change one byte': flipByte,
  'break a file off': truncated,
  'leave a file out': missingFile,
  'change the manifest': wrongManifest,
};
