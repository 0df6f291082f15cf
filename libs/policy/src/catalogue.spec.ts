import { describe, expect, it } from '@jest/globals';
import { refusal } from '#libs/contracts';
import { isRuleId, renderRule, type RuleId, RULES, sortFindings } from './catalogue.js';

const ids = Object.keys(RULES).filter(isRuleId);

describe('the catalogue of rules', () => {
  it('holds the 117 rules of the office and those about programs', () => {
    const family = (name: string, count: number): string[] =>
      Array.from({ length: count }, (_, at) => `R-${name}-${String(at + 1).padStart(2, '0')}`);
    expect(ids.toSorted()).toEqual([
      ...family('AUD', 5),
      ...family('AUTO', 8),
      ...family('CAL', 2),
      ...family('CAP', 6),
      ...family('COM', 8),
      ...family('EXP', 7),
      ...family('FILE', 7),
      ...family('FUND', 16),
      ...family('HLTH', 4),
      ...family('ID', 8),
      ...family('LIFE', 6),
      ...family('ORG', 5),
      ...family('PAY', 9),
      ...family('PIPE', 5),
      ...family('PRICE', 3),
      ...family('PRIV', 2),
      ...family('PROC', 8),
      ...family('PUB', 4),
      ...family('SITE', 9),
      ...family('STAT', 2),
      ...family('STF', 6),
    ]);
  });

  it('knows its own ids and no others', () => {
    expect(ids.every((id) => RULES[id].id === id)).toBe(true);
    expect(['R-ID-99', 'G-STATE', 'toString', ''].filter(isRuleId)).toEqual([]);
  });

  it('has both texts of every rule, with the same parameters in both', () => {
    const names = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).toSorted();
    for (const id of ids) {
      expect(RULES[id].zh).toMatch(/\p{Script=Han}/u);
      expect(RULES[id].en).toMatch(/^[\x20-\x7e–²{}]+$/u);
      expect(names(RULES[id].en)).toEqual(names(RULES[id].zh));
    }
  });

  it.each<[RuleId, Record<string, string | number>, string, string]>([
    [
      'R-COM-01',
      { present: 4, total: 7 },
      '到会委员4人，不足应到7人的三分之二，会议无效',
      '4 of 7 members present: below two thirds; the meeting is not valid',
    ],
    [
      'R-CAP-02',
      { class: 'SENIOR', c: 2, need: 3 },
      '托大班保育人员2人，至少需要3人',
      'Senior class has 2 carers; 3 needed',
    ],
    [
      'R-ORG-03',
      { unit: '510116' },
      '托育场所位于双流区，由该地卫健部门核验',
      'The site is in Shuangliu District; its health authority verifies',
    ],
    [
      'R-FILE-04',
      { fields: 'name,places' },
      '备案信息与申报信息不一致：名称、托位数',
      'Filing and form differ: name, places',
    ],
    [
      'R-FUND-03',
      { left: '0.00', amt: '1.00' },
      '超出预算：剩余0.00元，本次1.00元',
      'Over budget: 0.00 left, 1.00 requested',
    ],
    ['R-FUND-06', { category: 'EX-91' }, '专项经费不得列支奖金', 'Earmarked funds may not pay for bonuses'],
    ['R-CAP-01', { class: 'X', n: 1 }, 'X1人，超过上限{max}人', 'X has 1 children; the limit is {max}'],
  ])('renders %s with its parameters', (rule, params, zh, en) => {
    expect(renderRule(rule, params)).toEqual({ zh, en });
  });

  it('puts parameters in as they are, also when they look like patterns', () => {
    expect(renderRule('R-ID-07', { caseNo: '$&{caseNo}' }).zh).toContain('（$&{caseNo}）');
  });

  it('parts warnings from refusals and treats unknown codes as refusals', () => {
    const found = ['R-ID-03', 'R-ID-02', 'R-ID-05', 'R-PAY-07', 'G-STATE'].map((rule) => refusal(rule));
    const { refusals, warnings } = sortFindings(found);
    expect(warnings.map(({ rule }) => rule)).toEqual(['R-ID-03', 'R-ID-05']);
    expect(refusals.map(({ rule }) => rule)).toEqual(['R-ID-02', 'R-PAY-07', 'G-STATE']);
  });
});
