import type { AdvancingStep, ApplicationStatus, PlanFacts, Position } from '#libs/contracts';

/** A sealed plan version as the application knows it: its document by hash, and the facts that rules need. */
export interface SealedPlan {
  readonly number: number;
  readonly hash: string;
  readonly sealedOn: string;
  readonly facts: PlanFacts;
  /** Codes of mandatory attachments that are not there. */
  readonly missingAttachments: readonly string[];
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
  /** Steps that passed, in the order of their decisions. */
  readonly passed: readonly StepPassed[];
  readonly rejectedBy: StepPassed | null;
  readonly reasonCode: string | null;
  /**
   * Per subject the highest sequence whose consequences are all opened. A list, because a subject may hold characters that
   * no stored key may.
   */
  readonly settled: readonly Position[];
  /** How many of the latest facts only noted how far the case is settled: none of them makes what a person saw stale. */
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
  passed: [],
  rejectedBy: null,
  reasonCode: null,
  settled: [],
  settledSinceChange: 0,
};
