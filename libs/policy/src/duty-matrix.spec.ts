import { describe, expect, it } from '@jest/globals';
import { DUTY_NAMES, OBJECTION_SEATS, REVIEW_SEATS, type Duty, type Seat } from '#libs/contracts';
import { checkDuty, DUTIES, DUTY_MATRIX, dutyConflict, type DutyAct, type DutyRule } from './duty-matrix.js';

const spending: readonly Duty[] = ['expense-registration', 'expense-settlement'];
const applicant: readonly Duty[] = [
  'application-preparation',
  'committee-chairing',
  'committee-vote',
  'application-submission',
  'performance-report',
  'report-countersignature',
  ...spending,
];
const district: readonly Duty[] = ['formal-check', 'formal-signature', 'district-review', 'district-signature'];
const municipal: readonly Duty[] = [
  'municipal-review',
  'municipal-signature',
  'joint-review-union',
  'objection-examination',
  'objection-decision',
  'designation-union',
  'operation',
  'grant-direction',
];
const county: readonly Duty[] = ['filing-record', 'health-verification'];
const health: readonly Duty[] = ['joint-review-health', 'objection-decision-health', 'designation-health'];
const paying: readonly Duty[] = ['payment-making', 'payment-checking', 'payment-approval'];
const finance: readonly Duty[] = [...paying, 'receipt-recording'];
const judges: readonly Duty[] = [...district, ...municipal, ...county, ...health, 'inspection'];

/** The expectation, written pair by pair and not by the attributes from which the matrix is made. */
const expected = new Map<string, DutyRule>();
const forbid = (rule: DutyRule, some: readonly Duty[], others: readonly Duty[]): void => {
  for (const first of some) {
    for (const second of others) {
      if (first === second) continue;
      expected.set(`${first}+${second}`, rule);
      expected.set(`${second}+${first}`, rule);
    }
  }
};
forbid('R-PROC-04', applicant, judges);
forbid('R-PROC-04', [...applicant, ...judges], finance);
forbid('R-PROC-05', applicant, district);
forbid('R-PROC-05', district, municipal);
forbid('R-PROC-05', county, health);
forbid('R-PROC-05', ['formal-check'], ['formal-signature']);
forbid('R-PROC-05', ['district-review'], ['district-signature']);
forbid('R-PROC-05', ['municipal-review'], ['municipal-signature']);
forbid('R-PROC-05', ['joint-review-union'], ['joint-review-health']);
forbid('R-PROC-05', ['designation-union'], ['designation-health']);
forbid('R-PROC-05', ['objection-examination'], ['objection-decision', 'objection-decision-health']);
forbid('R-PROC-05', ['objection-decision'], ['objection-decision-health']);
forbid('R-PAY-05', paying, paying);
forbid('R-PAY-05', spending, spending);
forbid(
  'R-AUD-02',
  ['report-countersignature'],
  ['committee-chairing', 'application-submission', 'performance-report', ...spending],
);
forbid('R-AUD-02', ['grant-audit'], [...applicant, ...judges, ...finance]);

const act = (duty: Duty, actor: string): DutyAct => ({ level: DUTIES[duty].level ?? '', duty, actor });
const pairs = DUTY_NAMES.flatMap((first) =>
  DUTY_NAMES.map((second) => [first, second, expected.get(`${first}+${second}`)] as const),
);

describe('the duty matrix', () => {
  it.each(pairs)('judges %s then %s by one person as %s', (first, second, rule) => {
    const conflict = dutyConflict([act(first, 'p-1')], act(second, 'p-1'));
    expect(conflict).toEqual(rule === undefined ? undefined : { rule, because: first });
  });

  it.each(pairs)('lets two people do %s and %s', (first, second) => {
    expect(dutyConflict([act(first, 'p-1')], act(second, 'p-2'))).toBeUndefined();
  });

  it('holds each forbidden pair once', () => {
    expect(DUTY_MATRIX).toHaveLength(expected.size / 2);
    expect(new Set(DUTY_MATRIX.map((pair) => [pair.first, pair.second].toSorted().join())).size).toBe(
      DUTY_MATRIX.length,
    );
  });

  it('looks at the whole history, and answers with the rule as a refusal', () => {
    const history = [act('payment-making', 'p-1'), act('payment-checking', 'p-2')];
    expect(dutyConflict(history, act('payment-approval', 'p-1'))).toEqual({
      rule: 'R-PAY-05',
      because: 'payment-making',
    });
    expect(checkDuty({ duty: 'payment-approval', actor: 'p-2' }, history, '/approver')).toEqual([
      { rule: 'R-PAY-05', pointer: '/approver', params: {} },
    ]);
    expect(checkDuty({ duty: 'payment-approval', actor: 'p-3' }, history)).toEqual([]);
  });

  it.each([
    ['grassroots', 'formal-check', 'R-PROC-05'],
    ['grassroots', 'municipal-review', 'R-PROC-04'],
    ['district', 'municipal-review', 'R-PROC-05'],
    ['municipal', 'joint-review-union', undefined],
    ['inspection', 'payment-making', 'R-PROC-04'],
  ] as const)('judges a duty of another time by its level: %s, then %s', (level, duty, rule) => {
    const history = [{ level, duty: 'a-duty-of-another-time', actor: 'p-1' }];
    expect(checkDuty({ duty, actor: 'p-1' }, history).map((found) => found.rule)).toEqual(
      rule === undefined ? [] : [rule],
    );
  });

  it('stands at the level of every seat, and knows each seat by a duty of its own', () => {
    const seats = [
      ...Object.values(REVIEW_SEATS).flatMap((review): readonly Seat[] => review.seats),
      OBJECTION_SEATS.examination,
      ...OBJECTION_SEATS.decisions,
    ];
    for (const { level, duty } of seats) expect([duty, DUTIES[duty].level]).toEqual([duty, level]);
    expect(new Set(seats.map(({ duty }) => duty)).size).toBe(seats.length);
  });
});
