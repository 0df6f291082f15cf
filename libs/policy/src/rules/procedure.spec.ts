import { describe, expect, it } from '@jest/globals';
import { LEVELS, REASON_CODE_NAMES } from '#libs/contracts';
import { isReasonCode, REASON_CODES } from '../reason-code.js';
import { areSuccessive, checkNegativeDecision, checkNoConflict, checkVersion } from './procedure.js';

const rules = (found: readonly { readonly rule: string }[]): string[] => found.map(({ rule }) => rule);

describe('R-PROC, procedure', () => {
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
