import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leafHash } from './commitments';
import { grow, nodeHash, pathOf, rootOf, subtreesOf } from './tree';

/** RFC 6962 §2.1 word for word, over a list of leaves. */
function rootByTheLetter(leaves: readonly string[]): string {
  if (leaves.length === 0) return createHash('sha256').digest('hex');
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(rootByTheLetter(leaves.slice(0, split)), rootByTheLetter(leaves.slice(split)));
}

/** RFC 9162 §2.1.3.2: the root that a proof leads to. */
function rootFromProof(leaf: string, at: { index: number; size: number }, path: string[]): string {
  let [fn, sn] = [at.index, at.size - 1];
  let hash = leaf;
  for (const sibling of path) {
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else hash = nodeHash(hash, sibling);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  expect(sn).toBe(0);
  return hash;
}

const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => leafHash(`leaf ${at}`));

it('has the roots of the reference (certificate-transparency, known leaves)', () => {
  // https://github.com/transparency-dev/merkle, testonly/constants.go: LeafInputs and RootHashes.
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'];
  const leaves = inputs.map((hex) =>
    createHash('sha256').update(Buffer.of(0)).update(hex, 'hex').digest('hex'),
  );
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  ];
  expect(roots.map((_, size) => rootOf(grow(EMPTY, leaves.slice(0, size)).subtrees))).toEqual(
    roots,
  );
});

const EMPTY = { size: 0, subtrees: [] };

it('grows by any batches to the tree that all leaves at once make', () => {
  const batches = fc.array(fc.nat(40), { maxLength: 8 });
  fc.assert(
    fc.property(batches, (sizes) => {
      const leaves = leavesOf(sizes.reduce((sum, size) => sum + size, 0));
      const nodes = new Map<string, string>();
      let tree: { size: number; subtrees: readonly string[] } = EMPTY;
      for (const size of sizes) {
        const grown = grow(tree, leaves.slice(tree.size, tree.size + size));
        for (const { level, index, hash } of grown.nodes) nodes.set(`${level}/${index}`, hash);
        tree = grown;
      }
      expect(rootOf(tree.subtrees)).toBe(rootByTheLetter(leaves));
      const again = subtreesOf(0, tree.size).map(({ level, index }) =>
        nodes.get(`${level}/${index}`),
      );
      expect(again).toEqual(tree.subtrees);
    }),
  );
});

it('has a path from every leaf to the root', () => {
  for (let size = 1; size <= 40; size += 1) {
    const leaves = leavesOf(size);
    const { nodes, subtrees } = grow(EMPTY, leaves);
    const hashes = new Map(nodes.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
    for (let index = 0; index < size; index += 1) {
      const path = pathOf(index, size).map((places) =>
        rootOf(places.map(({ level, index: at }) => hashes.get(`${level}/${at}`)!)),
      );
      expect(rootFromProof(leaves[index]!, { index, size }, path)).toBe(rootOf(subtrees));
    }
  }
});
