import type { GrantEvidence, Position } from '#libs/contracts';
import type { CaseDesk } from './case-desk.step.js';
import type { PassedConcurrentReview } from './concurrent-review.step.js';
import { positionOf } from './case-file.signals.js';
import type { PassedNotice } from './notice.step.js';
import { review } from './review.step.js';

/** A designated site, and what its grants have to prove. */
export interface Designated {
  readonly site: string;
  readonly designatedOn: string;
  readonly cause: Position;
  readonly evidence: Omit<GrantEvidence, 'reservation'>;
}

/** Both leaders sign one document (P10), then the site is entered as active. */
export const designation = async (
  desk: CaseDesk,
  verified: PassedConcurrentReview,
  notice: PassedNotice,
): Promise<Designated> => {
  const decided = await review(desk, 'designation', 'designation', notice);
  const place = desk.place('site', 1, decided.cause);
  const { dossier, resolution } = desk;
  const receipt = desk.file.first(verified.filing, 'filing.receipted');
  if (resolution === undefined || receipt === undefined) throw new Error('A site needs resolution and receipt');
  const { resolutionHash, binding } = resolution;
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
      planHash: dossier.planHash,
      resolutionHash,
      resolution: binding,
      filing: positionOf(receipt),
      notice: notice.cause,
      designation: designated,
      documentNo,
    },
  };
};
