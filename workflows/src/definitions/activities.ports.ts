import type {
  AdvanceApplication,
  ApplicationStatus,
  CaseListing,
  GrantEvidence,
  GrantFund,
  PlanFacts,
  Position,
  PriorAct,
  RaiseAlarm,
  ReviewKind,
} from '#libs/contracts';
import type { DeadlineName } from '#libs/policy';

/** Where in the procedure a command is sent: its key is `<workflowId>/<step>/<round>/<command>/<n>`. */
export interface Place {
  readonly workflowId: string;
  readonly caseId: string;
  readonly step: string;
  readonly round: number;
  /** The fact that woke the step. It goes along as causation and is noted as settled when the work is open. */
  readonly cause: Position;
  /** The trace of that fact, so that what follows from it is one with it. */
  readonly traceparent?: string;
}

/** A reminder or escalation with the office instant at which it rings. */
export interface Alarm extends RaiseAlarm {
  /** RFC 3339. */
  readonly at: string;
}

/** When something is due, as far as the workflow needs it; the explained date is in the event of the opened work. */
export interface Deadline {
  /** `YYYY-MM-DD`. */
  readonly dueOn: string;
  /** The last instant of that day, RFC 3339. */
  readonly endsAt: string;
  /** Oldest first. */
  readonly alarms: readonly Alarm[];
}

/**
 * From which office date a limit is counted; that date itself is not (domain.md §5.3). How many working days it has is a
 * parameter with effective dates, so the workflow names the limit and the activity knows the number.
 */
export interface Term {
  readonly startedOn: string;
  readonly limit: DeadlineName;
}

/** What every opened piece of work carries about its case. */
export interface Dossier {
  readonly planHash: string;
  readonly listing: CaseListing;
  readonly facts: PlanFacts;
  readonly priorActs: readonly PriorAct[];
}

/** A service said no by a rule. Where the step expects that, it leads somewhere. */
export interface Refused {
  readonly kind: 'refused';
  readonly command: string;
  readonly rule: string;
  readonly message: string;
  /** The office time of the refusal, RFC 3339. */
  readonly now: string;
}

/** A 400, 401, 403 or 404: a fault of ours that the same request does not cure. */
export interface Faulted {
  readonly kind: 'fault';
  readonly command: string;
  readonly status: number;
  readonly message: string;
  /** The office time of the fault, RFC 3339. */
  readonly now: string;
}

/** `now` is the office time at which it was done. */
export type Done<Result> = { readonly kind: 'done'; readonly now: string } & Result;
export type Answer<Result = object> = Done<Result> | Refused | Faulted;

/** Work opened in a service: its subject and the position of its opening. */
export interface Opened {
  readonly work: string;
}
export type OpenedWithDeadline = Opened & { readonly deadline: Deadline };

/** Since which office date a draft lies idle, and at which instant it is archived if nobody touches it. */
export interface Idle {
  readonly since: string;
  readonly endsAt: string;
}

export type Advance = AdvanceApplication;

export interface CasePort {
  /** The status of the case as its arbiter sees it: a finished case is not begun again. */
  beginCase(input: { place: Place }): Promise<Answer<{ status: ApplicationStatus; idle: Idle }>>;
  archiveDraft(input: { place: Place; idleSince: string; works: readonly string[] }): Promise<Answer>;
  advanceCase(input: { place: Place; advance: Advance }): Promise<Answer>;
  /** Rejects the case if it is not ended yet, and closes what is open. */
  endCase(input: { place: Place; rejection: Advance; works: readonly string[] }): Promise<Answer>;
  /** `first` is the number of the first of these alarms in its ladder, from 1. Work that is done takes none. */
  raiseAlarms(input: { place: Place; work: string; first: number; alarms: readonly Alarm[] }): Promise<Answer>;
  openOperatorTask(input: {
    place: Place;
    dossier: Omit<Dossier, 'facts'>;
    about: { command: string; code: string };
    /** Office time of the fault, RFC 3339: the task's due date is counted from it, whenever the request is repeated. */
    since: string;
  }): Promise<Answer<Opened>>;
  closeOperatorTask(input: { place: Place; work: string }): Promise<Answer>;
}

export interface CommitteePort {
  openMeeting(input: {
    place: Place;
    dossier: Dossier;
    planNumber: number;
    superseded: string | null;
  }): Promise<Answer<Opened & { idle: Idle }>>;
  recordResolution(input: {
    place: Place;
    resolution: { planHash: string; resolutionHash: string; resolutionNo: string; decidedOn: string };
  }): Promise<Answer<{ idle: Idle }>>;
  noteCommitteeDeclined(input: { place: Place; planHash: string; rule: string }): Promise<Answer<{ idle: Idle }>>;
}

export interface ReviewPort {
  openReview(input: {
    place: Place;
    advance: Advance | null;
    kind: Exclude<ReviewKind, 'operator'>;
    dossier: Dossier;
    term: Term;
  }): Promise<Answer<OpenedWithDeadline>>;
  openConcurrentReview(input: {
    place: Place;
    advance: Advance;
    dossier: Dossier;
    municipal: Term;
    health: Term;
    receipt: Term;
    nonconformity: Term;
  }): Promise<Answer<{ municipal: OpenedWithDeadline; health: OpenedWithDeadline; filing: OpenedWithDeadline }>>;
}

export interface InspectionPort {
  openInspection(input: {
    place: Place;
    advance: Advance;
    dossier: Dossier;
    term: Term;
  }): Promise<Answer<OpenedWithDeadline>>;
  setReportDue(input: { place: Place; work: string; term: Term }): Promise<Answer<{ deadline: Deadline }>>;
}

export interface NoticePort {
  openNotice(input: {
    place: Place;
    advance: Advance;
    dossier: Dossier;
    term: Term;
    unionGrantFen: number;
    healthGrantFen: number;
  }): Promise<Answer<OpenedWithDeadline>>;
  /** `n` counts the tries: a notice with an open objection refuses with R-PUB-03. */
  passNotice(input: { place: Place; work: string; n: number }): Promise<Answer<{ passed: Position }>>;
}

export interface DesignationPort {
  designateSite(input: {
    place: Place;
    advance: Advance;
    dossier: Dossier;
    site: {
      documentNo: string;
      designatedOn: string;
      resolutionHash: string;
      filingSubject: string;
      noticeSubject: string;
    };
  }): Promise<Answer<{ site: string; designated: Position }>>;
}

/** One fund's grant as it is reserved and planned. */
export interface GrantWish {
  readonly fund: GrantFund;
  readonly amountFen: number;
  /** `<year>-<fund>`. */
  readonly budget: string;
}

export interface PlannedGrant {
  readonly fund: GrantFund;
  readonly budget: string;
  /** Id without the noun. */
  readonly grantId: string;
  /** The name under which the budget holds the money. */
  readonly reservedFor: string;
  readonly deadline: Deadline;
}

export interface GrantPort {
  /** Reserves and plans one grant. A payee's data goes from the plan document to payments and never through here. */
  planGrant(input: {
    place: Place;
    dossier: Dossier;
    site: string;
    wish: GrantWish;
    evidence: Omit<GrantEvidence, 'reservation'>;
    term: Term;
  }): Promise<Answer<{ grant: PlannedGrant }>>;
  /** Notes at the application that every grant of the designation is planned. */
  settleGrants(input: { place: Place }): Promise<Answer>;
  /** `n` counts the approvals: each one is sent to the bank once. */
  instructPayment(input: { place: Place; grantId: string; n: number }): Promise<Answer>;
  settleReservation(input: { place: Place; budget: string; reservedFor: string }): Promise<Answer>;
}

/** Everything the procedure asks of the services, implemented by `activities/`. */
export interface ProcedureActivities
  extends CasePort, CommitteePort, ReviewPort, InspectionPort, NoticePort, DesignationPort, GrantPort {}
