import type { LogEntryView } from '#libs/contracts';

/** SHA-256, as a browser has it; not on plain HTTP from another machine. */
export type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

/** What was read of an entry: its bytes (base64), its leaf and the root after it (hexadecimal). */
type ReadEntry = Pick<LogEntryView, 'index' | 'bytes' | 'leaf' | 'root'>;

export interface ProofFault {
  readonly index: number;
  readonly problem: 'missing' | 'leaf' | 'root';
}

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

const joined = (prefix: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([prefix, ...parts.flatMap((part) => [...part])]);

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** The browser's own; undefined where it gives none. */
export const browserDigest = (): Digest | undefined => {
  if (!window.isSecureContext) return undefined;
  return async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
};

/** Leaf hash of RFC 6962 §2.1, made of the entry's bytes. */
export const leafOf = async ({ bytes }: Pick<ReadEntry, 'bytes'>, digest: Digest): Promise<string> =>
  hexOf(await digest(joined(LEAF_PREFIX, bytesOf(bytes))));

/**
 * Reads the log from its beginning in the auditor's own browser and names the first entry that is missing, changed or moved:
 * the tree of RFC 6962 as `libs/transparency` makes it, with nothing that a browser has not.
 */
export class LogProof {
  private readonly roots: { readonly size: number; readonly hash: Uint8Array }[] = [];
  private count = 0;

  constructor(private readonly digest: Digest) {}

  get size(): number {
    return this.count;
  }

  async add({ index, bytes, leaf, root }: ReadEntry): Promise<ProofFault | null> {
    if (index !== this.count) return { index: this.count, problem: 'missing' };
    const hash = await this.digest(joined(LEAF_PREFIX, bytesOf(bytes)));
    if (hexOf(hash) !== leaf) return { index, problem: 'leaf' };
    await this.append(hash);
    return hexOf(await this.root()) === root ? null : { index, problem: 'root' };
  }

  private async append(leaf: Uint8Array): Promise<void> {
    let node: { readonly size: number; readonly hash: Uint8Array } = { size: 1, hash: leaf };
    for (let last = this.roots.at(-1); last?.size === node.size; last = this.roots.at(-1)) {
      this.roots.pop();
      node = { size: node.size * 2, hash: await this.digest(joined(NODE_PREFIX, last.hash, node.hash)) };
    }
    this.roots.push(node);
    this.count += 1;
  }

  private async root(): Promise<Uint8Array> {
    const [first, ...rest] = this.roots.toReversed();
    let right: Uint8Array = first?.hash ?? new Uint8Array();
    for (const left of rest) right = await this.digest(joined(NODE_PREFIX, left.hash, right));
    return right;
  }
}
