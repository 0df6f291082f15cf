import {
  accept,
  refuse,
  type CaseListing,
  type Decider,
  type Decision,
  type DecisionContext,
  type DesignateSite,
  type PlanFacts,
  type Refusal,
} from '#libs/contracts';
import { checkNoOpenObjection, checkNoticeElapsed, parametersOn, validTo, validityNotice } from '#libs/policy';
import type { FilingState } from './filing.decider.js';
import { pendingOf, type NoticeState } from './notice-state.js';
import { checkCapacity, checkFiling } from './positive-decision.js';
import type { ReviewState } from './review-state.js';
import { checkNotInFuture, malformed, pointingTo, wrongState, type EventOf, type Unborn } from './work.js';

export type SiteEvent = EventOf<'site'>;

export interface SiteCommand {
  readonly type: 'designate';
  readonly body: DesignateSite;
}

/** The evidence that the command names, as it stands in this service. */
export interface SiteContext extends DecisionContext {
  readonly filing?: FilingState | undefined;
  readonly notice?: NoticeState | undefined;
  readonly designation?: ReviewState | undefined;
}

/** A demonstration site in force. Its later years (§8.2) add statuses. */
export interface Site {
  readonly status: 'ACTIVE';
  readonly caseId: string;
  readonly listing: CaseListing;
  readonly facts: PlanFacts;
  readonly planHash: string;
  readonly resolutionHash: string;
  readonly documentNo: string;
  readonly designatedOn: string;
  /** Last day of validity (R-LIFE-01). */
  readonly validTo: string;
}
export type SiteState = Unborn | Site;

const decide = ({ body }: SiteCommand, state: SiteState, context: SiteContext): Decision<SiteEvent> => {
  if (state.status !== 'NONE') return refuse(wrongState(state.status, 'designate'));
  const refusals = [
    ...checkDesignation(body, context.designation),
    ...checkFiling(body, body.facts, context.filing, '/filingSubject'),
    ...checkNotice(body, context),
    ...checkCapacity(body.facts, context.today, '/facts/classes'),
    ...checkNotInFuture(body.designatedOn, context.today, '/designatedOn'),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const { caseId, listing, facts, planHash, documentNo, designatedOn, resolutionHash } = body;
  const { filingSubject, noticeSubject, decision } = body;
  const years = parametersOn(designatedOn).siteValidityYears;
  const data = {
    caseId,
    listing,
    facts,
    documentNo,
    designatedOn,
    validTo: validTo(designatedOn, years),
    resolutionHash,
    planHash,
    filingSubject,
    noticeSubject,
    decision,
  };
  return accept([{ type: 'site.designated', data }], validityNotice(designatedOn, years, '/designatedOn'));
};

/** Both leaders have signed the document that the site is entered under. */
const checkDesignation = (body: DesignateSite, review: ReviewState | undefined): readonly Refusal[] => {
  const signed =
    review !== undefined &&
    review.status === 'PASSED' &&
    review.kind === 'designation' &&
    review.caseId === body.caseId &&
    review.documentNo === body.documentNo;
  return signed
    ? []
    : [
        malformed(
          '/decision',
          'no designation of this case was signed with this document',
          '没有该案件以此文号签发的认定',
        ),
      ];
};

/** R-PUB-01 and R-PUB-03: the notice of this case has passed; a notice with an open objection says so. */
const checkNotice = ({ caseId }: DesignateSite, { notice, today }: SiteContext): readonly Refusal[] => {
  const own = notice === undefined || notice.status === 'NONE' || notice.caseId !== caseId ? undefined : notice;
  if (own?.status === 'PASSED') return [];
  const open = own === undefined ? 0 : pendingOf(own).length;
  const needed = parametersOn(today).deadlines.publicity;
  return pointingTo('/noticeSubject', [
    ...checkNoticeElapsed({ endsOn: today, today, workingDays: 0 }, needed, ''),
    ...checkNoOpenObjection(open, ''),
  ]);
};

const evolve = (state: SiteState, event: SiteEvent): SiteState => {
  const { caseId, listing, facts, planHash, resolutionHash, documentNo, designatedOn, validTo } = event.data;
  return state.status === 'NONE'
    ? { status: 'ACTIVE', caseId, listing, facts, planHash, resolutionHash, documentNo, designatedOn, validTo }
    : state;
};

/** Demonstration site (示范点) from its designation on (domain.md §8.2). */
export const siteDecider: Decider<SiteState, SiteCommand, SiteEvent, SiteContext> = {
  noun: 'site',
  initial: { status: 'NONE' },
  decide,
  evolve,
};
