import type { ClassKind } from '#libs/contracts';
import { type Dated, sinceStart } from './dated.js';
import { STANDARDS, type Standards } from './standards.js';

export interface CommitteeParameters {
  readonly quorum: {
    readonly numerator: number;
    readonly denominator: number;
    /** True: reaching the fraction is enough (以上); false: it must be exceeded (超过). */
    readonly inclusive: boolean;
    readonly base: 'totalMembers';
  };
  readonly approval: { readonly moreThan: 'half'; readonly base: 'totalMembers' | 'present' };
  /** False: recused members stay in the total but are neither present nor voting. */
  readonly recusedCountAsPresent: boolean;
}

export interface ClassLimit {
  readonly zh: string;
  readonly en: string;
  readonly monthsFrom: number;
  readonly monthsTo: number;
  readonly maxChildren: number;
  readonly childrenPerCarer: number;
}
export type ClassLimits = Readonly<Record<ClassKind, ClassLimit>>;

export interface AlarmParameters {
  /** Working days before the due date on which the owner is reminded; 0 is the day itself (N04). */
  readonly remindWorkingDaysBefore: readonly number[];
  /** Working days after the due date whose end escalates, level 1 first; 0 is the end of the due date. */
  readonly escalateWorkingDaysAfter: readonly number[];
}

/** Limits of domain.md §5.2 in working days. The day of the event is not counted (民法典 Art. 201). */
const DEADLINES = {
  formalCheck: sinceStart(3, '[D] §5.2 P3'),
  districtReview: sinceStart(10, '[D] §5.2 P4'),
  municipalReview: sinceStart(10, '[D] §5.2 P5'),
  healthVerification: sinceStart(5, '[D] §5.2 P6'),
  inspectionVisit: sinceStart(10, '[D] §5.2 P7'),
  inspectionReport: sinceStart(3, '[D] §5.2 P7'),
  jointReview: sinceStart(10, '[D] §5.2 P8'),
  publicity: sinceStart(5, '[M] §5.2 P9'),
  designation: sinceStart(5, '[D] §5.2 P10'),
  disbursement: sinceStart(15, '[D] §5.2 P11'),
  filingReceipt: sinceStart(5, '[H+2] 国卫办人口发〔2019〕25号'),
  filingNonconformity: sinceStart(15, '[H+2] 国卫办人口发〔2019〕25号'),
  coolOff: sinceStart(2, '[D] R-PAY-07'),
  correction: sinceStart(10, '[D] §5.2 P3c'),
  rectification: sinceStart(15, '[D] §5.2 P7r'),
  rectificationExtended: sinceStart(30, '[D] §5.2 P7r'),
  reconsiderationRequest: sinceStart(5, '[D] §5.2'),
  reconsideration: sinceStart(10, '[D] §5.2'),
} as const satisfies Record<string, readonly Dated<number>[]>;
export type DeadlineName = keyof typeof DEADLINES;

/** Every number that no regulation fixes, as data. A change is a new row with its own dates, never an edit of an old one. */
export const PARAMETERS = {
  committee: sinceStart<CommitteeParameters>(
    {
      quorum: { numerator: 2, denominator: 3, inclusive: true, base: 'totalMembers' },
      approval: { moreThan: 'half', base: 'totalMembers' },
      recusedCountAsPresent: false,
    },
    '[D] §6.6',
  ),
  classes: sinceStart<ClassLimits>(
    {
      INFANT: { zh: '乳儿班', en: 'Infant class', monthsFrom: 6, monthsTo: 12, maxChildren: 10, childrenPerCarer: 3 },
      TODDLER: {
        zh: '托小班',
        en: 'Toddler class',
        monthsFrom: 12,
        monthsTo: 24,
        maxChildren: 15,
        childrenPerCarer: 5,
      },
      SENIOR: { zh: '托大班', en: 'Senior class', monthsFrom: 24, monthsTo: 36, maxChildren: 20, childrenPerCarer: 7 },
      MIXED: { zh: '混合班', en: 'Mixed class', monthsFrom: 18, monthsTo: 36, maxChildren: 18, childrenPerCarer: 5 },
    },
    '[H+2] 国卫人口发〔2019〕58号; mixed class 1:5 [D]',
  ),
  deadlines: DEADLINES,
  draftIdleCalendarDays: sinceStart(180, '[D] §5.2 P0'),
  siteValidityYears: sinceStart(3, '[D] §8.2'),
  correctionRounds: sinceStart(2, '[D] R-PROC-02'),
  deferralMonths: sinceStart(12, '[D] §8.1'),
  terminationBarMonths: sinceStart(24, '[D] §8.1, R-LIFE-06'),
  recoveryCalendarDays: sinceStart(30, '[D] §8.3, R-AUD-05'),
  serviceMonths: sinceStart(24, '[D] §8.3'),
  alarms: sinceStart<AlarmParameters>(
    { remindWorkingDaysBefore: [2, 0], escalateWorkingDaysAfter: [0, 2] },
    '[D] §5.2 P3, N04',
  ),
  ...STANDARDS,
} as const;

/** The parameters of one day. */
export interface Parameters extends Standards {
  readonly committee: CommitteeParameters;
  readonly classes: ClassLimits;
  /** Working days. */
  readonly deadlines: Readonly<Record<DeadlineName, number>>;
  readonly draftIdleCalendarDays: number;
  readonly siteValidityYears: number;
  /** How often one step may return an application for correction. */
  readonly correctionRounds: number;
  readonly deferralMonths: number;
  readonly terminationBarMonths: number;
  /** From the order of recovery. */
  readonly recoveryCalendarDays: number;
  /** For which a grant obliges to serve, from its payment on. */
  readonly serviceMonths: number;
  readonly alarms: AlarmParameters;
}

/** No row is in force on this date: the programme had not begun, or a table has a hole. A fault of ours, no refusal. */
export class ParameterNotInForce extends RangeError {
  constructor(
    readonly parameter: string,
    readonly date: string,
  ) {
    super(`parameter ${parameter} has no value in force on ${date}`);
    this.name = 'ParameterNotInForce';
  }
}

/**
 * The row in force on a date.
 * @throws {ParameterNotInForce}
 */
export const inForce = <Value>(name: string, rows: readonly Dated<Value>[], date: string): Dated<Value> => {
  const row = rows.find((row) => row.effectiveFrom <= date && (row.effectiveTo === null || date <= row.effectiveTo));
  if (row === undefined) throw new ParameterNotInForce(name, date);
  return row;
};

const DEADLINE_NAMES = Object.keys(DEADLINES) as DeadlineName[];

/**
 * All parameters of an office date (YYYY-MM-DD).
 * @throws {ParameterNotInForce} before the programme began
 */
export const parametersOn = (date: string): Parameters => ({
  committee: inForce('committee', PARAMETERS.committee, date).value,
  classes: inForce('classes', PARAMETERS.classes, date).value,
  deadlines: Object.fromEntries(
    DEADLINE_NAMES.map((name) => [name, inForce(name, DEADLINES[name], date).value]),
  ) as Record<DeadlineName, number>,
  draftIdleCalendarDays: inForce('draftIdleCalendarDays', PARAMETERS.draftIdleCalendarDays, date).value,
  siteValidityYears: inForce('siteValidityYears', PARAMETERS.siteValidityYears, date).value,
  correctionRounds: inForce('correctionRounds', PARAMETERS.correctionRounds, date).value,
  deferralMonths: inForce('deferralMonths', PARAMETERS.deferralMonths, date).value,
  terminationBarMonths: inForce('terminationBarMonths', PARAMETERS.terminationBarMonths, date).value,
  recoveryCalendarDays: inForce('recoveryCalendarDays', PARAMETERS.recoveryCalendarDays, date).value,
  serviceMonths: inForce('serviceMonths', PARAMETERS.serviceMonths, date).value,
  alarms: inForce('alarms', PARAMETERS.alarms, date).value,
  site: inForce('site', PARAMETERS.site, date).value,
  staff: inForce('staff', PARAMETERS.staff, date).value,
  health: inForce('health', PARAMETERS.health, date).value,
  funds: inForce('funds', PARAMETERS.funds, date).value,
  term: inForce('term', PARAMETERS.term, date).value,
});
