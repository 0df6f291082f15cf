import { describe, expect, it } from '@jest/globals';
import type { ApplicationView } from '#libs/contracts';
import { stepOfKind, stepsOf } from '../src/cases/case-steps.view.js';

type Seen = Parameters<typeof stepsOf>[0];

const seen = (status: Seen['status'], changes: Partial<Seen> = {}): Seen => ({
  status,
  tracks: { municipal: 'NONE', health: 'NONE' },
  correction: null,
  rejection: null,
  ...changes,
});
const standings = (one: Seen): string =>
  stepsOf(one)
    .map((row) => row.map(({ standing }) => standing).join('+'))
    .join(' ');

describe('the way of a case', () => {
  it.each<[Seen, string]>([
    [seen('DRAFT'), 'current coming coming coming+coming coming coming coming coming coming'],
    [
      seen('CONCURRENT_REVIEW', { tracks: { municipal: 'PASSED', health: 'PENDING' } }),
      'done done done done+current coming coming coming coming coming',
    ],
    [seen('DESIGNATED'), 'done done done done+done done done done done current'],
    [seen('WITHDRAWN'), 'coming coming coming coming+coming coming coming coming coming coming'],
  ])('of %j is %s', (one, expected) => {
    expect(standings(one)).toBe(expected);
  });

  it('stops where the case was returned or rejected', () => {
    const correction = { steps: [{ step: 'district-review' }] } as unknown as ApplicationView['correction'];
    const rejection = { step: 'joint-review' } as unknown as ApplicationView['rejection'];
    expect(standings(seen('CORRECTION', { correction }))).toMatch(/^done done returned coming/);
    expect(standings(seen('REJECTED', { rejection }))).toMatch(/^done done done done\+done done rejected coming/);
  });

  it('knows the step of a review, and that an operator task is none', () => {
    expect([stepOfKind('joint-review'), stepOfKind('operator'), stepOfKind('draft')]).toEqual([
      'joint-review',
      undefined,
      undefined,
    ]);
  });
});
