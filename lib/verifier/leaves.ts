import { isHash, isTextAt, type Lines } from './bytes';
import { type Ports } from './ports';
import { leafHashOf, Tree } from './tree';

export type LeafHashes = {
  /** Of the tree by size; none where there are fewer leaves. */
  roots: ReadonlyMap<number, string>;
  /** Lines of `leaves.txt` that are no hash. */
  bad: readonly number[];
  /** Whether the leaves are just the hashes of the records, line by line. */
  areThose: boolean;
};

const ZEROS = '0'.repeat(64);

/**
 * Hashes the records, and the tree over the leaves as they were sealed.
 * @param sizes over so many leaves each a root is asked for
 */
export function hashLeaves(
  { records, leaves }: { records: Lines; leaves: Lines },
  sizes: readonly number[],
  ports: Pick<Ports, 'sha256'>,
): LeafHashes {
  const wanted = new Set(sizes);
  const roots = new Map<number, string>();
  const bad: number[] = [];
  const tree = new Tree(ports);
  let areThose = records.length === leaves.length;
  if (wanted.has(0)) roots.set(0, tree.root());
  for (let line = 0; line < leaves.length; line += 1) {
    let leaf = line < records.length ? leafHashOf(records.bytesAt(line), ports) : '';
    if (!isOnLine(leaf, leaves, line)) {
      areThose = false;
      leaf = sealedLeaf(leaves, line);
      if (leaf !== leaves.textAt(line)) bad.push(line);
    }
    tree.add(leaf);
    if (wanted.has(tree.size)) roots.set(tree.size, tree.root());
  }
  return { roots, bad, areThose };
}

function isOnLine(leaf: string, leaves: Lines, line: number): boolean {
  const from = leaves.from(line);
  return leaves.to(line) - from === leaf.length && isTextAt(leaf, leaves.bytes, from);
}

/** A leaf as it was sealed; zeros for a line that is no hash, as nothing is known that has them. */
export function sealedLeaf(leaves: Lines, line: number): string {
  const text = leaves.textAt(line);
  return isHash(text) ? text : ZEROS;
}
