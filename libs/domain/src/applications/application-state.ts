import type {
  AdvanceOutcome,
  AdvancingStep,
  ApplicationEvent,
  ApplicationStatus,
  DueDate,
  PlanFacts,
  PlanItem,
  Position,
} from '#libs/contracts';

/** A sealed plan version as the application knows it: its document by hash, and the facts that rules need. */
export interface SealedPlan {
  readonly number: number;
  readonly hash: string;
  readonly sealedOn: string;
  readonly facts: PlanFacts;
  /** Codes of mandatory attachments that are not there. */
  readonly missingAttachments: readonly string[];
  /** Of a corrected version: how it differs from the one that was returned. */
  readonly correction: PlanCorrection | null;
}

export interface PlanCorrection {
  /** Hash of the version it was compared with. */
  readonly comparedWith: string;
  readonly changedItems: readonly PlanItem[];
  readonly needsResolution: boolean;
}

export interface BoundResolution {
  readonly no: string;
  readonly hash: string;
  readonly planHash: string;
  readonly decidedOn: string;
  readonly decision: Position;
}

export interface StepPassed {
  readonly step: AdvancingStep;
  readonly decision: Position;
  readonly decidedOn: string;
}

/** A decision that the application has acted on: the same one told again changes nothing. */
export interface StepTaken {
  readonly step: AdvancingStep;
  readonly outcome: AdvanceOutcome | 'returned';
  readonly decision: Position;
}

type DataOf<Type extends ApplicationEvent['type']> = Extract<ApplicationEvent, { type: Type }>['data'];

/** What was returned, as long as the case is with the applicant. */
export type Correction = Pick<
  DataOf<'application.returned'>,
  'steps' | 'items' | 'round' | 'planHash' | 'due' | 'returnsTo'
>;

export interface Rectification {
  readonly failedItems: readonly string[];
  readonly due: DueDate;
  readonly finalDue: DueDate;
  readonly extended: boolean;
}

export interface Rejection extends StepPassed {
  readonly reasonCode: string;
  /** The state in which the case was rejected. */
  readonly from: ApplicationStatus;
  readonly decidedBy: readonly string[];
  /** Null when it can not be reconsidered. */
  readonly reconsiderBy: DueDate | null;
}

export type Reconsideration = Pick<
  DataOf<'application.reconsideration-opened'>,
  'step' | 'excluded' | 'openedOn' | 'due'
>;

/** Hashes, ids, amounts and decisions; nothing that a person could ask us to forget. */
export interface ApplicationState {
  /** `NONE` before anything happened. */
  readonly status: ApplicationStatus | 'NONE';
  readonly employerUscc: string;
  readonly unionUscc: string;
  readonly managingUnit: string;
  readonly siteUnit: string;
  readonly siteAddress: string;
  readonly programmeYear: number;
  readonly claim: string;
  readonly createdOn: string;
  readonly createdBy: string;
  /** Office date of the last thing done to the draft: 180 idle days archive it. */
  readonly touchedOn: string;
  readonly caseNo: string | null;
  readonly plan: SealedPlan | null;
  readonly resolution: BoundResolution | null;
  /** The committee's last answer, when it was no. */
  readonly declined: { readonly planHash: string; readonly rule: string; readonly decision: Position } | null;
  readonly submittedOn: string | null;
  readonly submittedBy: string | null;
  readonly declarationsHash: string | null;
  /** The version that was submitted last; the reviews are about it. */
  readonly submittedPlanHash: string | null;
  /** Steps that passed, in the order of their decisions; without those that a correction opened again. */
  readonly passed: readonly StepPassed[];
  /** Every decision so far, the undone ones included. */
  readonly taken: readonly StepTaken[];
  readonly correction: Correction | null;
  readonly rectification: Rectification | null;
  /** Since when a case is put off, and the last day on which it can be resumed. */
  readonly deferral: { readonly deferredOn: string; readonly until: string } | null;
  readonly rejection: Rejection | null;
  /** The one reconsideration of this case. */
  readonly reconsideration: Reconsideration | null;
  readonly withdrawalConsentedOn: string | null;
  readonly barredUntil: string | null;
  readonly reasonCode: string | null;
  /** Whether the applicant was reminded of what he has to do now, and how far it was escalated. */
  readonly reminded: boolean;
  readonly escalation: number;
  /**
   * Per subject the highest sequence whose consequences are all opened. A list, because a subject may hold characters that
   * no stored key may.
   */
  readonly settled: readonly Position[];
  /** How many of the latest facts only noted how far the case is settled, or rang: none makes what a person saw stale. */
  readonly settledSinceChange: number;
}

export const initialApplication: ApplicationState = {
  status: 'NONE',
  employerUscc: '',
  unionUscc: '',
  managingUnit: '',
  siteUnit: '',
  siteAddress: '',
  programmeYear: 0,
  claim: '',
  createdOn: '',
  createdBy: '',
  touchedOn: '',
  caseNo: null,
  plan: null,
  resolution: null,
  declined: null,
  submittedOn: null,
  submittedBy: null,
  declarationsHash: null,
  submittedPlanHash: null,
  passed: [],
  taken: [],
  correction: null,
  rectification: null,
  deferral: null,
  rejection: null,
  reconsideration: null,
  withdrawalConsentedOn: null,
  barredUntil: null,
  reasonCode: null,
  reminded: false,
  escalation: 0,
  settled: [],
  settledSinceChange: 0,
};
