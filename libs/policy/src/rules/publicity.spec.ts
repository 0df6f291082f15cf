import { describe, expect, it } from '@jest/globals';
import { checkNoOpenObjection, checkNoticeElapsed } from './publicity.js';

const rules = (found: readonly { readonly rule: string }[]): string[] => found.map(({ rule }) => rule);

describe('R-PUB, the public notice', () => {
  it('R-PUB-01 is satisfied on the day after a period that was long enough', () => {
    const period = { endsOn: '2026-05-15', today: '2026-05-16', workingDays: 5 };
    expect(checkNoticeElapsed(period, 5, '')).toEqual([]);
    expect(checkNoticeElapsed({ ...period, workingDays: 6 }, 5, '')).toEqual([]);
    expect(checkNoticeElapsed({ ...period, today: '2026-05-15' }, 5, '/endsOn')).toEqual([
      { rule: 'R-PUB-01', pointer: '/endsOn', params: { n: 5 } },
    ]);
    expect(rules(checkNoticeElapsed({ ...period, workingDays: 4 }, 5, ''))).toEqual(['R-PUB-01']);
  });

  it('R-PUB-03 stops designation while an objection is open', () => {
    expect(checkNoOpenObjection(0, '')).toEqual([]);
    expect(rules(checkNoOpenObjection(1, ''))).toEqual(['R-PUB-03']);
  });
});
