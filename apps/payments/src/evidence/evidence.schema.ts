/**
 * What payments remembers of one foreign subject: the facts a grant may rest on, nothing else of it. `sequence` is that of
 * the last event taken, so that the same event again changes nothing.
 */
export interface EvidenceDocument {
  /** The subject: `meeting/…`, `filing/…`, `notice/…`, `site/…`, or `application/…`. */
  readonly _id: string;
  readonly sequence: number;
  readonly caseId: string;
  readonly resolution?: { readonly planHash: string; readonly resolutionHash: string } | undefined;
  /** Of an application: corrected versions, and the resolution that still carries each. */
  readonly carried?: readonly { readonly planHash: string; readonly resolutionHash: string }[] | undefined;
  readonly receipted?: boolean | undefined;
  readonly notice?: NoticeFacts | undefined;
  readonly site?: SiteFacts | undefined;
}

export interface NoticeFacts {
  readonly endedOn: string | null;
  /** Numbers of the objections neither dismissed nor upheld. */
  readonly open: readonly number[];
  readonly upheld: readonly number[];
  readonly unionGrantFen: number;
  readonly healthGrantFen: number;
}

export interface SiteFacts {
  readonly documentNo: string;
  readonly planHash: string;
  readonly resolutionHash: string;
  readonly unionName: string;
  readonly unionUscc: string;
  /** Suspension and what followed it; absent while the site was never suspended. */
  readonly standing?: 'ACTIVE' | 'SUSPENDED' | 'REVOKED' | undefined;
  readonly stoppedOn?: string | null | undefined;
}

export const EVIDENCE_COLLECTION = 'facts';

/** Before any notice event was seen. */
export const NO_NOTICE: NoticeFacts = { endedOn: null, open: [], upheld: [], unionGrantFen: 0, healthGrantFen: 0 };
