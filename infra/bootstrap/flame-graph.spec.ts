import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { flameGraph, largestParts, partOf, readProfiles } from './flame-graph.mjs';

const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const frame = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  children,
  callFrame: { functionName, url },
});
/** Samples every 10 ms from second 1 on, one node each. */
const writeProfile = (name: string, samples: number[]) => {
  const nodes = [
    frame(1, '(root)', '', [2, 3, 6, 7]),
    frame(2, '(idle)', ''),
    frame(3, 'answer', 'file:///p/dist/apps/payments/src/a.js', [4, 5]),
    frame(4, 'save', 'file:///p/node_modules/mongodb/lib/x.js'),
    frame(5, 'save', 'file:///p/node_modules/mongodb/lib/y.js'),
    frame(6, '(garbage collector)', ''),
    frame(7, 'decide', 'file:///p/dist/libs/domain/src/<b>.js'),
  ];
  const profile = { nodes, samples, startTime: 1_000_000, timeDeltas: samples.map(() => 10_000) };
  writeFileSync(join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
};

describe('profiles of a run', () => {
  it('count work and not waiting, between the two moments only', () => {
    writeProfile('payments', [3, 2, 4, 5, 6, 7, 7]);
    const [tree] = readProfiles(folder, 1_020_000, 1_060_000);
    expect(tree).toMatchObject({ name: 'payments', total: 40_000 });
    expect(tree?.children.map(({ name, total }) => [name, total])).toEqual([
      ['answer', 20_000],
      ['(garbage collector)', 10_000],
      ['decide', 10_000],
      ['(idle)', 0],
    ]);
    expect(tree?.children[0]?.children).toMatchObject([{ name: 'save', part: 'mongodb', self: 20_000 }]);
  });

  it('are summed by what the code belongs to', () => {
    expect(largestParts(readProfiles(folder, 0, Number.MAX_SAFE_INTEGER)).slice(0, 2)).toEqual([
      { part: 'mongodb', ms: 20, share: 1 / 3 },
      { part: 'libs/domain', ms: 20, share: 1 / 3 },
    ]);
    expect(partOf('node:events', 'emit')).toBe('node');
    expect(partOf('file:///p/dist/workflows/src/main.js', 'run')).toBe('workflows');
    expect(partOf('file:///p/node_modules/@temporalio/worker/lib/a.js', 'run')).toBe('@temporalio/worker');
  });

  it('are drawn with widths in proportion, and with nothing a browser would take for markup', () => {
    const svg = flameGraph(readProfiles(folder, 0, Number.MAX_SAFE_INTEGER), 'a <title>');
    expect(svg).toContain('a &lt;title&gt;');
    const wide = Number(/<title>answer[^<]*<\/title><rect [^>]*width="([\d.]+)"/.exec(svg)?.[1]);
    const narrow = Number(/<title>decide[^<]*<\/title><rect [^>]*width="([\d.]+)"/.exec(svg)?.[1]);
    expect(wide / narrow).toBeCloseTo(3 / 2, 2);
  });
});
