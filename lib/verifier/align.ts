import { type Findings } from './findings';

/**
 * Finds each record its place by the leaf hashes, which are held to the checkpoints apart from this, and
 * names what was edited, taken out, put in, moved or doubled.
 * @param hashes of each record as it stands
 * @param leaves as they were sealed
 * @returns for each record its place in the log, or -1 where it has none
 */
export function align(
  hashes: readonly string[],
  leaves: readonly string[],
  findings: Findings,
): Int32Array {
  const places = new Int32Array(hashes.length).fill(-1);
  const placeOf = new Map(leaves.map((leaf, index) => [leaf, index]));
  const wanted = hashes.map((hash) => placeOf.get(hash) ?? -1);
  const isTaken = new Uint8Array(leaves.length);
  /** The next place in order. */
  let next = 0;
  const unknown: { line: number; at: number }[] = [];
  const moved: number[] = [];
  const isNext = (line: number) => hashes[line] !== undefined && hashes[line] === leaves[next];
  for (let line = 0; line < hashes.length; line += 1) {
    const place = isNext(line) ? next : wanted[line]!;
    if (place === -1) {
      unknown.push({ line, at: next });
      // One that was edited stands for the one that belongs here, if that comes nowhere else.
      if (!isNext(line + 1)) next += 1;
      continue;
    }
    if (isTaken[place]) {
      findings.add('record_duplicated', place, `line ${line + 1}`);
      continue;
    }
    isTaken[place] = 1;
    places[line] = place;
    if (place < next) moved.push(place);
    else next = place + 1;
  }
  for (const place of moved) findings.add('record_moved', place);
  nameUnknown(unknown, { isTaken, places }, findings);
  isTaken.forEach((taken, place) => {
    if (!taken) findings.add('record_missing', place);
  });
  return places;
}

/** A record that was never sealed was put in, or is what an edit made of the one that is missing there. */
function nameUnknown(
  unknown: readonly { line: number; at: number }[],
  { isTaken, places }: { isTaken: Uint8Array; places: Int32Array },
  findings: Findings,
): void {
  for (const { line, at } of unknown) {
    if (at < isTaken.length && !isTaken[at]) {
      isTaken[at] = 1;
      places[line] = at;
      findings.add('record_edited', at);
    } else {
      findings.add('record_inserted', Math.min(at, isTaken.length), `line ${line + 1}`);
    }
  }
}
