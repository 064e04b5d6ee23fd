import { isHash, Lines } from './bytes';
import { type Ports } from './ports';
import { leafHashOf, Tree } from './tree';

/** What a verifier must hash of a bundle: its files as they are. */
export type HashWork = {
  records: Uint8Array;
  leaves: Uint8Array;
  texts: Uint8Array;
  /** Over so many leaves each a root is asked for. */
  sizes: readonly number[];
};

export type LeafHashes = {
  /** By size; none where there are fewer leaves. */
  roots: ReadonlyMap<number, string>;
  count: number;
  /** Lines of `leaves.txt` that are no hash. */
  bad: readonly number[];
  /** For each record 1 if its hash is the leaf on the same line. */
  fits: Uint8Array;
};

type Sha256 = Pick<Ports, 'sha256'>;

/** Hashes the tree over the leaves, and the records that should have them. */
export function hashLeaves({ records, leaves, sizes }: HashWork, ports: Sha256): LeafHashes {
  const { list, bad } = leavesIn(new Lines(leaves));
  const fits = fitting(new Lines(records), list, ports);
  return { roots: rootsAt(list, sizes, ports), count: list.length, bad, fits };
}

const ZEROS = '0'.repeat(64);

/** The leaves as they were sealed, a line that is no hash as zeros; and which lines those are. */
export function leavesIn(lines: Lines): { list: string[]; bad: number[] } {
  const bad: number[] = [];
  const list = lines.map((line, index) => {
    if (isHash(line)) return line;
    bad.push(index);
    return ZEROS;
  });
  return { list, bad };
}

function rootsAt(leaves: readonly string[], sizes: readonly number[], ports: Sha256) {
  const wanted = new Set(sizes);
  const roots = new Map<number, string>();
  const tree = new Tree(ports);
  if (wanted.has(0)) roots.set(0, tree.root());
  for (const leaf of leaves) {
    tree.add(leaf);
    if (wanted.has(tree.size)) roots.set(tree.size, tree.root());
  }
  return roots;
}

function fitting(records: Lines, leaves: readonly string[], ports: Sha256): Uint8Array {
  const fits = new Uint8Array(records.length);
  const count = Math.min(records.length, leaves.length);
  for (let line = 0; line < count; line += 1) {
    fits[line] = Number(leafHashOf(records.bytesAt(line), ports) === leaves[line]);
  }
  return fits;
}
