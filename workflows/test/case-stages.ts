import { eventually } from '#libs/testing';
import type { CaseStory } from './case-story.js';
import type { ProcedureStage } from './procedure-stage.js';

/** AT-01 of domain.md §10, each actor on the last permitted day, as far as a test wants to go. */
export const toSubmission = async (story: CaseStory): Promise<void> => {
  await story.begin();
  await story.seal(1);
  await story.adopt(1);
  await story.submit(1, '2026-03-02');
};

export const toDistrictReview = async (story: CaseStory): Promise<void> => {
  await toSubmission(story);
  await story.decide('formal-check', '2026-03-05');
};

const reviewedUpToInspection = async (story: CaseStory): Promise<void> => {
  await story.decide('formal-check', '2026-03-05');
  await story.decide('district-review', '2026-03-19');
  await story.decide('health-verification', '2026-03-26');
  await story.decide('municipal-review', '2026-04-02');
};

/** From the submission to the notice, whatever came before it. */
export const reviewedUpToNotice = async (story: CaseStory): Promise<void> => {
  await reviewedUpToInspection(story);
  await inspectedUpToNotice(story);
};

const inspectedUpToJointReview = async (story: CaseStory): Promise<void> => {
  await story.visit('2026-04-17');
  await story.complete('2026-04-22');
};

const inspectedUpToNotice = async (story: CaseStory): Promise<void> => {
  await inspectedUpToJointReview(story);
  await story.decide('joint-review', '2026-05-09');
  await story.opened('notice');
};

export const toConcurrentReview = async (story: CaseStory): Promise<void> => {
  await toDistrictReview(story);
  await story.decide('district-review', '2026-03-19');
};

export const toInspection = async (story: CaseStory): Promise<void> => {
  await toSubmission(story);
  await reviewedUpToInspection(story);
};

export const toJointReview = async (story: CaseStory): Promise<void> => {
  await toInspection(story);
  await inspectedUpToJointReview(story);
};

export const toNotice = async (story: CaseStory): Promise<void> => {
  await toSubmission(story);
  await reviewedUpToNotice(story);
};

export const toDesignation = async (story: CaseStory): Promise<void> => {
  await toNotice(story);
  await story.clockMoves('2026-05-18T09:00:00+08:00');
};

export const toGrants = async (story: CaseStory): Promise<void> => {
  await toDesignation(story);
  await story.decide('designation', '2026-05-22');
};

export const paid = async (story: CaseStory): Promise<void> => {
  await toGrants(story);
  await story.approve('UNION_MUNI', '2026-06-12');
  await story.bankReports('paid', '2026-06-12');
  await story.voucher('2026-06-12');
};

/** The same where nobody sets the clock: the notice passes by its timer. */
export const paidByTheClock = async (story: CaseStory, stage: ProcedureStage): Promise<void> => {
  await toNotice(story);
  await eventually(async () => {
    if (!(await story.standing()).waitingFor.includes('end of notice')) throw new Error('not waiting yet');
  });
  await stage.environment.sleep('6 days');
  await story.decide('designation', '2026-05-22');
  await story.approve('UNION_MUNI', '2026-06-12');
  await story.bankReports('paid', '2026-06-12');
  await story.voucher('2026-06-12');
};

/** The clock passes every last day that there is in a story of this year. */
export const afterEverything = (story: CaseStory): Promise<void> => story.clockMoves('2026-12-30T09:00:00+08:00');

export const objected = async (story: CaseStory): Promise<void> => {
  await toNotice(story);
  await story.acceptObjection('2026-05-12');
  await story.asked('stopNotice');
};

/** The program decides in time, in the first review and beside the municipal one. */
export const automaticPass = async (story: CaseStory, { office }: ProcedureStage): Promise<void> => {
  office.giveToProgram(story.caseId, 'formal-check', '2026-03-03T09:00:00+08:00');
  office.giveToProgram(story.caseId, 'health-verification', '2026-03-20T09:00:00+08:00');
  await toSubmission(story);
  await story.decide('formal-check', '2026-03-02');
  await story.decide('district-review', '2026-03-19');
  await story.decide('health-verification', '2026-03-19');
  await story.decide('municipal-review', '2026-04-02');
};

/** The program's time is over twice: a person passes the formal check, and then the health verification. */
export const notAnswered = async (story: CaseStory, { office }: ProcedureStage): Promise<void> => {
  office.giveToProgram(story.caseId, 'formal-check', '2026-03-03T09:00:00+08:00');
  office.giveToProgram(story.caseId, 'health-verification', '2026-03-20T09:00:00+08:00');
  await toSubmission(story);
  await waitsFor(story, 'formal-check by a program');
  await story.clockMoves('2026-03-03T09:00:00+08:00');
  await story.asked('handOverReview');
  await story.decide('formal-check', '2026-03-05');
  await story.decide('district-review', '2026-03-19');
  await waitsFor(story, 'health-verification by a program');
  await story.clockMoves('2026-03-20T09:00:00+08:00');
  await story.asked('handOverReview', 2);
  await story.decide('municipal-review', '2026-03-26');
  await story.decide('health-verification', '2026-03-26');
};

/** The workflow waits for this by now. */
export const waitsFor = (story: CaseStory, what: string): Promise<void> =>
  eventually(async () => {
    if (!(await story.standing()).waitingFor.includes(what)) throw new Error(`not waiting for ${what} yet`);
  });
