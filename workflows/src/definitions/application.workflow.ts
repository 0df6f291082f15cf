import { CaseDesk } from './case-desk.step.js';
import { CaseEnded, type CaseOutcome } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import { applicationWorkflowId, type CaseStart } from './case.signals.js';
import { committee } from './committee.step.js';
import { concurrentReview } from './concurrent-review.step.js';
import { designation } from './designation.step.js';
import { grants } from './grants.step.js';
import { inspection } from './inspection.step.js';
import { publicNotice } from './notice.step.js';
import { review } from './review.step.js';
import type { Idle } from './activities.ports.js';

export interface CaseResult {
  readonly caseId: string;
  readonly outcome: CaseOutcome;
}

/** One employer's application from the draft to the money paid: one workflow `application/<case id>`. */
export async function application(start: CaseStart): Promise<CaseResult> {
  const desk = new CaseDesk(start, 'begin');
  try {
    await procedure(desk, start);
    return { caseId: start.caseId, outcome: 'PAID' };
  } catch (error) {
    if (!(error instanceof CaseEnded)) throw error;
    await endCase(desk, error);
    return { caseId: start.caseId, outcome: error.outcome };
  }
}

/** The procedure of domain.md §5.2. A step returns when it has passed, and throws `CaseEnded` when the case ends in it. */
const procedure = async (desk: CaseDesk, { clock }: CaseStart): Promise<void> => {
  const draft = await begin(desk);
  const submission = await committee(desk, draft);
  const accepted = await review(desk, 'formal-check', 'formalCheck', submission);
  const recommended = await review(desk, 'district-review', 'districtReview', accepted);
  const verified = await concurrentReview(desk, recommended);
  const inspected = await inspection(desk, verified);
  const proposed = await review(desk, 'joint-review', 'jointReview', inspected);
  const notice = await publicNotice(desk, proposed);
  const site = await designation(desk, { submission, verified, notice });
  await grants(desk, site, notice, clock);
};

/** Takes up the draft, unless its case has ended already: a workflow that was lost may be started once more. */
const begin = async (desk: CaseDesk): Promise<Idle> => {
  const subject = applicationWorkflowId(desk.caseId);
  await desk.waitFor('application.created', () => desk.file.first(subject, 'application.created') !== undefined);
  const created = desk.file.first(subject, 'application.created');
  if (created === undefined) throw new Error(`${subject} was not created`);
  desk.remember({ level: 'grassroots', duty: 'application-preparation', actor: created.data.createdBy });
  const place = desk.place('begin', 1, positionOf(created));
  const { status, idle } = await desk.must(place, (activities) => activities.beginCase({ place }));
  if (status === 'REJECTED' || status === 'ARCHIVED') throw new CaseEnded('ALREADY_ENDED');
  return idle;
};

/** Tells the application that the case is rejected, and closes whatever is still open elsewhere. */
const endCase = async (desk: CaseDesk, { rejection }: CaseEnded): Promise<void> => {
  if (rejection === undefined) return;
  desk.step = 'end';
  const place = desk.place('end', 1, rejection.decision);
  const works = [...desk.openWork];
  await desk.must(place, (activities) => activities.endCase({ place, rejection, works }));
};
