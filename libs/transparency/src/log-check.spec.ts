import { describe, expect, it } from '@jest/globals';
import { LogCheck, type LogFault, type StoredEntry } from './log-check.js';
import { EMPTY_ROOT, MerkleFrontier, leafHash } from './merkle-tree.js';

const logOf = (texts: readonly string[]): StoredEntry[] => {
  const frontier = new MerkleFrontier();
  return texts.map((text, index) => {
    const bytes = Buffer.from(text);
    const leaf = leafHash(bytes);
    frontier.append(leaf);
    return { index, bytes, leaf, root: frontier.root() };
  });
};

const firstFault = (entries: readonly StoredEntry[]): LogFault | null => {
  const check = new LogCheck();
  for (const entry of entries) {
    const fault = check.add(entry);
    if (fault) return fault;
  }
  return null;
};

describe('the check of a log', () => {
  const log = logOf(['a', 'b', 'c', 'd', 'e']);

  it('finds nothing in an honest log', () => {
    expect(firstFault(log)).toBeNull();
  });

  it('names a dropped entry', () => {
    expect(firstFault(log.filter(({ index }) => index !== 2))).toEqual({ index: 2, problem: 'missing', found: 3 });
  });

  it('names a changed entry', () => {
    const changed = log.map((entry) => (entry.index === 3 ? { ...entry, bytes: Buffer.from('x') } : entry));
    expect(firstFault(changed)).toEqual({ index: 3, problem: 'leaf' });
  });

  it('names a changed entry whose leaf was changed with it', () => {
    const bytes = Buffer.from('x');
    const changed = log.map((entry) => (entry.index === 3 ? { ...entry, bytes, leaf: leafHash(bytes) } : entry));
    expect(firstFault(changed)).toEqual({ index: 3, problem: 'root' });
  });

  it('names two swapped entries at the first of them, even when their hashes went along', () => {
    const [a, b, c, d, e] = log;
    if (!a || !b || !c || !d || !e) throw new Error('The log has five entries.');
    expect(firstFault([a, { ...d, index: 1 }, c, { ...b, index: 3 }, e])).toEqual({ index: 1, problem: 'root' });
  });

  it('knows the head that the log had at any size it has read', () => {
    const check = new LogCheck();
    for (const entry of log) check.add(entry);
    expect(check.rootAt(0)).toEqual(EMPTY_ROOT);
    for (const { index, root } of log) expect(check.rootAt(index + 1)).toEqual(root);
    expect(check.rootAt(6)).toBeUndefined();
  });
});
