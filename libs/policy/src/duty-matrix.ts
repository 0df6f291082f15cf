import {
  DUTY_NAMES,
  OBJECTION_SEATS,
  REVIEW_SEATS,
  refusal,
  type Duty,
  type Level,
  type Refusal,
} from '#libs/contracts';
import { areSuccessive } from './rules/procedure.js';

/** Whose side of a case somebody acts on: he asks for it, judges it, handles the money that follows, or audits all of it. */
export type DutySide = 'applicant' | 'judge' | 'finance' | 'audit';

/** A duty's side, and its level where it has one on a ladder of R-PROC-05; inspectors and cashiers stand outside. */
export interface DutyPlace {
  readonly side: DutySide;
  readonly level: Level | undefined;
}

/** Where each duty stands. The matrix follows from this table, the ladders, and the seats of each review. */
export const DUTIES: Readonly<Record<Duty, DutyPlace>> = {
  'application-preparation': { side: 'applicant', level: 'grassroots' },
  'committee-chairing': { side: 'applicant', level: 'grassroots' },
  'committee-vote': { side: 'applicant', level: 'grassroots' },
  'application-submission': { side: 'applicant', level: 'grassroots' },
  'formal-check': { side: 'judge', level: 'district' },
  'formal-signature': { side: 'judge', level: 'district' },
  'district-review': { side: 'judge', level: 'district' },
  'district-signature': { side: 'judge', level: 'district' },
  'municipal-review': { side: 'judge', level: 'municipal' },
  'municipal-signature': { side: 'judge', level: 'municipal' },
  'filing-record': { side: 'judge', level: 'county-health' },
  'health-verification': { side: 'judge', level: 'county-health' },
  inspection: { side: 'judge', level: undefined },
  'joint-review-union': { side: 'judge', level: 'municipal' },
  'joint-review-health': { side: 'judge', level: 'municipal-health' },
  'objection-examination': { side: 'judge', level: 'municipal' },
  'objection-decision': { side: 'judge', level: 'municipal' },
  'objection-decision-health': { side: 'judge', level: 'municipal-health' },
  'designation-union': { side: 'judge', level: 'municipal' },
  'designation-health': { side: 'judge', level: 'municipal-health' },
  operation: { side: 'judge', level: 'municipal' },
  'payment-making': { side: 'finance', level: undefined },
  'payment-checking': { side: 'finance', level: undefined },
  'payment-approval': { side: 'finance', level: undefined },
  'receipt-recording': { side: 'finance', level: undefined },
  'expense-registration': { side: 'applicant', level: 'grassroots' },
  'expense-settlement': { side: 'applicant', level: 'grassroots' },
  'performance-report': { side: 'applicant', level: 'grassroots' },
  'report-countersignature': { side: 'applicant', level: 'grassroots' },
  'grant-direction': { side: 'judge', level: 'municipal' },
  'grant-audit': { side: 'audit', level: undefined },
};

/** Money goes out by several hands: the city's pays the grant, the union's spends it (domain.md §3.5). */
const PAYING_HANDS: readonly (readonly Duty[])[] = [
  ['payment-making', 'payment-checking', 'payment-approval'],
  ['expense-registration', 'expense-settlement'],
];

/** Whoever audits within the union has neither led it nor kept its money (R-AUD-02). */
const UNION_AUDIT: Duty = 'report-countersignature';
const AUDITED_IN_UNION: readonly Duty[] = [
  'committee-chairing',
  'application-submission',
  'performance-report',
  'expense-registration',
  'expense-settlement',
];

/**
 * Rules that a combination breaks: R-PAY-05 several hands pay, R-PROC-05 successive levels, R-PROC-04 conflict of interest,
 * R-AUD-02 independence of auditors.
 */
export type DutyRule = 'R-PAY-05' | 'R-PROC-05' | 'R-PROC-04' | 'R-AUD-02';

export interface DutyPair {
  readonly first: Duty;
  readonly second: Duty;
  readonly rule: DutyRule;
}

/** Something done on a case, or about to be done. Level and duty are strings because the log outlives this table. */
export interface DutyAct {
  readonly level: string;
  readonly duty: string;
  readonly actor: string;
}

const ruleBetween = (
  one: { readonly side: DutySide; readonly level: string | undefined },
  other: { readonly side: DutySide; readonly level: string | undefined },
): DutyRule | undefined => {
  if ((one.side === 'audit') !== (other.side === 'audit')) return 'R-AUD-02';
  if (one.level !== undefined && other.level !== undefined && areSuccessive(one.level, other.level)) return 'R-PROC-05';
  // Who belongs to the applicant judges his own application at no level, and who did either handles none of its money.
  return one.side === other.side ? undefined : 'R-PROC-04';
};

/** Duties around one table: those of each review, and of whoever deals with an objection. */
const TABLES: readonly (readonly Duty[])[] = [
  ...Object.values(REVIEW_SEATS).map(({ seats }) => seats.map(({ duty }): Duty => duty)),
  [OBJECTION_SEATS.examination, ...OBJECTION_SEATS.decisions].map(({ duty }) => duty),
];

/** Reviewer and leader, union and health: the seats of one table are different people, whatever offices one of them holds. */
const sitTogether = (first: Duty, second: Duty): boolean =>
  TABLES.some((duties) => duties.includes(first) && duties.includes(second));

const ruleAgainst = (first: Duty, second: Duty): DutyRule | undefined => {
  if (first === second) return undefined;
  if (PAYING_HANDS.some((hands) => hands.includes(first) && hands.includes(second))) return 'R-PAY-05';
  if (first === UNION_AUDIT && AUDITED_IN_UNION.includes(second)) return 'R-AUD-02';
  if (second === UNION_AUDIT && AUDITED_IN_UNION.includes(first)) return 'R-AUD-02';
  return sitTogether(first, second) ? 'R-PROC-05' : ruleBetween(DUTIES[first], DUTIES[second]);
};

/** Every pair of duties that one person may not combine on one case, each unordered pair once (design: data, not code). */
export const DUTY_MATRIX: readonly DutyPair[] = DUTY_NAMES.flatMap((first, index) =>
  DUTY_NAMES.slice(index + 1).flatMap((second) => {
    const rule = ruleAgainst(first, second);
    return rule === undefined ? [] : [{ first, second, rule }];
  }),
);

const isDuty = (duty: string): duty is Duty => Object.hasOwn(DUTIES, duty);

/** A duty that this version does not know is judged by the level that stands beside it. */
const placeOf = ({ level, duty }: DutyAct): { readonly side: DutySide; readonly level: string | undefined } =>
  isDuty(duty) ? DUTIES[duty] : { side: level === 'grassroots' ? 'applicant' : 'judge', level };

const ruleFor = (done: DutyAct, next: DutyAct): DutyRule | undefined => {
  const [one, other] = [done.duty, next.duty];
  if (!isDuty(one) || !isDuty(other)) return ruleBetween(placeOf(done), placeOf(next));
  return DUTY_MATRIX.find(
    ({ first, second }) => (first === one && second === other) || (first === other && second === one),
  )?.rule;
};

export interface DutyConflict {
  readonly rule: DutyRule;
  /** The earlier duty of the same person that stands against the new one. */
  readonly because: string;
}

/**
 * Whether this person may take on this duty after what was done on the case so far.
 * @returns the first conflict in the order of the history, or undefined
 */
export const dutyConflict = (history: readonly DutyAct[], next: DutyAct): DutyConflict | undefined => {
  for (const done of history) {
    const rule = done.actor === next.actor ? ruleFor(done, next) : undefined;
    if (rule !== undefined) return { rule, because: done.duty };
  }
  return undefined;
};

/** The same as a refusal: R-PROC-04, R-PROC-05, R-PAY-05 or R-AUD-02, whichever the matrix names first. */
export const checkDuty = (
  next: { readonly duty: Duty; readonly actor: string },
  history: readonly DutyAct[],
  pointer = '',
): readonly Refusal[] => {
  const conflict = dutyConflict(history, { ...next, level: DUTIES[next.duty].level ?? '' });
  return conflict === undefined ? [] : [refusal(conflict.rule, pointer)];
};
