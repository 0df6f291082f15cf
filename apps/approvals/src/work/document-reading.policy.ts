import type { Actor, CaseListing, Role } from '#libs/contracts';
import type { Folder, LoadedAggregate, StoredDocument } from '#libs/aggregate';
import {
  filingDecider,
  inspectionDecider,
  meetingDecider,
  noticeDecider,
  reviewDecider,
  siteDecider,
} from '#libs/domain';
import { seesCase } from './case-visibility.policy.js';

/** Media type of an objection: it names the objector, whose identity stays hidden from the applicant (N10). */
export const OBJECTION_MEDIA_TYPE = 'application/vnd.nuanchao.objection+json';

/** Who opens them. */
export const READS_OBJECTIONS: readonly Role[] = ['MU_REVIEWER', 'MU_LEADER', 'MU_AUDIT', 'WORKER'];

/** What every noun's state tells of its case, once it is born. */
type CaseState = { readonly status: string; readonly listing?: CaseListing | undefined };

/** Every case has a meeting first; a noun further down is asked only where that one knows nothing. */
const NOUNS: readonly Folder<CaseState>[] = [
  meetingDecider,
  reviewDecider,
  filingDecider,
  inspectionDecider,
  noticeDecider,
  siteDecider,
];

/** Where the aggregates of a case are found. */
export interface CaseAggregates {
  ofCase<State>(folder: Folder<State>, caseId: string): Promise<LoadedAggregate<State> | undefined>;
}

/**
 * A document is for whoever may see its case, and for whoever brought it: knowing a hash is no right. One that names no
 * case, or a case without work here, is for its bringer and for who sees every case. Objections stay with the municipal
 * union.
 */
export const mayReadDocument = async (
  actor: Actor,
  { mediaType, caseId, storedBy }: Pick<StoredDocument, 'mediaType' | 'caseId' | 'storedBy'>,
  aggregates: CaseAggregates,
): Promise<boolean> => {
  if (storedBy === actor.id) return true;
  if (mediaType === OBJECTION_MEDIA_TYPE) return actor.roles.some(({ role }) => READS_OBJECTIONS.includes(role));
  return seesCase(await stateOf(caseId, aggregates), actor);
};

const stateOf = async (caseId: string, aggregates: CaseAggregates): Promise<CaseState> => {
  if (caseId === '') return { status: 'NONE' };
  for (const noun of NOUNS) {
    const live = await aggregates.ofCase(noun, caseId);
    if (live !== undefined) return live.state;
  }
  return { status: 'NONE' };
};
