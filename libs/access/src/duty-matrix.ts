/**
 * What a person may do on one case, at which level of the procedure. Levels of one chain follow each other
 * (domain.md R-PROC-05): grassroots, district, municipal; and on the health side county, municipal.
 */
export const DUTIES = {
  'application-preparation': { chain: 'union', level: 1, group: 'applicant' },
  'committee-vote': { chain: 'union', level: 1, group: 'applicant' },
  'application-submission': { chain: 'union', level: 1, group: 'applicant' },
  'formal-check': { chain: 'union', level: 2, group: 'review' },
  'district-review': { chain: 'union', level: 2, group: 'review' },
  'district-signature': { chain: 'union', level: 2, group: 'review' },
  'municipal-review': { chain: 'union', level: 3, group: 'review' },
  'municipal-signature': { chain: 'union', level: 3, group: 'review' },
  'joint-review-union': { chain: 'union', level: 3, group: 'review' },
  'health-verification': { chain: 'health', level: 1, group: 'review' },
  'joint-review-health': { chain: 'health', level: 2, group: 'review' },
  inspection: { chain: undefined, level: 0, group: 'review' },
  'payment-making': { chain: undefined, level: 0, group: 'finance' },
  'payment-checking': { chain: undefined, level: 0, group: 'finance' },
  'payment-approval': { chain: undefined, level: 0, group: 'finance' },
} as const satisfies Record<string, { chain: 'union' | 'health' | undefined; level: number; group: string }>;
export type Duty = keyof typeof DUTIES;

/** Rules that a combination breaks: R-PAY-05 three people pay, R-PROC-05 adjacent levels, R-PROC-04 conflict of interest. */
export type DutyRule = 'R-PAY-05' | 'R-PROC-05' | 'R-PROC-04';

export interface DutyPair {
  readonly first: Duty;
  readonly second: Duty;
  readonly rule: DutyRule;
}

const duties = Object.keys(DUTIES) as Duty[];

const ruleAgainst = (first: Duty, second: Duty): DutyRule | undefined => {
  if (first === second) return undefined;
  const [a, b] = [DUTIES[first], DUTIES[second]];
  if (a.group === 'finance' && b.group === 'finance') return 'R-PAY-05';
  if (a.chain !== undefined && a.chain === b.chain && Math.abs(a.level - b.level) === 1) return 'R-PROC-05';
  // Who judged an application, or asked for it, does not handle the money that follows from it.
  if ((a.group === 'finance') !== (b.group === 'finance')) return 'R-PROC-04';
  // Who belongs to the applicant does not inspect, verify or judge his own application at any level.
  if ((a.group === 'applicant') !== (b.group === 'applicant')) return 'R-PROC-04';
  return undefined;
};

/** Every pair of duties that one person may not combine on one case, each unordered pair once. */
export const DUTY_MATRIX: readonly DutyPair[] = duties.flatMap((first, index) =>
  duties.slice(index + 1).flatMap((second) => {
    const rule = ruleAgainst(first, second);
    return rule === undefined ? [] : [{ first, second, rule }];
  }),
);

/** What somebody has done on a case. */
export interface DutyDone {
  readonly duty: Duty;
  readonly actorId: string;
}

export interface DutyConflict {
  readonly rule: DutyRule;
  /** The earlier duty of the same person that stands against the new one. */
  readonly because: Duty;
}

/**
 * Whether this person may take on this duty after what was done on the case so far.
 * @returns the first conflict in the order of the history, or undefined
 */
export const dutyConflict = (history: readonly DutyDone[], next: DutyDone): DutyConflict | undefined => {
  for (const done of history) {
    if (done.actorId !== next.actorId) continue;
    const pair = DUTY_MATRIX.find(
      ({ first, second }) =>
        (first === done.duty && second === next.duty) || (first === next.duty && second === done.duty),
    );
    if (pair) return { rule: pair.rule, because: done.duty };
  }
  return undefined;
};
