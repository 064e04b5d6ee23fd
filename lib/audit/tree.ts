import 'server-only';
import { createHash } from 'node:crypto';
import { assert } from '@/lib/base/assert';

/*
 * The Merkle tree of RFC 6962 §2.1, as it grows: pure functions over hashes in lower-case hex. A
 * verifier does not use them (lib/verifier has its own), so that a mistake here is seen there.
 */

/** A complete subtree: `level` n at `index` i covers the leaves from i·2ⁿ up to (i+1)·2ⁿ. */
export type NodePlace = { level: number; index: number };
export type TreeNode = NodePlace & { hash: string };

/** RFC 6962 §2.1: the hash over two subtrees is over a one byte and both. */
export function nodeHash(left: string, right: string): string {
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(left, 'hex')
    .update(right, 'hex')
    .digest('hex');
}

/**
 * The complete subtrees that cover the leaves `from` up to before `to`, largest first. `from` must be
 * where a subtree of that many leaves may begin, as 0 always is.
 */
export function subtreesOf(from: number, to: number): NodePlace[] {
  const places: NodePlace[] = [];
  for (let at = from; at < to;) {
    const level = Math.floor(Math.log2(to - at));
    const width = 2 ** level;
    assert(at % width === 0, 'a subtree begins at a multiple of its width');
    places.push({ level, index: at / width });
    at += width;
  }
  return places;
}

/**
 * The hash over neighbouring subtrees, largest first, as `subtreesOf` names them: for those from 0 on the
 * tree's root. The root of the empty tree is the hash of nothing.
 */
export function rootOf(subtrees: readonly string[]): string {
  if (subtrees.length === 0) return createHash('sha256').digest('hex');
  return subtrees.reduceRight((right, left) => nodeHash(left, right));
}

/**
 * Adds leaves to a tree.
 * @param tree its size and the hashes of `subtreesOf(0, size)`
 * @returns every complete subtree that is new, leaves included, and the tree as it is then.
 */
export function grow(
  tree: { size: number; subtrees: readonly string[] },
  leaves: readonly string[],
): { nodes: TreeNode[]; size: number; subtrees: string[] } {
  const subtrees = [...tree.subtrees];
  const nodes: TreeNode[] = [];
  let size = tree.size;
  for (const leaf of leaves) {
    let node: TreeNode = { level: 0, index: size, hash: leaf };
    nodes.push(node);
    while (node.index % 2 === 1) {
      const left = subtrees.pop();
      assert(left, 'what stands left of an odd node is known');
      node = {
        level: node.level + 1,
        index: (node.index - 1) / 2,
        hash: nodeHash(left, node.hash),
      };
      nodes.push(node);
    }
    subtrees.push(node.hash);
    size += 1;
  }
  return { nodes, size, subtrees };
}

/**
 * What an inclusion proof consists of (RFC 6962 §2.1.1), from the leaf up: for each hash the complete
 * subtrees that it is made of, largest first. `rootOf` their hashes is the proof's hash.
 */
export function pathOf(leafIndex: number, size: number): NodePlace[][] {
  assert(leafIndex >= 0 && leafIndex < size, 'a leaf is in its tree');
  const path: NodePlace[][] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + 2 ** Math.ceil(Math.log2(to - from) - 1);
    if (leafIndex < middle) {
      path.unshift(subtreesOf(middle, to));
      to = middle;
    } else {
      path.unshift(subtreesOf(from, middle));
      from = middle;
    }
  }
  return path;
}
