import { describe, expect, it } from '@jest/globals';
import { DecideReview, REVIEW_KINDS } from '#libs/contracts';
import { reviewBody, trialBody, type ReviewValues } from '../src/decisions/review-body.view.js';
import { parseYuan, yuanText } from '../src/decisions/yuan.view.js';

const EMPTY: ReviewValues = {
  outcome: '',
  reasonCode: '',
  reasonText: '',
  defects: [],
  unionYuan: '100,000.00',
  healthYuan: '50000',
  documentNo: ' 成工发〔2026〕1号 ',
};
const words = { language: 'zh', choose: '请选择审核结论' } as const;
const REASON = '年度预算文件缺少托育经费';

describe('the form of a review', () => {
  it('asks for a decision first', () => {
    expect(reviewBody('formal-check', EMPTY, words)).toMatchObject({ errors: [{ pointer: '/outcome' }] });
  });

  it('sends only what belongs to the outcome, in a form that the contract takes', () => {
    const bodies = [
      reviewBody('formal-check', { ...EMPTY, outcome: 'pass', reasonText: REASON }, words),
      reviewBody('joint-review', { ...EMPTY, outcome: 'pass' }, words),
      reviewBody('designation', { ...EMPTY, outcome: 'pass' }, words),
      reviewBody('joint-review', { ...EMPTY, outcome: 'defer', reasonCode: 'QUOTA', reasonText: REASON }, words),
      reviewBody(
        'district-review',
        { ...EMPTY, outcome: 'return', defects: [{ item: 'A05', reasonCode: 'BUDGET_PROBLEM', text: REASON }] },
        words,
      ),
    ].map((made) => ('body' in made ? DecideReview.parse(made.body) : made));
    expect(bodies).toEqual([
      { outcome: 'pass' },
      { outcome: 'pass', unionGrantFen: 10_000_000, healthGrantFen: 5_000_000 },
      { outcome: 'pass', documentNo: '成工发〔2026〕1号' },
      { outcome: 'defer', reasonCode: 'QUOTA', reasonText: REASON },
      { outcome: 'return', defects: [{ item: 'A05', reasonCode: 'BUDGET_PROBLEM', text: REASON }] },
    ]);
  });

  it('says at each field what R-PROC-06 would say, before anybody is asked', () => {
    const rejected = reviewBody('formal-check', { ...EMPTY, outcome: 'reject', reasonText: '太短' }, words);
    expect(rejected).toMatchObject({
      errors: [
        { rule: 'R-PROC-06', pointer: '/reasonCode' },
        { rule: 'R-PROC-06', pointer: '/reasonText', text: '请填写不少于10字的理由' },
      ],
    });
    const returned = reviewBody(
      'formal-check',
      { ...EMPTY, outcome: 'return', defects: [{ item: 'staff', reasonCode: 'OTHER', text: '' }] },
      words,
    );
    expect(returned).toMatchObject({ errors: [{ pointer: '/defects/0/text' }] });
  });

  it('tries a yes of every kind with a body that the contract takes', () => {
    for (const kind of REVIEW_KINDS) DecideReview.parse(trialBody(kind, { union: 1, health: 2 }));
  });
});

describe('an amount', () => {
  it.each([
    ['100,000.50', 10_000_050],
    ['1，000', 100_000],
    ['0.5', 50],
    ['1.005', undefined],
    ['-1', undefined],
    ['', undefined],
    ['1e3', undefined],
    ['99999999999999999', undefined],
  ])('%p is %p fen', (text, fen) => {
    expect(parseYuan(text)).toBe(fen);
  });

  it('comes back from its own text', () => {
    for (const fen of [0, 5, 99, 100, 10_000_050]) expect(parseYuan(yuanText(fen))).toBe(fen);
  });
});
