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
  type RaiseAlarm,
  type Refusal,
  type ReviewKind,
  type Seat,
} from '#libs/contracts';
import { checkNegativeDecision } from '#libs/policy';
import type { FilingState } from './filing.decider.js';
import { checkAskedFor, checkCapacity, checkFiling } from './positive-decision.js';
import { actsOfSigners, openSeats, seatsOf, unitOfSeat } from './seats.js';
import { checkSigningContent, type Signature } from './signature.js';
import {
  checkAlarm,
  checkSeparation,
  holdsIn,
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
  /** `reasonHash` names the stored document that holds the reason's text; null when there is none. */
  | { readonly type: 'decide'; readonly body: DecideReview; readonly reasonHash: string | null }
  | { readonly type: 'alarm'; readonly body: RaiseAlarm }
  | { readonly type: 'close'; readonly body: CloseWork };

export interface ReviewContext extends DecisionContext {
  /** For a health verification: the filing that `about` names, as it stands. */
  readonly filing?: FilingState | undefined;
}

export interface Review extends OpenedWork {
  readonly status: 'OPEN' | 'PASSED' | 'REJECTED' | 'CLOSED';
  readonly kind: ReviewKind;
  readonly round: number;
  readonly due: DueDate;
  readonly facts: PlanFacts | null;
  readonly about: string | null;
  readonly signatures: readonly Signature[];
  readonly reasonCode: string | null;
  readonly documentNo: string | null;
}
export type ReviewState = Unborn | Review;

type Answer = Decision<ReviewEvent>;

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

const sign = (
  { body, reasonHash }: Extract<ReviewCommand, { type: 'decide' }>,
  review: Review,
  context: ReviewContext,
): Answer => {
  const seat = seatFor(review, context);
  if ('rule' in seat) return refuse(seat);
  const signers = actsOfSigners(review.kind, review.signatures);
  const separation = checkSeparation(context.actor, seat.duty, review, signers);
  if (separation.length > 0) return refuse(...separation);
  const refusals = [
    ...checkNegativeDecision({
      positive: body.outcome === 'pass',
      reasonCode: body.reasonCode,
      reasonText: body.reasonText,
    }),
    ...checkSigningContent(review.kind, body, review.signatures),
    ...(body.outcome === 'pass' ? checkPositive(review, body, context) : []),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const signature = signatureOf(body, reasonHash, seat, context);
  const signed: ReviewEvent = { type: 'review.signed', data: signature };
  const decided = outcomeAfter(review, signature, context.today);
  return accept(decided === undefined ? [signed] : [signed, decided]);
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

const signatureOf = (body: DecideReview, reasonHash: string | null, seat: Seat, context: ReviewContext): Signature => {
  const positive = body.outcome === 'pass';
  return {
    role: seat.role,
    actor: context.actor.id,
    outcome: body.outcome,
    reasonCode: positive ? null : (body.reasonCode ?? null),
    reasonHash,
    unionGrantFen: positive ? (body.unionGrantFen ?? null) : null,
    healthGrantFen: positive ? (body.healthGrantFen ?? null) : null,
    documentNo: positive ? (body.documentNo ?? null) : null,
    signedOn: context.today,
  };
};

/** The review's outcome with this signature, or undefined while another seat is still to sign. */
const outcomeAfter = (review: Review, last: Signature, today: string): ReviewEvent | undefined => {
  const { order, seats } = seatsOf(review.kind);
  const signatures = [...review.signatures, last];
  const complete = signatures.length === seats.length;
  // In a sequence the last seat decides, whatever the reviewer before it thought; in parallel one rejection is enough.
  if (!complete && (order === 'sequence' || last.outcome === 'pass')) return undefined;
  return {
    type: 'review.decided',
    data: {
      kind: review.kind,
      outcome: last.outcome === 'pass' ? 'passed' : 'rejected',
      reasonCode: last.reasonCode,
      reasonHash: last.reasonHash,
      decidedOn: today,
      decidedBy: [...actsOfSigners(review.kind, signatures)],
      unionGrantFen: last.unionGrantFen,
      healthGrantFen: last.healthGrantFen,
      documentNo: last.documentNo,
    },
  };
};

const evolve = (state: ReviewState, event: ReviewEvent): ReviewState => {
  if (event.type === 'review.opened') {
    const { kind, round, due, facts, about } = event.data;
    return {
      ...openedWork(event.data),
      status: 'OPEN',
      kind,
      round,
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
      const { outcome, reasonCode, documentNo } = event.data;
      return { ...state, status: outcome === 'passed' ? 'PASSED' : 'REJECTED', reasonCode, documentNo };
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
