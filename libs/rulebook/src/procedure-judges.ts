import type { Refusal } from '#libs/contracts';
import { addWorkingDays } from '#libs/calendar';
import {
  checkCalendarCovered,
  checkCorrectionInTime,
  checkCorrectionRounds,
  checkDefects,
  checkDuty,
  checkNegativeDecision,
  checkNoConflict,
  checkOfficeDate,
  checkVersion,
  checkWithdrawalConsent,
  type RuleId,
} from '#libs/policy';
import type { RuleCase } from './rule-case.js';
import { eachOf, judged, only, type JudgeTable } from './rule-judge.js';

/** The duty matrix over what was done before: R-PROC-05 and, of the same people, R-PROC-04, R-PAY-05 and R-AUD-02. */
export const dutyRule = ({ procedure }: RuleCase, rule: RuleId): readonly Refusal[] | undefined => {
  const { acts, next } = procedure ?? {};
  return next === undefined ? undefined : only(rule, checkDuty(next, acts ?? [], '/procedure/next/actor'));
};

const conflict = (given: RuleCase): readonly Refusal[] | undefined => {
  const { actor, excluded } = given.procedure ?? {};
  const stated =
    actor === undefined ? undefined : checkNoConflict({ actor, excluded: excluded ?? [] }, '/procedure/actor');
  const found = [stated, dutyRule(given, 'R-PROC-04')].filter((one) => one !== undefined);
  return found.length === 0 ? undefined : found.flat();
};

const reasons = ({ procedure }: RuleCase): readonly Refusal[] | undefined => {
  const { decision, defects } = procedure ?? {};
  if (decision === undefined && defects === undefined) return undefined;
  const { reasonCode, reasonText } = decision ?? {};
  return [
    ...(decision === undefined
      ? []
      : checkNegativeDecision({ positive: decision.positive, reasonCode, reasonText }, '/procedure/decision')),
    ...only('R-PROC-06', checkDefects(defects ?? [], '/procedure/defects')),
  ];
};

/** R-PROC and R-CAL. */
export const PROCEDURE_JUDGES = {
  'R-PROC-01': judged(({ procedure }) =>
    procedure?.defects === undefined
      ? undefined
      : only('R-PROC-01', checkDefects(procedure.defects, '/procedure/defects')),
  ),
  'R-PROC-02': judged(({ procedure }, { parameters }) => {
    const earlier = procedure?.correctionRoundsBefore;
    return earlier === undefined
      ? undefined
      : checkCorrectionRounds({ earlier, allowed: parameters.correctionRounds }, '/procedure/correctionRoundsBefore');
  }, 'correctionRounds'),
  'R-PROC-03': judged(({ procedure, date }) =>
    procedure?.correctionDueOn === undefined
      ? undefined
      : checkCorrectionInTime({ dueOn: procedure.correctionDueOn, today: date }, '/procedure/correctionDueOn'),
  ),
  'R-PROC-04': judged(conflict),
  'R-PROC-05': judged((given) => dutyRule(given, 'R-PROC-05')),
  'R-PROC-06': judged(reasons),
  'R-PROC-07': judged(({ procedure }) =>
    procedure?.version === undefined ? undefined : checkVersion(procedure.version, '/procedure/version'),
  ),
  'R-PROC-08': judged(({ procedure }) =>
    procedure?.withdrawal === undefined
      ? undefined
      : checkWithdrawalConsent(procedure.withdrawal, '/procedure/withdrawal'),
  ),
  'R-CAL-01': judged(({ procedure }) =>
    eachOf(procedure?.timers, ({ startedOn, workingDays }, at) =>
      checkCalendarCovered(addWorkingDays(startedOn, workingDays), `/procedure/timers/${at}`),
    ),
  ),
  'R-CAL-02': judged(({ procedure }) =>
    eachOf(procedure?.instants, (instant, at) => checkOfficeDate(instant, `/procedure/instants/${at}/officeDate`)),
  ),
} satisfies JudgeTable;
