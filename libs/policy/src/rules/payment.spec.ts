import { describe, expect, it } from '@jest/globals';
import {
  checkAccountName,
  checkAccountNumber,
  checkApprovedAmount,
  checkCnaps,
  checkCoolOff,
  checkNoticeEnded,
  checkNotPaidBefore,
  checkNotPersonalCard,
  isOverridable,
} from './payment.js';

const rules = (found: readonly { readonly rule: string }[]): string[] => found.map(({ rule }) => rule);

describe('R-PAY, the account', () => {
  it("R-PAY-01 wants the union's own name on the union's money", () => {
    const payee = { fund: 'UNION_MUNI', accountName: '示例（成都）电子工会', unionName: '示例(成都)电子工会' } as const;
    expect(checkAccountName(payee, '')).toEqual([]);
    expect(checkAccountName({ ...payee, accountName: '示例 (成都) 电子　工会' }, '')).toEqual([]);
    expect(rules(checkAccountName({ ...payee, accountName: '示例(成都)电子有限公司' }, ''))).toEqual(['R-PAY-01']);
    expect(rules(checkAccountName({ ...payee, accountName: ' ', unionName: '' }, ''))).toEqual(['R-PAY-01']);
  });

  it("R-PAY-01 wants the employer's or the institution's name on fiscal money", () => {
    const payee = { fund: 'FISCAL_HEALTH', employerName: '示例医院', institutionName: '示例托育园' } as const;
    expect(checkAccountName({ ...payee, accountName: '示例医院' }, '')).toEqual([]);
    expect(checkAccountName({ ...payee, accountName: '示例托育园' }, '')).toEqual([]);
    expect(rules(checkAccountName({ ...payee, accountName: '示例医院工会' }, ''))).toEqual(['R-PAY-01']);
  });

  it.each(['102651001012', '105651003037', '1026 5100 1012'])('R-PAY-02 accepts %s', (cnaps) => {
    expect(checkCnaps(cnaps, '')).toEqual([]);
  });

  it.each(['10265100101', '1026510010122', '10265100101A', ''])(
    'R-PAY-02 lets nobody override the format of %j',
    (cnaps) => {
      const [found, ...more] = checkCnaps(cnaps, '/cnaps');
      expect([found, more]).toEqual([{ rule: 'R-PAY-02', pointer: '/cnaps', params: { defect: 'format' } }, []]);
      expect(found !== undefined && isOverridable(found)).toBe(false);
    },
  );

  it('R-PAY-02 lets the checker override a wrong check digit', () => {
    const [found] = checkCnaps('102651001021', '/cnaps');
    expect(found).toEqual({ rule: 'R-PAY-02', pointer: '/cnaps', params: { defect: 'checkDigit' } });
    expect(found !== undefined && isOverridable(found)).toBe(true);
    expect(checkAccountNumber('1', '').some(isOverridable)).toBe(false);
  });

  it.each([
    ['1234567', 1],
    ['12345678', 0],
    ['1'.repeat(32), 0],
    ['1'.repeat(33), 1],
    ['1234-5678 9012', 0],
    ['12345678X', 1],
  ])('R-PAY-03 has for %s %i findings', (account, findings) => {
    expect(checkAccountNumber(account, '')).toHaveLength(findings);
  });

  it('R-PAY-04 refuses what looks like a personal card', () => {
    expect(rules(checkNotPersonalCard('6222 0244 0200 0001 234', ''))).toEqual(['R-PAY-04']);
    expect(checkNotPersonalCard('6222024402000001235', '')).toEqual([]);
    expect(checkNotPersonalCard('51001234567890123456', '')).toEqual([]);
  });
});

describe('R-PAY, the payment', () => {
  it('R-PAY-06 waits for the day after the notice, with no objection open or upheld', () => {
    const notice = { endsOn: '2026-05-15', today: '2026-05-16', openObjections: 0, upheldObjections: 0 };
    expect(checkNoticeEnded(notice, '')).toEqual([]);
    expect(rules(checkNoticeEnded({ ...notice, today: '2026-05-15' }, ''))).toEqual(['R-PAY-06']);
    expect(rules(checkNoticeEnded({ ...notice, endsOn: undefined }, ''))).toEqual(['R-PAY-06']);
    expect(rules(checkNoticeEnded({ ...notice, openObjections: 1 }, ''))).toEqual(['R-PAY-06']);
    expect(rules(checkNoticeEnded({ ...notice, upheldObjections: 1 }, ''))).toEqual(['R-PAY-06']);
  });

  it('R-PAY-07 waits for the whole cool-off and for the new verification', () => {
    const data = { changed: true, reverified: true, coolOffEndsOn: '2026-06-16', today: '2026-06-17' };
    expect(checkCoolOff(data, '')).toEqual([]);
    expect(rules(checkCoolOff({ ...data, today: '2026-06-16' }, ''))).toEqual(['R-PAY-07']);
    expect(rules(checkCoolOff({ ...data, reverified: false }, ''))).toEqual(['R-PAY-07']);
    expect(rules(checkCoolOff({ ...data, coolOffEndsOn: undefined }, ''))).toEqual(['R-PAY-07']);
    expect(checkCoolOff({ ...data, changed: false, reverified: false, today: '2026-06-01' }, '')).toEqual([]);
  });

  it('R-PAY-08 pays neither a key nor an instalment twice', () => {
    const done = [{ idempotencyKey: 'grant-1/1', instalment: 1 }];
    expect(checkNotPaidBefore({ idempotencyKey: 'grant-1/2', instalment: 2 }, done, '')).toEqual([]);
    expect(rules(checkNotPaidBefore({ idempotencyKey: 'grant-1/1', instalment: 2 }, done, ''))).toEqual(['R-PAY-08']);
    expect(rules(checkNotPaidBefore({ idempotencyKey: 'grant-1/2', instalment: 1 }, done, ''))).toEqual(['R-PAY-08']);
    expect(checkNotPaidBefore({ idempotencyKey: 'grant-1/1', instalment: 1 }, [], '')).toEqual([]);
  });

  it('R-PAY-09 pays the approved amount to the fen', () => {
    expect(checkApprovedAmount({ approvedFen: 10_000_000, paidFen: 10_000_000 }, '')).toEqual([]);
    expect(rules(checkApprovedAmount({ approvedFen: 10_000_000, paidFen: 9_999_999 }, ''))).toEqual(['R-PAY-09']);
  });
});
