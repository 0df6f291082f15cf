import {
  accept,
  refuse,
  type CloseWork,
  type DecideReview,
  type Decider,
  type Decision,
  type DecisionContext,
  type HandOverReview,
  type OpenReview,
  type RaiseAlarm,
  type Refusal,
  type Seat,
} from '#libs/contracts';
import { checkNegativeDecision, givenToProgram } from '#libs/policy';
import {
  checkNoChecks,
  checkNotWithProgram,
  givenTo,
  handOver,
  programOf,
  seatForProgram,
  type AutomaticOffer,
} from './automatic-review.js';
import type { KnownProgram } from './automatic-step.decider.js';
import type { FilingState } from './filing.decider.js';
import { checkAskedFor, checkCapacity, checkFiling } from './positive-decision.js';
import { actsOfSigners, openSeats, seatsOf, unitOfSeat } from './seats.js';
import { checkReturn, returnedDefects } from './returned-defects.js';
import { outcomeAfter } from './review-outcome.js';
import type { Review, ReviewState } from './review-state.js';
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
} from './work.js';

export type ReviewEvent = EventOf<'review'>;

export type ReviewCommand =
  | { readonly type: 'open'; readonly body: OpenReview }
  /**
   * `reasonHash` names the stored document that holds the reason's text, `defectsHash` the one with the defects of a return,
   * `checksHash` the one with what a program checked; null when there is none.
   */
  | {
      readonly type: 'decide';
      readonly body: DecideReview;
      readonly reasonHash: string | null;
      readonly defectsHash?: string | null;
      readonly checksHash?: string | null;
    }
  | {
      readonly type: 'hand-over';
      readonly body: HandOverReview;
      readonly reasonHash: string | null;
      readonly checksHash: string | null;
    }
  | { readonly type: 'alarm'; readonly body: RaiseAlarm }
  | { readonly type: 'close'; readonly body: CloseWork };

export interface ReviewContext extends DecisionContext {
  /** For a health verification: the filing that `about` names, as it stands. */
  readonly filing?: FilingState | undefined;
  /** On opening: the program that the kind is given to by the policy in force. */
  readonly offer?: AutomaticOffer | undefined;
  /** For a program that decides: what is known of its account. */
  readonly program?: KnownProgram | undefined;
}

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
    case 'hand-over': {
      if (programOf(state) === undefined && context.actor.id !== state.automatic?.pipeline) {
        return refuse(wrongState(state.automatic === undefined ? state.status : 'HANDED_OVER', command.type));
      }
      const handed = handOver(state, command, context);
      return 'type' in handed ? accept([handed]) : refuse(...handed);
    }
    case 'alarm': {
      const faults = checkAlarm(command.body);
      return faults.length > 0 ? refuse(...faults) : accept([{ type: 'review.alarmed', data: command.body }]);
    }
    case 'close':
      return accept([{ type: 'review.closed', data: { why: command.body.why } }]);
  }
};

const open = (body: OpenReview, { today, offer }: ReviewContext): Answer => {
  const automatic = givenTo(body, offer, today);
  const data = { ...body, about: body.about ?? null, openedOn: today };
  if (automatic === undefined) return accept([{ type: 'review.opened', data }]);
  // Whoever opened it waits for the program no longer than that.
  return accept([{ type: 'review.opened', data: { ...data, automatic } }], [givenToProgram(automatic)]);
};

const sign = (command: DecideCommand, review: Review, context: ReviewContext): Answer => {
  const seat =
    context.actor.kind === 'machine'
      ? seatForProgram(review, command.body, context)
      : seatFor(command, review, context);
  if (!('duty' in seat)) return refuse(...seat);
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
const seatFor = ({ body }: DecideCommand, review: Review, { actor }: ReviewContext): Seat | readonly Refusal[] => {
  const held = (seat: Seat): boolean => holdsIn(actor, seat.role, unitOfSeat(seat, review.listing));
  const waiting = openSeats(review.kind, review.signatures);
  const mine = waiting.find(held);
  if (mine !== undefined) {
    const refusals = [...checkNotWithProgram(review), ...checkNoChecks(body.checks)];
    return refusals.length > 0 ? refusals : mine;
  }
  // Whoever holds a seat of this review came too early or too late; everybody else is the wrong person.
  const { seats } = seatsOf(review.kind);
  return [
    seats.some(held)
      ? wrongState(`OPEN, ${waiting.map(({ role }) => role).join(' / ')}`, 'decide')
      : needsOffice(waiting.map((seat) => `${seat.role} ${unitOfSeat(seat, review.listing)}`).join(' / ')),
  ];
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
  { body, reasonHash, defectsHash = null, checksHash = null }: DecideCommand,
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
    ...(checksHash === null ? {} : { checksHash }),
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
    const { kind, round, corrections, due, facts, about, automatic } = event.data;
    return {
      ...openedWork(event.data),
      status: 'OPEN',
      kind,
      round,
      ...(corrections === undefined ? {} : { corrections }),
      due,
      facts,
      about,
      ...(automatic === undefined ? {} : { automatic: { ...automatic, handedOver: null } }),
      signatures: [],
      reasonCode: null,
      documentNo: null,
    };
  }
  if (state.status === 'NONE') return state;
  switch (event.type) {
    case 'review.handed-to-person': {
      const { pipeline: _, ...handedOver } = event.data;
      return state.automatic === undefined ? state : { ...state, automatic: { ...state.automatic, handedOver } };
    }
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
