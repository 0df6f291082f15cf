import { describe, expect, it } from '@jest/globals';
import { webcrypto } from 'node:crypto';
import { MerkleFrontier, leafHash } from '#libs/transparency';
import { LogProof, leafOf, type Digest } from '../src/audits/log-proof.view.js';

const digest: Digest = async (bytes) => new Uint8Array(await webcrypto.subtle.digest('SHA-256', bytes));

/** A log as audits keeps it. */
const logOf = (texts: readonly string[]) => {
  const frontier = new MerkleFrontier();
  return texts.map((text, index) => {
    const bytes = Buffer.from(text);
    const leaf = leafHash(bytes);
    frontier.append(leaf);
    const root = frontier.root().toString('hex');
    return { index, bytes: bytes.toString('base64'), leaf: leaf.toString('hex'), root };
  });
};

const LOG = logOf(Array.from({ length: 21 }, (_, index) => `条目 ${index}`));

const faultOf = async (log: typeof LOG) => {
  const proof = new LogProof(digest);
  for (const entry of log) {
    const fault = await proof.add(entry);
    if (fault !== null) return fault;
  }
  return proof.size;
};

describe('the log in an auditor’s browser', () => {
  it('makes the very tree that audits keeps', async () => {
    expect(await faultOf(LOG)).toBe(21);
    expect(await leafOf(LOG[3] ?? { bytes: '' }, digest)).toBe(LOG[3]?.leaf);
  });

  it('names the first entry that is missing, changed or moved', async () => {
    expect(await faultOf(LOG.toSpliced(5, 1))).toEqual({ index: 5, problem: 'missing' });
    const changed = LOG.map((entry) => (entry.index === 7 ? { ...entry, bytes: LOG[8]?.bytes ?? '' } : entry));
    expect(await faultOf(changed)).toEqual({ index: 7, problem: 'leaf' });
    const anew = LOG.map((entry) =>
      entry.index === 7 ? { ...LOG[8], ...entry, leaf: LOG[8]?.leaf ?? '', bytes: LOG[8]?.bytes ?? '' } : entry,
    );
    expect(await faultOf(anew)).toEqual({ index: 7, problem: 'root' });
  });
});
