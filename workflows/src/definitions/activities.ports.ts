import type { GrantEvidence, GrantFund, Position, ReviewKind } from '#libs/contracts';
import type {
  Advance,
  Alarm,
  Answer,
  Closing,
  Deadline,
  Dossier,
  Idle,
  Opened,
  OpenedReview,
  OpenedWithDeadline,
  Place,
  ReturnedStep,
  Round,
  Term,
} from './answers.ports.js';
import type { Fact } from './case.signals.js';

export type * from './answers.ports.js';

export interface CasePort {
  /** Whether the case has ended already, so that nothing is to be done again; and the facts that are there. */
  beginCase(input: { place: Place }): Promise<Answer<{ hasEnded: boolean; idle: Idle }>>;
  archiveDraft(input: { place: Place; idleSince: string; works: readonly string[] }): Promise<Answer>;
  advanceCase(input: { place: Place; advance: Advance }): Promise<Answer>;
  /** Closes what is open when the case was ended by people: the application knows already. */
  closeWorks(input: { place: Place } & Closing): Promise<Answer>;
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

/** Turns of a case that the application itself goes through: it waits for its applicant, or for a leader. */
export interface TurnPort {
  /** Tells the application which concurrent review passed, then returns the plan with every defect at once (R-PROC-01). */
  returnCase(input: {
    place: Place;
    passed: readonly Advance[];
    returned: readonly ReturnedStep[];
    term: Term;
  }): Promise<Answer<{ deadline: Deadline }>>;
  /** Lapses a correction that is overdue, or a deferral that nobody took up again. */
  lapseCase(input: {
    place: Place;
    why: 'correction-overdue' | 'deferral-over';
    works: readonly string[];
  }): Promise<Answer>;
  /** Rejects the case and closes what is open. `reconsiderUntil` is null when nobody can ask for a reconsideration. */
  rejectCase(input: {
    place: Place;
    advance: Advance;
    works: readonly string[];
  }): Promise<Answer<{ reconsiderUntil: string | null }>>;
  deferCase(input: { place: Place; advance: Advance }): Promise<Answer<{ deadline: Deadline }>>;
  /** `extended` is the deadline if the time is extended; nobody is rejected before its end. */
  requireRectification(input: {
    place: Place;
    advance: Advance;
    failedItems: readonly string[];
    term: Term;
    extendedTerm: Term;
  }): Promise<Answer<{ deadline: Deadline; extended: Deadline }>>;
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

/** A review to open: its kind, its time, its round. */
export interface ReviewWish {
  readonly kind: Exclude<ReviewKind, 'operator'>;
  readonly term: Term;
  readonly round: Round;
}

export interface ReviewPort {
  openReview(input: {
    place: Place;
    advance: Advance | null;
    dossier: Dossier;
    review: ReviewWish;
  }): Promise<Answer<OpenedReview>>;
  /** Opens those of the two reviews that are wished for. With the health verification the filing is there or is opened. */
  openConcurrentReview(input: {
    place: Place;
    advance: Advance | null;
    dossier: Dossier;
    reviews: readonly ReviewWish[];
    filing: {
      /** The filing of the round before, as long as it says the same as the plan. */
      readonly kept: string | null;
      readonly round: number;
      readonly receipt: Term;
      readonly nonconformity: Term;
    };
  }): Promise<Answer<{ reviews: readonly OpenedReview[]; filing: OpenedWithDeadline | null }>>;
  /** The time of the program that has the review is over. A review that is decided, or that a person has, refuses. */
  handOverReview(input: { place: Place; work: string }): Promise<Answer>;
}

export interface InspectionPort {
  /** Tells of the filing's receipt, on which the health verification rested. */
  openInspection(input: {
    place: Place;
    advance: Advance | null;
    dossier: Dossier;
    term: Term;
    round: Round;
    /** What failed the time before and was put right since. */
    rectified: readonly string[];
    filing: string;
  }): Promise<Answer<OpenedWithDeadline>>;
  setVisitDue(input: { place: Place; work: string; term: Term }): Promise<Answer<{ deadline: Deadline }>>;
  setReportDue(input: { place: Place; work: string; term: Term }): Promise<Answer<{ deadline: Deadline }>>;
}

/** A period whose clock stood still: when it began, what its last day was, and from when to when it stood. Office dates. */
export interface StoppedPeriod {
  readonly startedOn: string;
  readonly dueOn: string;
  readonly stoppedOn: string;
  readonly resumedOn: string;
}

export interface NoticePort {
  openNotice(input: {
    place: Place;
    advance: Advance | null;
    dossier: Dossier;
    term: Term;
    round: Round;
    unionGrantFen: number;
    healthGrantFen: number;
    /** The notice whose upheld objections are looked at again. */
    reconsidered: string | null;
  }): Promise<Answer<OpenedWithDeadline>>;
  /** Tells the application that the clock stands still because of an objection. */
  stopNotice(input: { place: Place; advance: Advance }): Promise<Answer>;
  /**
   * Starts the clock again with what was left of the period on the day it stopped, and tells the application. `resumedAt` is
   * the sequence of that: objections accepted before it were all dealt with.
   */
  resumeNotice(input: {
    place: Place;
    work: string;
    advance: Advance;
    from: StoppedPeriod;
  }): Promise<Answer<{ deadline: Deadline; resumedAt: number }>>;
  /** A notice with an open objection refuses with R-PUB-03. */
  passNotice(input: { place: Place; work: string }): Promise<Answer<{ passed: Position }>>;
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
  /** What has happened to it already, when it was planned before. */
  readonly facts?: readonly Fact[];
}

/** What a site's designation rests on and a grant's evidence names. */
export interface SiteGrounds {
  readonly documentNo: string;
  readonly designatedOn: string;
  readonly resolutionHash: string;
  readonly filingSubject: string;
  readonly noticeSubject: string;
}

export interface DesignationPort {
  designateSite(input: {
    place: Place;
    advance: Advance;
    dossier: Dossier;
    site: SiteGrounds;
  }): Promise<Answer<{ site: string; designated: Position }>>;
}

/** What every grant of a designation rests on. */
export interface GrantGrounds {
  readonly dossier: Dossier;
  readonly site: string;
  readonly evidence: Omit<GrantEvidence, 'reservation'>;
  readonly term: Term;
}

export interface GrantPort {
  /**
   * Reserves and plans the grants that can be, and when that is all of them notes at the application that the designation is
   * settled. A payee's data goes from the plan document to payments and never through here.
   */
  planGrants(
    input: { place: Place; wishes: readonly GrantWish[] } & GrantGrounds,
  ): Promise<Answer<{ planned: readonly PlannedGrant[] }>>;
  /** The same for one grant whose fund refused. */
  planGrant(input: { place: Place; wish: GrantWish } & GrantGrounds): Promise<Answer<{ planned: PlannedGrant }>>;
  settleGrants(input: { place: Place }): Promise<Answer>;
  /** `n` counts the approvals: each one is sent to the bank once. */
  instructPayment(input: { place: Place; grantId: string; n: number }): Promise<Answer>;
  settleReservation(input: {
    place: Place;
    budget: string;
    reservedFor: string;
    outcome: 'paid' | 'released';
  }): Promise<Answer>;
}

/** Everything the procedure asks of the services, implemented by `activities/`. */
export interface ProcedureActivities
  extends CasePort, TurnPort, CommitteePort, ReviewPort, InspectionPort, NoticePort, DesignationPort, GrantPort {}
