import type { ProgramCheck, Refusal } from '#libs/contracts';
import { isReasonText } from './procedure.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-AUTO: steps that a program decides. Defaults of this programme; no regulation speaks of them. */
export const AUTOMATIC_RULES = {
  'R-AUTO-01': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '程序{pipeline}不能办理此类事项：须已登记且未停用、具有权限{scope}、覆盖{unit}，并且不属于任何申请单位',
    en: 'Program {pipeline} cannot decide this: it must be registered and not suspended, hold scope {scope}, reach unit {unit}, and belong to no applicant',
  },
  'R-AUTO-02': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '提出人不得自行确认，请由另一名{needs}确认',
    en: 'Whoever proposed this may not confirm it; another {needs} has to',
  },
  'R-AUTO-03': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '该事项没有交给程序{pipeline}办理',
    en: 'This was not given to program {pipeline} to decide',
  },
  'R-AUTO-04': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '程序只能通过或退回补正，不予通过须由人员决定；请说明理由并转由人员办理（handover）',
    en: 'A program may pass or return; only a person rejects: hand over with a reason',
  },
  'R-AUTO-05': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '程序的决定须写明所核对的事项（checks），通过时另写不少于10字的理由，且没有未通过的核对项',
    en: 'A program says what it checked; a pass also has a reason of at least 10 characters and no failed check',
  },
  'R-AUTO-06': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '该事项已转由人员办理，程序须在{answerBy}前答复',
    en: 'A person decides this now; the program had until {answerBy} to answer',
  },
  'R-AUTO-07': {
    severity: 'B',
    source: '§9',
    confidence: ['D'],
    zh: '程序{pipeline}正在办理该事项，期限为{answerBy}；请先转由人员办理（handover）',
    en: 'Program {pipeline} has this until {answerBy}; take it over first (handover)',
  },
  'R-AUTO-08': {
    severity: 'W',
    source: '§9',
    confidence: ['D'],
    zh: '该事项交由程序{pipeline}办理，期限为{answerBy}；逾期转由人员办理',
    en: 'Program {pipeline} decides this until {answerBy}; after that a person does',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(AUTOMATIC_RULES);

/** A program and a review, as far as the rules about programs name them. */
export interface ProgramTerm {
  readonly pipeline: string;
  /** RFC 3339 on the office clock. */
  readonly answerBy: string;
}

/** R-AUTO-01. `able` is what is known of the account. */
export const checkProgramAble = (
  input: { readonly pipeline: string; readonly scope: string; readonly unit: string; readonly able: boolean },
  pointer = '',
): readonly Refusal[] => {
  const { pipeline, scope, unit, able } = input;
  return able ? [] : [broken('R-AUTO-01', pointer, { pipeline, scope, unit })];
};

/** R-AUTO-02. */
export const checkConfirmedByAnother = (input: {
  readonly actor: string;
  readonly proposedBy: string;
  readonly needs: string;
}): readonly Refusal[] => (input.actor === input.proposedBy ? [broken('R-AUTO-02', '', { needs: input.needs })] : []);

/** R-AUTO-03. */
export const notGivenTo = (pipeline: string): Refusal => broken('R-AUTO-03', '', { pipeline });

/** R-AUTO-04 and R-AUTO-05: what a program may say, and what it has to say with it. The texts of a return are its defects. */
export const checkProgramSays = (said: {
  readonly outcome: string;
  readonly reasonText?: string | undefined;
  readonly checks?: readonly ProgramCheck[] | undefined;
}): readonly Refusal[] => {
  const { outcome, reasonText = '', checks = [] } = said;
  if (outcome !== 'pass' && outcome !== 'return') return [broken('R-AUTO-04', '/outcome')];
  const failed = checks.findIndex((one) => one.outcome === 'failed');
  return [
    ...(checks.length === 0 ? [broken('R-AUTO-05', '/checks')] : []),
    ...(outcome === 'pass' && !isReasonText(reasonText) ? [broken('R-AUTO-05', '/reasonText')] : []),
    ...(outcome === 'pass' && failed >= 0 ? [broken('R-AUTO-05', `/checks/${failed}/outcome`)] : []),
  ];
};

/** R-AUTO-06. */
export const tooLateForProgram = ({ answerBy }: Pick<ProgramTerm, 'answerBy'>): Refusal =>
  broken('R-AUTO-06', '', { answerBy });

/** R-AUTO-07. */
export const programHasIt = ({ pipeline, answerBy }: ProgramTerm): Refusal =>
  broken('R-AUTO-07', '', { pipeline, answerBy });

/** The note by which the answer that opens a review tells that a program has it. */
export const GIVEN_TO_PROGRAM = 'R-AUTO-08';

export const givenToProgram = ({ pipeline, answerBy }: ProgramTerm): Refusal =>
  broken(GIVEN_TO_PROGRAM, '', { pipeline, answerBy });
