import { Injectable } from '@nestjs/common';
import type { GrantEvidence, Position } from '#libs/contracts';
import {
  NOTHING_SEEN,
  budgetDecider,
  reservationAt,
  type SeenEvidence,
  type SeenNotice,
  type SeenReservation,
  type SeenSite,
} from '#libs/domain';
import { Positions, ServiceStore } from '#libs/service';
import { EvidenceFacts } from './evidence.view.js';
import type { EvidenceDocument } from './evidence.schema.js';

/** Reads, at the positions that evidence names, what payments has seen itself: no word of the caller is taken for it. */
@Injectable()
export class SeenEvidenceView {
  constructor(
    private readonly facts: EvidenceFacts,
    private readonly positions: Positions,
    private readonly store: ServiceStore,
  ) {}

  /** Until every named fact has arrived here. @throws NotYet (G-NOT-YET) after 5 seconds */
  async arrived(evidence: GrantEvidence): Promise<void> {
    const { resolution, filing, notice, designation, reservation } = evidence;
    await Promise.all(
      [resolution, filing, notice, designation, reservation].map((position) => this.positions.waitForWrite(position)),
    );
  }

  /** What stands there now; nothing where no evidence is named. */
  async of(evidence: GrantEvidence | undefined): Promise<SeenEvidence> {
    if (evidence === undefined) return NOTHING_SEEN;
    const { resolution, filing, notice, designation } = evidence;
    const subjects = [resolution, filing, notice, designation].map(({ subject }) => subject);
    const [facts, reservation] = await Promise.all([this.facts.of(subjects), this.reservation(evidence.reservation)]);
    const receipt = facts.get(filing.subject);
    return {
      resolution: await this.resolutionOf(facts.get(resolution.subject), evidence),
      filing: receipt?.receipted === true ? { caseId: receipt.caseId } : null,
      notice: noticeOf(facts.get(notice.subject)),
      site: siteOf(facts.get(designation.subject)),
      reservation,
    };
  }

  /**
   * The resolution as it stands, over the version it was taken on; or over the corrected version that the application says it
   * carries on, because only what the reviewers had listed was changed (R-COM-08).
   */
  private async resolutionOf(
    document: EvidenceDocument | undefined,
    { planHash }: GrantEvidence,
  ): Promise<SeenEvidence['resolution']> {
    if (document?.resolution === undefined) return null;
    const { caseId, resolution } = document;
    if (resolution.planHash === planHash) return { caseId, ...resolution };
    const application = `application/${caseId}`;
    const carries = (await this.facts.of([application]))
      .get(application)
      ?.carried?.some((one) => one.planHash === planHash && one.resolutionHash === resolution.resolutionHash);
    return { caseId, ...resolution, ...(carries === true ? { planHash } : {}) };
  }

  /** Of the own budget itself, not of a copy. */
  private async reservation({ subject, sequence }: Position): Promise<SeenReservation | null> {
    if (!subject.startsWith(`${budgetDecider.noun}/`)) return null;
    const budget = await this.store.aggregates.load(budgetDecider, subject);
    const found = budget === undefined ? undefined : reservationAt(budget.state, sequence);
    if (budget === undefined || found === undefined) return null;
    return { fund: budget.state.fund, amountFen: found.amountFen, outcome: found.outcome };
  }
}

const noticeOf = (document: EvidenceDocument | undefined): SeenNotice | null => {
  if (document?.notice === undefined) return null;
  const { endedOn, open, upheld, unionGrantFen, healthGrantFen } = document.notice;
  return {
    caseId: document.caseId,
    endedOn,
    openObjections: open.length,
    upheldObjections: upheld.length,
    unionGrantFen,
    healthGrantFen,
  };
};

const siteOf = (document: EvidenceDocument | undefined): SeenSite | null =>
  document?.site === undefined
    ? null
    : {
        ...document.site,
        subject: document._id,
        caseId: document.caseId,
        standing: document.site.standing ?? 'ACTIVE',
        stoppedOn: document.site.stoppedOn ?? null,
      };
