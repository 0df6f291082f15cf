import type { Idle } from './activities.ports.js';
import { CaseDesk } from './case-desk.step.js';
import { CaseEnded, type CaseOutcome } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import type { CaseStart } from './case.signals.js';
import { committee } from './committee.step.js';
import { concurrentReview } from './concurrent-review.step.js';
import { designation } from './designation.step.js';
import { grants } from './grants.step.js';
import { inspection } from './inspection.step.js';
import { publicNotice } from './notice.step.js';
import { review } from './review.step.js';

export interface CaseResult {
  readonly caseId: string;
  readonly outcome: CaseOutcome;
}

/** One employer's application from the draft to the designated site with its grants: one workflow `application/<case id>`. */
export async function application(start: CaseStart): Promise<CaseResult> {
  const desk = new CaseDesk(start, 'begin');
  try {
    await procedure(desk, start);
    return { caseId: start.caseId, outcome: 'DESIGNATED' };
  } catch (error) {
    if (!(error instanceof CaseEnded)) throw error;
    await endCase(desk, error);
    return { caseId: start.caseId, outcome: error.outcome };
  }
}

/**
 * The procedure of domain.md §5.2. A step returns when it has passed. When it did not, the case may be with its applicant
 * for correction or rectification, put off, or reconsidered, and comes back to the step; the step throws `CaseEnded` when it
 * does not come back. So does whatever waits when the applicant withdraws or the municipal union terminates.
 */
const procedure = async (desk: CaseDesk, { clock }: CaseStart): Promise<void> => {
  const draft = await begin(desk);
  const submitted = await committee(desk, draft);
  const accepted = await review(desk, 'formal-check', 'formalCheck', submitted);
  const recommended = await review(desk, 'district-review', 'districtReview', accepted);
  const verified = await concurrentReview(desk, recommended);
  const inspected = await inspection(desk, verified);
  const proposed = await review(desk, 'joint-review', 'jointReview', inspected);
  const notice = await publicNotice(desk, proposed);
  const site = await designation(desk, verified, notice);
  await grants(desk, site, notice, clock);
};

/** Takes up the draft, unless its case has ended already: a workflow that was lost may be started once more. */
const begin = async (desk: CaseDesk): Promise<Idle> => {
  const created = desk.file.first(desk.subject, 'application.created');
  if (created === undefined) throw new Error(`${desk.subject} was not created`);
  desk.remember({ level: 'grassroots', duty: 'application-preparation', actor: created.data.createdBy });
  const place = desk.place('begin', 1, positionOf(created));
  const { hasEnded, idle } = await desk.must(place, (activities) => activities.beginCase({ place }));
  if (hasEnded) throw new CaseEnded('ALREADY_ENDED');
  return idle;
};

/** Closes whatever is still open elsewhere when people have ended the case. */
const endCase = async (desk: CaseDesk, { closing }: CaseEnded): Promise<void> => {
  if (closing === undefined) return;
  desk.step = 'end';
  desk.beginClosing();
  const place = desk.place('end', 1, closing.cause);
  const works = [...desk.openWork];
  await desk.must(place, (activities) => activities.closeWorks({ place, works, why: closing.why }));
};
