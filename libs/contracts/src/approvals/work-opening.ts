import { z } from 'zod';
import { Sha256 } from '../applications/service-plan.js';
import { EarlierRound } from './defect.js';
import { CaseListing, PriorAct, REASON_CODE_NAMES } from './work-item.js';

/** The actor id of a person, as the issuer gives it: it goes into the log, so nothing that could be a name or a text fits. */
export const MemberId = z.string().regex(/^[A-Za-z0-9._:-]{1,60}$/);

/** What the worker says of the case with every piece of work it opens. */
export const WorkOpening = {
  caseId: z.uuid(),
  planHash: Sha256,
  listing: CaseListing,
  priorActs: z.array(PriorAct).max(100),
};

/**
 * Work that is done once more. `excluded` took part in the decision that is reconsidered (复核): none of them acts again.
 * `earlier` are the decisions of earlier rounds, oldest first.
 */
export const RepeatedWork = {
  round: z.int().min(1).optional(),
  excluded: z.array(MemberId).max(20).optional(),
  earlier: z.array(EarlierRound).max(10).optional(),
};

/** A reason as a person gives it; whether it suffices is R-PROC-06. */
export const GivenReason = {
  reasonCode: z.enum(REASON_CODE_NAMES).optional(),
  reasonText: z.string().max(2000).optional(),
};
