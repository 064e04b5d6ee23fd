import { writeHash } from './bytes';
import { Letters } from './json-text';
import { type Ports } from './ports';

/*
 * The Merkle tree of RFC 6962, checked, over hashes in lower-case hex. Written from the RFC and apart from what builds it (lib/audit/tree.ts).
 */

const LEAF = Uint8Array.of(0);
/** A zero byte and the record that is hashed just now: one place for all of them. */
const leaf = new Letters();

/** The hash of a leaf: SHA-256 over a zero byte and the record. */
export function leafHashOf(record: Uint8Array, { sha256 }: Pick<Ports, 'sha256'>): string {
  leaf.length = 0;
  leaf.add(LEAF, 0, 1);
  leaf.addAll(record);
  return sha256(leaf.all);
}

const NODE = new Uint8Array(65);
NODE[0] = 1;

function nodeHashOf(left: string, right: string, { sha256 }: Pick<Ports, 'sha256'>): string {
  writeHash(left, NODE, 1);
  writeHash(right, NODE, 33);
  return sha256(NODE);
}

/** A tree to which leaves are added one by one, and which can tell its root at any time. */
export class Tree {
  size = 0;
  private readonly complete: string[] = [];

  constructor(private readonly ports: Pick<Ports, 'sha256'>) {}

  add(leafHash: string): void {
    let hash = leafHash;
    for (let at = this.size; at % 2 === 1; at = (at - 1) / 2) {
      hash = nodeHashOf(this.complete.pop()!, hash, this.ports);
    }
    this.complete.push(hash);
    this.size += 1;
  }

  root(): string {
    if (this.size === 0) return this.ports.sha256(new Uint8Array());
    return this.complete.reduceRight((right, left) => nodeHashOf(left, right, this.ports));
  }
}

/**
 * The root to which a leaf and its path lead (RFC 9162 §2.1.3.2).
 * @returns `null` when the path has not the length that a leaf at this place has.
 */
export function rootFromPath(
  leaf: { hash: string; index: number; path: readonly string[] },
  size: number,
  ports: Pick<Ports, 'sha256'>,
): string | null {
  if (leaf.index >= size) return null;
  let at = leaf.index;
  let last = size - 1;
  let { hash } = leaf;
  const up = () => {
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  };
  for (const sibling of leaf.path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = nodeHashOf(sibling, hash, ports);
      while (at % 2 === 0 && at !== 0) up();
    } else {
      hash = nodeHashOf(hash, sibling, ports);
    }
    up();
  }
  return last === 0 ? hash : null;
}
