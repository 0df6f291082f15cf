import { describe, expect, it } from '@jest/globals';
import { LEVELS, REASON_CODE_NAMES } from '#libs/contracts';
import { isReasonCode, REASON_CODES } from '../reason-code.js';
import {
  areSuccessive,
  checkAllDefects,
  checkCorrectionInTime,
  checkCorrectionRounds,
  checkNegativeDecision,
  checkNoConflict,
  checkVersion,
  checkWithdrawalConsent,
} from './procedure.js';

const rules = (found: readonly { readonly rule: string }[]): string[] => found.map(({ rule }) => rule);

describe('R-PROC, procedure', () => {
  it('R-PROC-01 waits for every concurrent review and says so once', () => {
    expect(checkAllDefects([], '/steps')).toEqual([]);
    expect(rules(checkAllDefects(['municipal-review', 'health-verification'], '/steps'))).toEqual(['R-PROC-01']);
  });

  it('R-PROC-02 allows so many corrections and no more', () => {
    expect([0, 1, 2].map((earlier) => rules(checkCorrectionRounds({ earlier, allowed: 2 }, '')).join())).toEqual([
      '',
      '',
      'R-PROC-02',
    ]);
  });

  it('R-PROC-03 counts the whole of the last day', () => {
    expect(checkCorrectionInTime({ dueOn: '2026-05-18', today: '2026-05-18' })).toEqual([]);
    expect(checkCorrectionInTime({ dueOn: '2026-05-18', today: '2026-05-19' })).toEqual([
      { rule: 'R-PROC-03', pointer: '', params: { dueOn: '2026-05-18' } },
    ]);
  });

  it('R-PROC-08 asks for consent only while the notice is open', () => {
    expect(checkWithdrawalConsent({ noticeOpen: false, consented: false })).toEqual([]);
    expect(checkWithdrawalConsent({ noticeOpen: true, consented: true })).toEqual([]);
    expect(rules(checkWithdrawalConsent({ noticeOpen: true, consented: false }))).toEqual(['R-PROC-08']);
  });

  it('R-PROC-04 excludes whoever has a conflict', () => {
    expect(checkNoConflict({ actor: 'a', excluded: ['b'] })).toEqual([]);
    expect(checkNoConflict({ actor: 'a', excluded: ['b', 'a'] }, '/actor')).toEqual([
      { rule: 'R-PROC-04', pointer: '/actor', params: {} },
    ]);
  });

  it('R-PROC-05 knows three pairs of successive levels, in either direction', () => {
    const pairs = LEVELS.flatMap((one) =>
      LEVELS.filter((other) => areSuccessive(one, other)).map((other) => `${one}>${other}`),
    );
    expect(pairs).toEqual([
      'grassroots>district',
      'district>grassroots',
      'district>municipal',
      'municipal>district',
      'county-health>municipal-health',
      'municipal-health>county-health',
    ]);
  });

  it('R-PROC-06 asks nothing of a positive decision', () => {
    expect(checkNegativeDecision({ positive: true, reasonCode: undefined, reasonText: undefined })).toEqual([]);
  });

  it.each([...REASON_CODE_NAMES])('R-PROC-06 wants ten characters for %s', (reasonCode) => {
    const decision = { positive: false, reasonCode, reasonText: '一二三四五六七八九十' };
    expect(checkNegativeDecision(decision)).toEqual([]);
    expect(checkNegativeDecision({ ...decision, reasonText: ' 一二三四五六七八九　' }, '/decision')).toEqual([
      { rule: 'R-PROC-06', pointer: '/decision/reasonText', params: {} },
    ]);
  });

  it('R-PROC-06 counts an ideograph outside the basic plane as one character', () => {
    const decision = { positive: false, reasonCode: 'OTHER', reasonText: '𠮷'.repeat(9) };
    expect(rules(checkNegativeDecision(decision))).toEqual(['R-PROC-06']);
    expect(checkNegativeDecision({ ...decision, reasonText: '𠮷'.repeat(10) })).toEqual([]);
  });

  it('R-PROC-06 wants a known reason code', () => {
    const text = '材料不全，请补充后再提交';
    for (const reasonCode of [undefined, '', 'BORED', 'toString']) {
      expect(
        checkNegativeDecision({ positive: false, reasonCode, reasonText: text }).map(({ pointer }) => pointer),
      ).toEqual(['/reasonCode']);
    }
    expect(checkNegativeDecision({ positive: false, reasonCode: undefined, reasonText: undefined })).toHaveLength(2);
    expect(Object.keys(REASON_CODES)).toEqual([...REASON_CODE_NAMES]);
    expect(isReasonCode('QUOTA')).toBe(true);
  });

  it('R-PROC-07 refuses a version that is not the current one', () => {
    expect(checkVersion({ expected: 3, current: 3 })).toEqual([]);
    expect(checkVersion({ expected: undefined, current: 3 })).toEqual([]);
    expect(rules(checkVersion({ expected: 2, current: 3 }))).toEqual(['R-PROC-07']);
    expect(rules(checkVersion({ expected: 4, current: 3 }))).toEqual(['R-PROC-07']);
  });
});
