import { applicationDecider } from '../applications/application.decider.js';
import { automaticStepDecider } from '../approvals/automatic-step.decider.js';
import { filingDecider } from '../approvals/filing.decider.js';
import { inspectionDecider } from '../approvals/inspection.decider.js';
import { meetingDecider } from '../approvals/meeting.decider.js';
import { noticeDecider } from '../approvals/notice.decider.js';
import { reviewDecider } from '../approvals/review.decider.js';
import { siteDecider } from '../approvals/site.decider.js';
import { deadLetterDecider } from '../operations/dead-letter.decider.js';
import { doorDecider } from '../operations/door.decider.js';
import { budgetDecider } from '../payments/budget.decider.js';
import { grantDecider } from '../payments/grant.decider.js';
import { pipelineDecider } from '../pipelines/pipeline.decider.js';
import { subscriptionDecider } from '../pipelines/subscription.decider.js';
import { evolverOf, type EvolverTable } from './history.projection.js';

/** Who folds which noun: the deciders of the services themselves, so that a replay is the very code that decided. */
export const EVOLVERS: EvolverTable = {
  [applicationDecider.noun]: evolverOf(applicationDecider),
  [meetingDecider.noun]: evolverOf(meetingDecider),
  [reviewDecider.noun]: evolverOf(reviewDecider),
  [filingDecider.noun]: evolverOf(filingDecider),
  [inspectionDecider.noun]: evolverOf(inspectionDecider),
  [noticeDecider.noun]: evolverOf(noticeDecider),
  [siteDecider.noun]: evolverOf(siteDecider),
  [automaticStepDecider.noun]: evolverOf(automaticStepDecider),
  [budgetDecider.noun]: evolverOf(budgetDecider),
  [grantDecider.noun]: evolverOf(grantDecider),
  [deadLetterDecider.noun]: evolverOf(deadLetterDecider),
  [doorDecider.noun]: evolverOf(doorDecider),
  [pipelineDecider.noun]: evolverOf(pipelineDecider),
  [subscriptionDecider.noun]: evolverOf(subscriptionDecider),
};
