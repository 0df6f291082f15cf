import { z } from 'zod';
import { OfficeDate, PlanFacts, PlanItem, Sha256 } from '../applications/service-plan.js';
import { Position } from '../envelope/event-envelope.js';
import { Fen } from '../money/money.js';
import { ApprovalEvents, MeetingCount, Signer } from './approvals.events.js';
import { GivenToProgram, HANDOVER_REASONS } from './automatic-step.js';
import { EarlierRound } from './defect.js';
import { INSPECTION_OUTCOMES } from './inspection.commands.js';
import { REVIEW_KINDS } from './review-kind.js';
import { CaseListing, DueDate, PriorAct } from './work-item.js';

/** What every piece of staff work shows of itself and its case. */
const Work = {
  caseId: z.string(),
  planHash: Sha256,
  listing: CaseListing,
  priorActs: z.array(PriorAct).readonly(),
  openedOn: OfficeDate,
  /** Of work that may be done once more, what earlier rounds decided, and who may not decide this one. */
  round: z.int().min(1).optional(),
  earlier: z.array(EarlierRound).readonly().optional(),
  excluded: z.array(z.string()).readonly().optional(),
  reminded: z.boolean(),
  /** 0 none, 1 the leader knows, 2 the level above knows. */
  escalation: z.int().min(0).max(2),
};

const viewOf = <Shape extends z.ZodRawShape>(id: string, description: string, shape: Shape) =>
  z
    .object({ id: z.string(), version: z.int().min(1), position: Position, state: z.object(shape) })
    .meta({ id, description });

/** `GET /reviews/:id`. */
export const ReviewView = viewOf('ReviewView', 'A review with the signatures of its seats', {
  ...Work,
  status: z.enum(['OPEN', 'PASSED', 'RETURNED', 'REJECTED', 'DEFERRED', 'CLOSED']),
  kind: z.enum(REVIEW_KINDS),
  round: z.int(),
  /** Returns of this step before, when that is not `round - 1` (R-PROC-02). */
  corrections: z.int().optional(),
  due: DueDate,
  facts: PlanFacts.nullable(),
  about: z.string().nullable(),
  /** Given to a program; `handedOver` once a person has it. */
  automatic: GivenToProgram.extend({
    handedOver: z
      .object({
        why: z.enum(HANDOVER_REASONS),
        reasonHash: Sha256.nullable(),
        checksHash: Sha256.nullable(),
        handedBy: z.string(),
        handedOn: OfficeDate,
      })
      .nullable(),
  }).optional(),
  signatures: z.array(ApprovalEvents['review.signed']).readonly(),
  reasonCode: z.string().nullable(),
  documentNo: z.string().nullable(),
  /** Of a return: the document with every defect (a `DefectList`), and the items it names. */
  defectsHash: Sha256.nullable().optional(),
  defectItems: z.array(PlanItem).readonly().optional(),
});
export type ReviewView = z.infer<typeof ReviewView>;

/** `GET /meetings/:id`. */
export const MeetingView = viewOf('MeetingView', 'A committee meeting: who was there, who voted how, what it decided', {
  ...Work,
  status: z.enum(['OPEN', 'CONVENED', 'VOTING', 'ADOPTED', 'DECLINED', 'CLOSED']),
  planNumber: z.int(),
  committeeSize: z.int(),
  supplierUsccs: z.array(z.string()).readonly(),
  meetingDate: OfficeDate.nullable(),
  members: z.array(z.object({ member: z.string(), interests: z.array(z.string()).readonly() })).readonly(),
  present: z.array(z.string()).readonly(),
  recused: z.array(z.string()).readonly(),
  votes: z.array(z.object({ member: z.string(), choice: z.enum(['yes', 'no', 'abstain']) })).readonly(),
  count: MeetingCount.nullable(),
  resolutionNo: z.string().nullable(),
  resolutionHash: z.string().nullable(),
});
export type MeetingView = z.infer<typeof MeetingView>;

/** `GET /meetings?caseId=`. */
export const MeetingList = z.object({ meetings: z.array(MeetingView).readonly() }).meta({
  id: 'MeetingList',
  description: 'The committee meetings of a case, the one on the newest plan version first',
});
export type MeetingList = z.infer<typeof MeetingList>;

/** `GET /filings/:id`. */
export const FilingView = viewOf('FilingView', 'A health filing and its receipt', {
  ...Work,
  status: z.enum(['OPEN', 'RECEIPTED', 'NONCONFORMING', 'CLOSED']),
  facts: PlanFacts,
  receiptDue: DueDate,
  nonconformityDue: DueDate,
  receipt: z
    .object({
      filingNo: z.string(),
      receiptDate: OfficeDate,
      filedName: z.string(),
      filedAddress: z.string(),
      filedPlaces: z.int(),
    })
    .nullable(),
  reasonCode: z.string().nullable(),
});
export type FilingView = z.infer<typeof FilingView>;

/** `GET /inspections/:id`. */
export const InspectionView = viewOf('InspectionView', 'An on-site inspection: visit, sheet and outcome', {
  ...Work,
  status: z.enum(['OPEN', 'VISITED', 'REPORTED', 'FAILED', 'PASSED', 'RECTIFICATION', 'REJECTED', 'CLOSED']),
  facts: PlanFacts,
  visitDue: DueDate,
  /** The visit was put off on this day; it is put off once. */
  postponedOn: OfficeDate.optional(),
  /** At a re-visit: the items that were to be put right. */
  rectified: z.array(z.string()).readonly().optional(),
  reportDue: DueDate.nullable(),
  visit: z.object({ visitedOn: OfficeDate, lead: z.string(), leadBody: z.string(), companion: z.string() }).nullable(),
  sheetHash: z.string().nullable(),
  outcome: z.enum(INSPECTION_OUTCOMES).nullable(),
  failedItems: z.array(z.string()).readonly().optional(),
  reasonCode: z.string().nullable(),
});
export type InspectionView = z.infer<typeof InspectionView>;

/** `GET /notices/:id`. */
export const NoticeView = viewOf('NoticeView', 'A public notice, its period and the objections', {
  ...Work,
  status: z.enum(['OPEN', 'PASSED', 'UPHELD', 'CLOSED']),
  facts: PlanFacts,
  period: DueDate,
  unionGrantFen: Fen,
  healthGrantFen: Fen,
  /** Working days of the whole period, once `period` is what was left of it. */
  wholeDays: z.int().optional(),
  /** Since when the clock stands still for an accepted objection. */
  stoppedOn: OfficeDate.optional(),
  objections: z
    .array(
      z.object({
        objection: z.int(),
        status: z.enum(['OPEN', 'ACCEPTED', 'SET_ASIDE', 'DISMISSED', 'UPHELD']),
        /** False for an anonymous one, which can only be kept as a lead (R-PUB-04). */
        named: z.boolean().optional(),
        examiner: Signer.optional(),
        findings: z
          .array(z.object({ signer: Signer, outcome: z.enum(['dismissed', 'upheld']), findingHash: Sha256 }))
          .readonly()
          .optional(),
      }),
    )
    .readonly(),
});
export type NoticeView = z.infer<typeof NoticeView>;

/** `GET /notices/:id/objections`. */
export const ObjectionList = z
  .object({
    objections: z
      .array(
        z.object({
          objection: z.int(),
          lodgedOn: OfficeDate,
          /** The objection's text, a document that only the municipal union reads. */
          documentHash: Sha256,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'ObjectionList', description: 'The objections against a notice, each with its document' });
export type ObjectionList = z.infer<typeof ObjectionList>;

/** `GET /sites/:id`. */
export const SiteView = viewOf('SiteView', 'A designated site and the last day of its validity', {
  status: z.enum(['ACTIVE']),
  caseId: z.string(),
  listing: CaseListing,
  facts: PlanFacts,
  planHash: z.string(),
  resolutionHash: z.string(),
  documentNo: z.string(),
  designatedOn: OfficeDate,
  validTo: OfficeDate,
});
export type SiteView = z.infer<typeof SiteView>;

/** `GET /units`: the directory of the district-level units (domain.md §6.1). */
export const UnitList = z
  .object({
    units: z
      .array(
        z.object({
          unitCode: z.string(),
          zh: z.string(),
          en: z.string(),
          type: z.enum(['district', 'county', 'county-level city', 'functional area', 'city']),
          gbCode: z.string().nullable(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'UnitList' });
export type UnitList = z.infer<typeof UnitList>;
