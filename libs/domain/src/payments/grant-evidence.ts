import type { GrantFund, PlanGrant, Refusal } from '#libs/contracts';
import {
  checkAccountName,
  checkApprovedAmount,
  checkBudgetLine,
  checkGrantEligible,
  checkNoticeEnded,
  checkPlanBinding,
  checkReceipt,
} from '#libs/policy';
import { wrongGrantState } from './grant-transitions.js';

/**
 * What payments has itself seen of the facts a grant rests on, read at the positions the evidence names. `null`: there is
 * no such fact there, whatever the command says.
 */
export interface SeenEvidence {
  /** The committee adopted: `meeting.adopted`. */
  readonly resolution: { readonly caseId: string; readonly planHash: string; readonly resolutionHash: string } | null;
  /** The health authority gave a receipt: `filing.receipted`. */
  readonly filing: { readonly caseId: string } | null;
  readonly notice: SeenNotice | null;
  /** The site was designated: `site.designated`. */
  readonly site: SeenSite | null;
  readonly reservation: SeenReservation | null;
}

export interface SeenNotice {
  readonly caseId: string;
  /** Last day of the full period once the notice has passed; null before. */
  readonly endedOn: string | null;
  readonly openObjections: number;
  readonly upheldObjections: number;
  /** What the public was told, in fen. */
  readonly unionGrantFen: number;
  readonly healthGrantFen: number;
}

export interface SeenSite {
  readonly subject: string;
  readonly caseId: string;
  readonly documentNo: string;
  readonly planHash: string;
  readonly resolutionHash: string;
  readonly unionName: string;
  readonly unionUscc: string;
  readonly standing: 'ACTIVE' | 'SUSPENDED' | 'REVOKED';
  /** The day of the suspension, on which the service stopped. */
  readonly stoppedOn: string | null;
}

export interface SeenReservation {
  readonly fund: GrantFund;
  readonly amountFen: number;
  readonly outcome: 'reserved' | 'released' | 'paid';
}

export const NOTHING_SEEN: SeenEvidence = {
  resolution: null,
  filing: null,
  notice: null,
  site: null,
  reservation: null,
};

/**
 * A grant needs the resolution over this very plan, the filing receipt, the notice passed, the site designated and the
 * money reserved, each seen by payments itself: R-COM-08, R-FILE-03, R-PAY-06, R-FUND-01, R-FUND-02.
 */
export const checkEvidence = (plan: PlanGrant, seen: SeenEvidence, today: string): readonly Refusal[] => [
  ...checkResolution(plan, seen.resolution),
  ...checkReceipt(
    { applicationType: 'DEMO', opening: true, status: seen.filing?.caseId === plan.caseId ? 'RECEIPTED' : 'NONE' },
    '/evidence/filing',
  ),
  ...checkNotice(seen.notice?.caseId === plan.caseId ? seen.notice : null, today, '/evidence/notice'),
  ...checkSite(plan, seen.site),
  ...checkReservation(plan, seen.reservation, '/evidence/reservation'),
  ...checkPublished(plan, seen.notice),
];

/** R-COM-08: the resolution that payments saw, the plan it covers and the case are those of the command. */
const checkResolution = (plan: PlanGrant, resolution: SeenEvidence['resolution']): readonly Refusal[] => {
  const { planHash, resolutionHash } = plan.evidence;
  const isOfCase = resolution?.caseId === plan.caseId;
  return [
    ...checkPlanBinding(
      { decidedPlanHash: isOfCase ? resolution.planHash : undefined, submittedPlanHash: planHash },
      '/evidence/planHash',
    ),
    ...checkPlanBinding(
      { decidedPlanHash: isOfCase ? resolution.resolutionHash : undefined, submittedPlanHash: resolutionHash },
      '/evidence/resolutionHash',
    ),
  ];
};

/** R-PAY-06, as payments knows it by its own facts. */
export const checkNotice = (notice: SeenNotice | null, today: string, pointer: string): readonly Refusal[] =>
  checkNoticeEnded(
    {
      endsOn: notice?.endedOn ?? undefined,
      today,
      openObjections: notice?.openObjections ?? 0,
      upheldObjections: notice?.upheldObjections ?? 0,
    },
    pointer,
  );

/** R-FUND-01: the site is designated for this case, this plan and this document; R-PAY-01: its union is the payee. */
const checkSite = (plan: PlanGrant, site: SeenSite | null): readonly Refusal[] => {
  const { planHash, resolutionHash, documentNo } = plan.evidence;
  const designated =
    site !== null &&
    [site.subject, site.subject.slice(site.subject.indexOf('/') + 1)].includes(plan.site) &&
    site.standing === 'ACTIVE' &&
    site.caseId === plan.caseId &&
    site.documentNo === documentNo &&
    site.planHash === planHash &&
    site.resolutionHash === resolutionHash;
  if (!designated) return checkGrantEligible({ designated: false, listedPilot: false }, '/evidence/designation');
  // The fiscal system compares the payee of a health grant with its own books; here there is none to compare.
  if (plan.fund === 'FISCAL_HEALTH') return [];
  const { fund, payee } = plan;
  return checkAccountName({ fund, accountName: payee.legalName, unionName: site.unionName }, '/payee/legalName');
};

/** R-FUND-02: the reservation is of this fund and amount, and still held. */
export const checkReservation = (
  grant: { readonly fund: GrantFund; readonly amountFen: number },
  reservation: SeenReservation | null,
  pointer: string,
): readonly Refusal[] => {
  const held =
    reservation?.outcome === 'reserved' && reservation.fund === grant.fund && reservation.amountFen === grant.amountFen;
  const budget = held ? [{ line: grant.fund, amountFen: grant.amountFen }] : [];
  return checkBudgetLine({ line: grant.fund, budget }, pointer);
};

/** R-PAY-09: the public was told this amount. Silent without a notice, which R-PAY-06 refuses already. */
const checkPublished = (plan: PlanGrant, notice: SeenNotice | null): readonly Refusal[] => {
  if (notice === null) return [];
  const approvedFen = plan.fund === 'UNION_MUNI' ? notice.unionGrantFen : notice.healthGrantFen;
  return checkApprovedAmount({ approvedFen, paidFen: plan.amountFen }, '/amountFen');
};

/** Nothing is spent, committed or paid for a site that is suspended or revoked (domain.md §8.3). */
export const checkSiteInForce = (site: SeenSite | null): readonly Refusal[] =>
  checkGrantEligible({ designated: site?.standing === 'ACTIVE', listedPilot: false }, '');

/** A grant is cancelled only when payments has itself seen that its site is no longer eligible. */
export const checkSiteNotInForce = (site: SeenSite | null): readonly Refusal[] =>
  site !== null && site.standing !== 'ACTIVE' ? [] : [wrongGrantState('site ACTIVE', 'cancel')];
