import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EMPTY_ROOT, MerkleFrontier, leafHash } from './merkle-tree.js';

/** MTH of RFC 6962 §2.1, written as the RFC defines it: split at the largest power of two below n. */
const treeHash = (leaves: readonly Buffer[]): string => {
  const sha = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
  const root = (part: readonly Buffer[]): Buffer => {
    const [only] = part;
    if (only === undefined) return sha(Buffer.alloc(0));
    if (part.length === 1) return sha(Buffer.concat([Buffer.from([0]), only]));
    let split = 1;
    while (split * 2 < part.length) split *= 2;
    return sha(Buffer.concat([Buffer.from([1]), root(part.slice(0, split)), root(part.slice(split))]));
  };
  return root(leaves).toString('hex');
};

describe('MerkleFrontier', () => {
  it('begins with the root of the empty tree', () => {
    expect(new MerkleFrontier().root()).toEqual(EMPTY_ROOT);
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('has the roots of the Certificate Transparency reference tree', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const frontier = new MerkleFrontier();
    for (const input of inputs) frontier.append(leafHash(Buffer.from(input, 'hex')));
    expect(frontier.root().toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('agrees with the definition of RFC 6962 at every size', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 70 }), (entries) => {
        const frontier = new MerkleFrontier();
        for (const [index, entry] of entries.entries()) {
          frontier.append(leafHash(entry));
          expect(frontier.root().toString('hex')).toBe(
            treeHash(entries.slice(0, index + 1).map((part) => Buffer.from(part))),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it('changes its root when two entries are swapped', () => {
    const rootOf = (entries: readonly string[]): string => {
      const frontier = new MerkleFrontier();
      for (const entry of entries) frontier.append(leafHash(Buffer.from(entry)));
      return frontier.root().toString('hex');
    };
    expect(rootOf(['a', 'b', 'c'])).not.toBe(rootOf(['a', 'c', 'b']));
  });
});
