import type { GrantEvidence, Position } from '#libs/contracts';
import type { CaseDesk } from './case-desk.step.js';
import type { Submission } from './committee.step.js';
import type { PassedConcurrentReview } from './concurrent-review.step.js';
import { positionOf } from './case-file.signals.js';
import type { PassedNotice } from './notice.step.js';
import { review } from './review.step.js';

/** What the steps before have established and the site's designation rests on. */
export interface Grounds {
  readonly submission: Submission;
  readonly verified: Pick<PassedConcurrentReview, 'filing' | 'receipt'>;
  readonly notice: PassedNotice;
}

export interface Designated {
  readonly site: string;
  readonly designatedOn: string;
  readonly cause: Position;
  readonly evidence: Omit<GrantEvidence, 'reservation'>;
}

/** Union and health leaders designate under one document number (P10); then the site is entered as active. */
export const designation = async (desk: CaseDesk, grounds: Grounds): Promise<Designated> => {
  const { submission, verified, notice } = grounds;
  const decided = await review(desk, 'designation', 'designation', notice);
  const place = desk.place('site', 1, decided.cause);
  const { dossier } = desk;
  const { planHash, resolutionHash } = submission.adopted.data;
  const documentNo = decided.decision.data.documentNo ?? '';
  const { site, designated } = await desk.must(place, (activities) =>
    activities.designateSite({
      place,
      advance: decided.advance,
      dossier,
      site: {
        documentNo,
        designatedOn: decided.on,
        resolutionHash,
        filingSubject: verified.filing,
        noticeSubject: notice.notice,
      },
    }),
  );
  return {
    site,
    designatedOn: decided.on,
    cause: decided.cause,
    evidence: {
      planHash,
      resolutionHash,
      resolution: positionOf(submission.adopted),
      filing: verified.receipt,
      notice: notice.cause,
      designation: designated,
      documentNo,
    },
  };
};
