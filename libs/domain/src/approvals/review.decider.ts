import {
  accept,
  refuse,
  type CloseWork,
  type DecideReview,
  type Decider,
  type Decision,
  type DecisionContext,
  type DueDate,
  type OpenReview,
  type PlanFacts,
  type PlanItem,
  type RaiseAlarm,
  type Refusal,
  type ReviewKind,
  type Seat,
} from '#libs/contracts';
import { checkNegativeDecision } from '#libs/policy';
import type { FilingState } from './filing.decider.js';
import { checkAskedFor, checkCapacity, checkFiling } from './positive-decision.js';
import { actsOfSigners, openSeats, seatsOf, unitOfSeat } from './seats.js';
import { checkReturn, returnedDefects } from './returned-defects.js';
import { outcomeAfter } from './review-outcome.js';
import { checkSigningContent, type Signature } from './signature.js';
import {
  checkAlarm,
  checkSeparation,
  holdsIn,
  malformed,
  needsOffice,
  openedWork,
  withAlarm,
  wrongState,
  type EventOf,
  type OpenedWork,
  type Unborn,
} from './work.js';

export type ReviewEvent = EventOf<'review'>;

export type ReviewCommand =
  | { readonly type: 'open'; readonly body: OpenReview }
  /**
   * `reasonHash` names the stored document that holds the reason's text, `defectsHash` the one with the defects of a return;
   * null when there is none.
   */
  | {
      readonly type: 'decide';
      readonly body: DecideReview;
      readonly reasonHash: string | null;
      readonly defectsHash?: string | null;
    }
  | { readonly type: 'alarm'; readonly body: RaiseAlarm }
  | { readonly type: 'close'; readonly body: CloseWork };

export interface ReviewContext extends DecisionContext {
  /** For a health verification: the filing that `about` names, as it stands. */
  readonly filing?: FilingState | undefined;
}

export interface Review extends OpenedWork {
  readonly status: 'OPEN' | 'PASSED' | 'RETURNED' | 'REJECTED' | 'DEFERRED' | 'CLOSED';
  readonly kind: ReviewKind;
  readonly round: number;
  /** Returns of this step before this review (R-PROC-02); undefined: one less than the round. */
  readonly corrections?: number | undefined;
  readonly due: DueDate;
  readonly facts: PlanFacts | null;
  readonly about: string | null;
  readonly signatures: readonly Signature[];
  readonly reasonCode: string | null;
  readonly documentNo: string | null;
  /** Of a return: the document with every defect, and the items it names. */
  readonly defectsHash?: string | null | undefined;
  readonly defectItems?: readonly PlanItem[] | undefined;
}
export type ReviewState = Unborn | Review;

type Answer = Decision<ReviewEvent>;
type DecideCommand = Extract<ReviewCommand, { type: 'decide' }>;

const decide = (command: ReviewCommand, state: ReviewState, context: ReviewContext): Answer => {
  if (command.type === 'open') {
    return state.status === 'NONE' ? open(command.body, context) : refuse(wrongState(state.status, 'open'));
  }
  if (state.status !== 'OPEN') return refuse(wrongState(state.status, command.type));
  switch (command.type) {
    case 'decide':
      return sign(command, state, context);
    case 'alarm': {
      const faults = checkAlarm(command.body);
      return faults.length > 0 ? refuse(...faults) : accept([{ type: 'review.alarmed', data: command.body }]);
    }
    case 'close':
      return accept([{ type: 'review.closed', data: { why: command.body.why } }]);
  }
};

const open = (body: OpenReview, { today }: ReviewContext): Answer =>
  accept([{ type: 'review.opened', data: { ...body, about: body.about ?? null, openedOn: today } }]);

const sign = (command: DecideCommand, review: Review, context: ReviewContext): Answer => {
  const seat = seatFor(review, context);
  if ('rule' in seat) return refuse(seat);
  const signers = actsOfSigners(review.kind, review.signatures);
  const separation = checkSeparation(context.actor, seat.duty, review, signers);
  if (separation.length > 0) return refuse(...separation);
  const refusals = checkSaid(command.body, review, context);
  if (refusals.length > 0) return refuse(...refusals);
  const signature = signatureOf(command, seat, context);
  const signed: ReviewEvent = { type: 'review.signed', data: signature };
  const decided = outcomeAfter(review.kind, [...review.signatures, signature], context.today);
  return accept(decided === undefined ? [signed] : [signed, { type: 'review.decided', data: decided }]);
};

/** What a seat says must be its to say, complete, and if it is a yes, true. */
const checkSaid = (body: DecideReview, review: Review, context: ReviewContext): readonly Refusal[] => {
  const { outcome, reasonCode, reasonText } = body;
  const { outcomes } = seatsOf(review.kind);
  if (!outcomes.includes(outcome)) {
    return [malformed('/outcome', `here one can say ${outcomes.join(', ')}`, `本环节可选：${outcomes.join('、')}`)];
  }
  // A return gives its reasons defect by defect.
  const positive = outcome === 'pass' || (outcome === 'return' && reasonCode === undefined && reasonText === undefined);
  return [
    ...checkNegativeDecision({ positive, reasonCode, reasonText }),
    ...checkReturn(body, { corrections: review.corrections ?? review.round - 1, today: context.today }),
    ...checkSigningContent(review.kind, body, review.signatures),
    ...(outcome === 'pass' ? checkPositive(review, body, context) : []),
  ];
};

/** The open seat that the caller holds, or why there is none for him. */
const seatFor = (review: Review, { actor }: ReviewContext): Seat | Refusal => {
  const held = (seat: Seat): boolean => holdsIn(actor, seat.role, unitOfSeat(seat, review.listing));
  const waiting = openSeats(review.kind, review.signatures);
  const mine = waiting.find(held);
  if (mine !== undefined) return mine;
  // Whoever holds a seat of this review came too early or too late; everybody else is the wrong person.
  const { seats } = seatsOf(review.kind);
  return seats.some(held)
    ? wrongState(`OPEN, ${waiting.map(({ role }) => role).join(' / ')}`, 'decide')
    : needsOffice(waiting.map((seat) => `${seat.role} ${unitOfSeat(seat, review.listing)}`).join(' / '));
};

/** They bind every positive signature, the reviewer's as well as the leader's. */
const checkPositive = (review: Review, body: DecideReview, context: ReviewContext): readonly Refusal[] => {
  if (review.facts === null) return [];
  return [
    ...(review.kind === 'health-verification' ? checkFiling(review, review.facts, context.filing) : []),
    ...checkCapacity(review.facts, context.today, '/outcome'),
    ...(review.kind === 'joint-review' ? checkAskedFor(review.facts, body) : []),
  ];
};

const signatureOf = (
  { body, reasonHash, defectsHash = null }: DecideCommand,
  seat: Seat,
  context: ReviewContext,
): Signature => {
  const positive = body.outcome === 'pass';
  const reasonCode = body.reasonCode ?? body.defects?.at(0)?.reasonCode ?? null;
  return {
    role: seat.role,
    actor: context.actor.id,
    outcome: body.outcome,
    reasonCode: positive ? null : reasonCode,
    reasonHash,
    ...(body.outcome === 'return' ? returnedDefects(body.defects ?? [], defectsHash) : {}),
    unionGrantFen: positive ? (body.unionGrantFen ?? null) : null,
    healthGrantFen: positive ? (body.healthGrantFen ?? null) : null,
    documentNo: positive ? (body.documentNo ?? null) : null,
    signedOn: context.today,
  };
};

const STATUS_AFTER = {
  passed: 'PASSED',
  returned: 'RETURNED',
  rejected: 'REJECTED',
  deferred: 'DEFERRED',
} as const;

const evolve = (state: ReviewState, event: ReviewEvent): ReviewState => {
  if (event.type === 'review.opened') {
    const { kind, round, corrections, due, facts, about } = event.data;
    return {
      ...openedWork(event.data),
      status: 'OPEN',
      kind,
      round,
      ...(corrections === undefined ? {} : { corrections }),
      due,
      facts,
      about,
      signatures: [],
      reasonCode: null,
      documentNo: null,
    };
  }
  if (state.status === 'NONE') return state;
  switch (event.type) {
    case 'review.signed':
      return { ...state, signatures: [...state.signatures, event.data] };
    case 'review.decided': {
      const { outcome, reasonCode, documentNo, defectsHash, defectItems } = event.data;
      const returned = outcome === 'returned' ? { defectsHash, defectItems } : {};
      return { ...state, status: STATUS_AFTER[outcome], reasonCode, documentNo, ...returned };
    }
    case 'review.alarmed':
      return withAlarm(state, event.data);
    case 'review.closed':
      return { ...state, status: 'CLOSED' };
  }
};

/** Staff reviews of every kind: who signs stands in `REVIEW_SEATS`, in sequence or in parallel (domain.md §5.2). */
export const reviewDecider: Decider<ReviewState, ReviewCommand, ReviewEvent, ReviewContext> = {
  noun: 'review',
  initial: { status: 'NONE' },
  decide,
  evolve,
};
