import {
  checkApproval,
  checkDecisionDate,
  checkMinutes,
  checkPlanBinding,
  checkPlanStandards,
  checkQuorum,
  checkRecusals,
  checkVoteSum,
  type MeetingCount,
} from '#libs/policy';
import type { RuleCase } from './rule-case.js';
import { allGiven, judged, type JudgeTable } from './rule-judge.js';

type Committee = NonNullable<RuleCase['committee']>;

const meetingOf = ({ committee }: RuleCase): MeetingCount | undefined => {
  const { totalMembers: total, present, recused = 0, yes, no = 0, abstain = 0 } = committee ?? {};
  const counts = { total, present, recused, yes, no, abstain };
  return allGiven(counts) ? counts : undefined;
};

const ifGiven = <Fact, Found>(fact: Fact | undefined, check: (fact: Fact) => Found): Found | undefined =>
  fact === undefined ? undefined : check(fact);

const decided = ({ committee, date }: RuleCase) => {
  const { meetingDate, submittedOn = date, firstSpentOn } = committee ?? {};
  return ifGiven(meetingDate, (decidedOn) =>
    checkDecisionDate({ decidedOn, submittedOn, firstSpentOn }, '/committee/meetingDate'),
  );
};

const documents = ({ committee }: RuleCase) => {
  const { minutes, signInSheet }: Committee = committee ?? {};
  if (minutes === undefined && signInSheet === undefined) return undefined;
  return checkMinutes({ minutes, signInSheet }, '/committee');
};

const bound = ({ committee }: RuleCase) => {
  const { planVersionId, submittedPlanVersionId } = committee ?? {};
  return ifGiven(submittedPlanVersionId, (submittedPlanHash) =>
    checkPlanBinding({ decidedPlanHash: planVersionId, submittedPlanHash }, '/committee/planVersionId'),
  );
};

/** R-COM. */
export const COMMITTEE_JUDGES = {
  'R-COM-01': judged(
    (given, { parameters }) =>
      ifGiven(meetingOf(given), (count) => checkQuorum(count, parameters.committee, '/committee')),
    'committee',
  ),
  'R-COM-02': judged(
    (given, { parameters }) =>
      ifGiven(meetingOf(given), (count) => checkApproval(count, parameters.committee, '/committee')),
    'committee',
  ),
  'R-COM-03': judged(decided),
  'R-COM-04': judged(documents),
  'R-COM-05': judged((given) => ifGiven(meetingOf(given), (count) => checkVoteSum(count, '/committee'))),
  'R-COM-06': judged(({ committee }) =>
    ifGiven(committee?.members, (members) =>
      checkRecusals(members, committee?.supplierUsccs ?? [], '/committee/members'),
    ),
  ),
  'R-COM-07': judged(({ budget }) =>
    ifGiven(budget?.rows, (rows) =>
      checkPlanStandards(
        rows.map(({ item = '', standardText = '' }) => ({ item, standardText })),
        '/budget/rows',
      ),
    ),
  ),
  'R-COM-08': judged(bound),
} satisfies JudgeTable;
