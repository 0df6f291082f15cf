import type { Refusal } from '#libs/contracts';
import { normaliseCreditCode } from '../credit-code.js';
import type { CommitteeParameters } from '../parameters.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-COM: the collective decision (集体决策) of the grassroots union's committee. */
export const COMMITTEE_RULES = {
  'R-COM-01': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['D', 'S'],
    zh: '到会委员{present}人，不足应到{total}人的三分之二，会议无效',
    en: '{present} of {total} members present: below two thirds; the meeting is not valid',
  },
  'R-COM-02': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['D', 'S'],
    zh: '同意{yes}票，未超过全体委员{total}人的半数，决议未通过',
    en: '{yes} votes in favour do not exceed half of all {total} members; not adopted',
  },
  'R-COM-03': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '集体决策须早于申报和支出',
    en: 'The collective decision must precede application and spending',
  },
  'R-COM-04': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '请上传会议纪要和签到表',
    en: 'Upload the minutes and sign-in sheet',
  },
  'R-COM-05': {
    severity: 'B',
    source: '§5.4 F7',
    confidence: ['D'],
    zh: '票数合计与到会人数不符',
    en: 'Votes do not add up to members present',
  },
  'R-COM-06': {
    severity: 'B',
    source: '§6.6',
    confidence: ['D'],
    zh: '{name}与供应方存在利害关系，应当回避',
    en: '{name} has an interest in the supplier and must be recused',
  },
  'R-COM-07': {
    severity: 'B',
    source: 'S-四4',
    confidence: ['S'],
    zh: '工作方案须明确托育服务的项目和标准',
    en: 'The plan must state service items and standards',
  },
  'R-COM-08': {
    severity: 'B',
    source: '§5.4 F7',
    confidence: ['D'],
    zh: '方案内容已变更，请重新集体决策',
    en: 'The plan has changed; a new collective decision is needed',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(COMMITTEE_RULES);

/** Who was there. `recused` members belong to `total` and are neither present nor voting. */
export interface Attendance {
  readonly total: number;
  readonly present: number;
  readonly recused: number;
}

export interface MeetingCount extends Attendance {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const countedPresent = (attendance: Attendance, parameters: CommitteeParameters): number =>
  attendance.present + (parameters.recusedCountAsPresent ? attendance.recused : 0);

/** `denominator * present >= numerator * total` in integers: 三分之二以上 includes exactly two thirds (民法典 Art. 1259). */
export const hasQuorum = (attendance: Attendance, parameters: CommitteeParameters): boolean => {
  const { numerator, denominator, inclusive } = parameters.quorum;
  const reached = denominator * countedPresent(attendance, parameters);
  const needed = numerator * attendance.total;
  return inclusive ? reached >= needed : reached > needed;
};

const approvalBase = (count: Attendance, parameters: CommitteeParameters): number =>
  parameters.approval.base === 'totalMembers' ? count.total : countedPresent(count, parameters);

/** `2 * yes > base`: 过半数 excludes exactly half. */
export const isApproved = (count: MeetingCount, parameters: CommitteeParameters): boolean =>
  2 * count.yes > approvalBase(count, parameters);

/** R-COM-01 alone, for opening a vote before anybody has voted. Points to `present`. */
export const checkQuorum = (
  attendance: Attendance,
  parameters: CommitteeParameters,
  pointer = '',
): readonly Refusal[] =>
  hasQuorum(attendance, parameters)
    ? []
    : [broken('R-COM-01', `${pointer}/present`, { present: attendance.present, total: attendance.total })];

/** R-COM-05 alone. Counts that no meeting can have (negative, fractional, more heads than members) fail it too. */
export const checkVoteSum = (count: MeetingCount, pointer = ''): readonly Refusal[] => {
  const { total, present, recused, yes, no, abstain } = count;
  const possible = [total, present, recused, yes, no, abstain].every(isCount) && present + recused <= total;
  return possible && yes + no + abstain === present ? [] : [broken('R-COM-05', `${pointer}/present`)];
};

/** R-COM-02 alone. Points to `yes`; `total` in the text is the number whose half had to be exceeded. */
export const checkApproval = (
  count: MeetingCount,
  parameters: CommitteeParameters,
  pointer = '',
): readonly Refusal[] =>
  isApproved(count, parameters)
    ? []
    : [broken('R-COM-02', `${pointer}/yes`, { yes: count.yes, total: approvalBase(count, parameters) })];

/** R-COM-05, R-COM-01 and R-COM-02, each judged by itself, in that order: empty means a valid meeting that adopted. */
export const checkMeeting = (
  count: MeetingCount,
  parameters: CommitteeParameters,
  pointer = '',
): readonly Refusal[] => [
  ...checkVoteSum(count, pointer),
  ...checkQuorum(count, parameters, pointer),
  ...checkApproval(count, parameters, pointer),
];

export interface DecisionDates {
  readonly decidedOn: string;
  readonly submittedOn: string;
  /** Date of the first spending, where there was any. */
  readonly firstSpentOn?: string | undefined;
}

/** R-COM-03. A decision may be submitted on its own day; money may move only on a later one. Dates are YYYY-MM-DD. */
export const checkDecisionDate = (dates: DecisionDates, pointer: string): readonly Refusal[] =>
  dates.decidedOn <= dates.submittedOn && (dates.firstSpentOn === undefined || dates.decidedOn < dates.firstSpentOn)
    ? []
    : [broken('R-COM-03', pointer)];

/** R-COM-04. Hashes of the uploaded documents; each missing one is pointed to (`/minutes`, `/signInSheet`). */
export const checkMinutes = (
  documents: { readonly minutes: string | undefined; readonly signInSheet: string | undefined },
  pointer = '',
): readonly Refusal[] =>
  (['minutes', 'signInSheet'] as const)
    .filter((name) => documents[name] === undefined || documents[name] === '')
    .map((name) => broken('R-COM-04', `${pointer}/${name}`));

/** A member as the rule sees one: an opaque id and the credit codes he has an interest in. */
export interface MemberInterest {
  readonly member: string;
  readonly interests: readonly string[];
  readonly recused: boolean;
}

/**
 * R-COM-06, one refusal for each member who should be recused and is not. `name` carries the opaque id: refusals are
 * facts and hold no names; whoever shows the text puts the person's name in.
 */
export const checkRecusals = (
  members: readonly MemberInterest[],
  supplierUsccs: readonly string[],
  pointer: string,
): readonly Refusal[] => {
  const suppliers = new Set(supplierUsccs.map(normaliseCreditCode));
  return members.flatMap((member, index) =>
    !member.recused && member.interests.some((uscc) => suppliers.has(normaliseCreditCode(uscc)))
      ? [broken('R-COM-06', `${pointer}/${index}`, { name: member.member })]
      : [],
  );
};

/** R-COM-07. `pointer` is that of the rows: an empty list, or a row without item or standard, is refused. */
export const checkPlanStandards = (
  rows: readonly { readonly item: string; readonly standardText: string }[],
  pointer: string,
): readonly Refusal[] => {
  if (rows.length === 0) return [broken('R-COM-07', pointer)];
  return rows.flatMap((row, index) =>
    (['item', 'standardText'] as const)
      .filter((field) => row[field].trim() === '')
      .map((field) => broken('R-COM-07', `${pointer}/${index}/${field}`)),
  );
};

/** R-COM-08: the resolution binds one plan version, named by its hash. Without a resolution nothing is covered. */
export const checkPlanBinding = (
  input: { readonly decidedPlanHash: string | undefined; readonly submittedPlanHash: string },
  pointer: string,
): readonly Refusal[] => (input.decidedPlanHash === input.submittedPlanHash ? [] : [broken('R-COM-08', pointer)]);
