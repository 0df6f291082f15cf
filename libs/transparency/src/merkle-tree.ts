import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const LEAF_PREFIX = Buffer.from([0x00]);
const NODE_PREFIX = Buffer.from([0x01]);

/** Leaf hash of RFC 6962 §2.1: SHA-256(0x00 ‖ entry). The prefix keeps a leaf from passing for a node. */
export const leafHash = (entry: Uint8Array): Buffer => sha256(LEAF_PREFIX, entry);

/** Inner node of RFC 6962 §2.1: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE_PREFIX, left, right);

/** Root of the empty tree: SHA-256 of nothing. */
export const EMPTY_ROOT = sha256();

/**
 * The right edge of a growing RFC 6962 tree: the roots of its full subtrees, largest first. It is all that an append
 * needs, so a log of any size grows in O(log n) memory and hashes.
 */
export class MerkleFrontier {
  private readonly roots: { size: number; hash: Buffer }[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** A frontier of its own, for trying an append that may not be stored. */
  clone(): MerkleFrontier {
    const copy = new MerkleFrontier();
    copy.roots.push(...this.roots);
    copy.count = this.count;
    return copy;
  }

  append(leaf: Uint8Array): void {
    let node: { size: number; hash: Buffer } = { size: 1, hash: Buffer.from(leaf) };
    for (let last = this.roots.at(-1); last !== undefined && last.size === node.size; last = this.roots.at(-1)) {
      this.roots.pop();
      node = { size: node.size * 2, hash: nodeHash(last.hash, node.hash) };
    }
    this.roots.push(node);
    this.count += 1;
  }

  /** The tree head over everything appended so far. */
  root(): Buffer {
    const [first, ...rest] = this.roots.toReversed();
    if (first === undefined) return EMPTY_ROOT;
    return rest.reduce<Buffer>((right, left) => nodeHash(left.hash, right), first.hash);
  }
}
