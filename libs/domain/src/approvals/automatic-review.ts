import {
  AUTOMATABLE_REVIEWS,
  decideScope,
  type Actor,
  type AutomatableReview,
  type DecideReview,
  type DecisionContext,
  type GivenToProgram,
  type HandOverReview,
  type HandoverReason,
  type OpenReview,
  type ProgramCheck,
  type Refusal,
  type ReviewKind,
  type Seat,
} from '#libs/contracts';
import {
  CITY,
  checkProgramAble,
  checkProgramSays,
  checkReasonText,
  notGivenTo,
  programHasIt,
  tooLateForProgram,
} from '#libs/policy';
import { isProgramAble, type AutomaticTerms, type KnownProgram } from './automatic-step.decider.js';
import type { AutomaticReview, Review } from './review-state.js';
import { openSeats, seatsOf, unitOfSeat } from './seats.js';
import { holdsIn, malformed, needsOffice, type EventOf } from './work.js';

/** The terms in force when a review is opened, and the instant that they amount to. */
export interface AutomaticOffer {
  readonly terms: AutomaticTerms;
  /** RFC 3339 with offset +08:00. */
  readonly answerBy: string;
  readonly program: KnownProgram | undefined;
}

export const isAutomatable = (kind: ReviewKind): kind is AutomatableReview =>
  AUTOMATABLE_REVIEWS.some((one) => one === kind);

/**
 * To which program this review goes: by the terms in force, if they are about its unit, the program is able, and its time
 * ends before the review is due. A reconsideration is always for people.
 */
export const givenTo = (
  body: OpenReview,
  offer: AutomaticOffer | undefined,
  today: string,
): GivenToProgram | undefined => {
  if (offer === undefined || !isAutomatable(body.kind) || (body.excluded ?? []).length > 0) return undefined;
  const { terms, answerBy, program } = offer;
  const [seat] = seatsOf(body.kind).seats;
  if (seat === undefined || terms.validFrom > today || answerBy.slice(0, 10) > body.due.dueOn) return undefined;
  const unit = unitOfSeat(seat, body.listing);
  if (terms.unit !== CITY.unitCode && terms.unit !== unit) return undefined;
  return isProgramAble(body.kind, unit, program) ? { pipeline: terms.pipeline, answerBy } : undefined;
};

/** While a program has the review and has not answered. */
export const programOf = ({ status, automatic }: Review): AutomaticReview | undefined =>
  status === 'OPEN' && automatic?.handedOver === null ? automatic : undefined;

/** The seat on which a program signs, or why it does not. Whose cases it reaches is its unit. */
export const seatForProgram = (
  review: Review,
  body: DecideReview,
  { actor, now, program }: DecisionContext & { readonly program?: KnownProgram | undefined },
): Seat | readonly Refusal[] => {
  const refusals = checkItsTurn(review, actor, now);
  if (refusals.length > 0) return refusals;
  const [seat] = openSeats(review.kind, review.signatures);
  if (seat === undefined || !isAutomatable(review.kind)) return [notGivenTo(actor.id)];
  const unit = unitOfSeat(seat, review.listing);
  const scope = decideScope(review.kind);
  const able = !program?.suspended;
  const wrong = [
    ...(actor.scopes?.includes(scope) === true ? [] : [needsOffice(`scope ${scope}`)]),
    ...(reaches(actor, unit) ? [] : [needsOffice(`PIPELINE ${unit}`)]),
    ...checkProgramAble({ pipeline: actor.id, scope, unit, able }),
  ];
  if (wrong.length > 0) return wrong;
  const unsaid = checkProgramSays(body);
  return unsaid.length > 0 ? unsaid : seat;
};

const checkItsTurn = ({ automatic }: Review, actor: Actor, now: string): readonly Refusal[] => {
  if (automatic?.pipeline !== actor.id) return [notGivenTo(actor.id)];
  const isOver = automatic.handedOver !== null || Date.parse(now) > Date.parse(automatic.answerBy);
  return isOver ? [tooLateForProgram(automatic)] : [];
};

const reaches = ({ roles }: Actor, unit: string): boolean =>
  roles.some(
    (grant) =>
      grant.role === 'PIPELINE' &&
      grant.organisation === undefined &&
      (grant.unit === CITY.unitCode || grant.unit === unit),
  );

/** A person waits until the program has answered or handed over, or takes the review over. */
export const checkNotWithProgram = (review: Review): readonly Refusal[] => {
  const automatic = programOf(review);
  return automatic === undefined ? [] : [programHasIt(automatic)];
};

/** What it checked is asked of a program and of nobody else. */
export const checkNoChecks = (checks: readonly ProgramCheck[] | undefined): readonly Refusal[] =>
  checks === undefined
    ? []
    : [malformed('/checks', 'only a program says what it checked', '只有程序需要填写核对项（checks）')];

type Handed = Extract<EventOf<'review'>, { type: 'review.handed-to-person' }>;

/** Who hands over decides why: the worker because of the time, the program because it cannot, a person because he will. */
export const handOver = (
  review: Review,
  said: { readonly body: HandOverReview; readonly reasonHash: string | null; readonly checksHash: string | null },
  { actor, now, today }: DecisionContext,
): Handed | readonly Refusal[] => {
  const why = whyOf(actor);
  const refusals = checkHandover(review, said.body, { actor, now, why });
  if (refusals.length > 0) return refusals;
  const { reasonHash, checksHash } = said;
  const pipeline = review.automatic?.pipeline ?? '';
  return {
    type: 'review.handed-to-person',
    data: { pipeline, why, reasonHash, checksHash, handedBy: actor.id, handedOn: today },
  };
};

const whyOf = ({ kind, roles }: Actor): HandoverReason => {
  if (kind === 'human') return 'taken-over';
  return roles.some(({ role }) => role === 'WORKER') ? 'not-answered' : 'undecidable';
};

const checkHandover = (
  review: Review,
  body: HandOverReview,
  { actor, now, why }: { readonly actor: Actor; readonly now: string; readonly why: HandoverReason },
): readonly Refusal[] => {
  switch (why) {
    case 'not-answered':
      return [];
    case 'undecidable': {
      const turn = checkItsTurn(review, actor, now);
      return turn.length > 0 ? turn : checkReasonText(body.reasonText);
    }
    case 'taken-over': {
      const seats = openSeats(review.kind, review.signatures);
      const mine = seats.some((seat) => holdsIn(actor, seat.role, unitOfSeat(seat, review.listing)));
      const needs = seats.map((seat) => `${seat.role} ${unitOfSeat(seat, review.listing)}`).join(' / ');
      const office = mine ? [] : [needsOffice(needs)];
      return [...office, ...checkReasonText(body.reasonText), ...checkNoChecks(body.checks)];
    }
  }
};
