import { EMPTY_ROOT, MerkleFrontier, leafHash } from './merkle-tree.js';

/** An entry as it is stored: its place, its bytes, and the two hashes that were made when it was appended. */
export interface StoredEntry {
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly leaf: Uint8Array;
  /** RFC 6962 tree head over the entries 0…index. */
  readonly root: Uint8Array;
}

export type LogFault =
  | { readonly index: number; readonly problem: 'missing'; readonly found: number }
  | { readonly index: number; readonly problem: 'leaf' }
  | { readonly index: number; readonly problem: 'root' };

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/**
 * Reads a log from its beginning and names the first entry that is missing, changed or moved. Every entry is covered by
 * the root stored with it and with all that follow, so two swapped entries show themselves at the first of them.
 */
export class LogCheck {
  private readonly frontier = new MerkleFrontier();
  /** The root after each entry, so that a head which somebody remembers can be looked up. */
  private readonly roots: Buffer[] = [EMPTY_ROOT];

  get size(): number {
    return this.frontier.size;
  }

  /** The root over everything checked so far. */
  root(): Buffer {
    return this.frontier.root();
  }

  /** The root that the log had at a size; undefined for a size that was not read. */
  rootAt(size: number): Buffer | undefined {
    return this.roots[size];
  }

  add(entry: StoredEntry): LogFault | null {
    const index = this.frontier.size;
    if (entry.index !== index) return { index, problem: 'missing', found: entry.index };
    const leaf = leafHash(entry.bytes);
    if (!same(leaf, entry.leaf)) return { index, problem: 'leaf' };
    this.frontier.append(leaf);
    const root = this.frontier.root();
    this.roots.push(root);
    return same(root, entry.root) ? null : { index, problem: 'root' };
  }
}
