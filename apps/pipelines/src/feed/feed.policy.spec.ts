import { describe, expect, it } from '@jest/globals';
import { indexAt, positionAt } from './feed-position.policy.js';
import { maySeeEntry, scopeOf } from './feed.policy.js';

const entry = {
  service: 'approvals',
  type: 'review.decided',
  actor: 'p-reviewer',
  units: ['510104', '510105'],
  organisations: ['EMPLOYER', 'UNION'],
  owner: 'p-owner',
};
const program = (grant: { unit?: string; organisation?: string }) => ({
  id: 'p-1',
  kind: 'machine' as const,
  roles: [{ role: 'PIPELINE' as const, ...grant }],
});
const sees = (grant: { unit?: string; organisation?: string }, filters: object[] = [], change: object = {}): boolean =>
  maySeeEntry(scopeOf(program(grant), filters), { ...entry, ...change });

describe('what a program sees of the feed', () => {
  it.each([
    [{ unit: '5101' }, true],
    [{ unit: '510104' }, true],
    [{ unit: '510105' }, true],
    [{ unit: '510106' }, false],
    [{}, false],
    [{ organisation: 'union' }, true],
    [{ organisation: 'OTHER' }, false],
    // An organisation is narrower than its unit, never wider.
    [{ unit: '5101', organisation: 'OTHER' }, false],
  ])('is decided by its unit and organisation: %j %s', (grant, expected) => {
    expect(sees(grant)).toBe(expected);
  });

  it('never is a fact without a case, but for the city', () => {
    expect(sees({ unit: '510104' }, [], { units: [], organisations: [] })).toBe(false);
    expect(sees({ unit: '5101' }, [], { units: [], organisations: [] })).toBe(true);
  });

  it('is its own account and nobody else’s, whatever its unit', () => {
    expect(sees({ unit: '5101' }, [], { service: 'pipelines' })).toBe(false);
    expect(sees({}, [], { service: 'pipelines', owner: 'p-1' })).toBe(true);
  });

  it('is its own refusals alone', () => {
    expect(sees({ unit: '5101' }, [], { type: 'refusal.recorded' })).toBe(false);
    expect(sees({ unit: '5101' }, [], { type: 'refusal.recorded', actor: 'p-1' })).toBe(true);
  });

  it.each([
    [{ types: ['review.decided'] }, true],
    [{ types: ['review.*'] }, true],
    [{ types: ['reviews.*', 'review.opened'] }, false],
    [{ services: ['approvals'] }, true],
    [{ services: ['payments'] }, false],
    [{ units: ['510105'] }, true],
    [{ units: ['510106'] }, false],
    [{ ownCases: true }, false],
  ])('is narrowed by a filter %j: %s', (filter, expected) => {
    expect(sees({ unit: '5101' }, [filter])).toBe(expected);
    // Every filter must let it through: a request never widens what the account is given.
    expect(sees({ unit: '5101' }, [filter, { types: ['review.decided'] }])).toBe(expected);
  });
});

describe('a position of the feed', () => {
  it.each([0, 1, 255, 1_234_567])('is read back as %s', (index) => {
    expect(indexAt(positionAt(index))).toBe(index);
  });

  it.each(['', '1', 'ZjEuLTE', 'ZjIuMQ', 'ZjEuMQ==', 'ZjEuMDE'])('is not %s', (text) => {
    expect(() => indexAt(text)).toThrow();
  });
});
