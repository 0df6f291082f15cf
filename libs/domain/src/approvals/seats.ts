import {
  REVIEW_SEATS,
  type CaseListing,
  type ReviewKind,
  type ReviewOutcome,
  type ReviewSeats,
  type Seat,
} from '#libs/contracts';
import { CITY } from '#libs/policy';

/** A signature with the level and the duty of its seat. */
export interface SignedSeat extends Pick<Seat, 'role' | 'level' | 'duty'> {
  readonly actor: string;
}

/** A kind's seats with their order, as one type for all kinds. */
export const seatsOf = (kind: ReviewKind): ReviewSeats => REVIEW_SEATS[kind];

/** The unit whose people may sit here: one of the 23, or the city. */
export const unitOfSeat = (seat: Seat, listing: Pick<CaseListing, 'managingUnit' | 'siteUnit'>): string => {
  switch (seat.of) {
    case 'managing-unit':
      return listing.managingUnit;
    case 'site-unit':
      return listing.siteUnit;
    case 'city':
      return CITY.unitCode;
  }
};

/**
 * Seats that may sign now: in a sequence the next one, unless it opens only after another word than the last; in parallel
 * all that have not signed.
 */
export const openSeats = (
  kind: ReviewKind,
  signatures: readonly { readonly role: string; readonly outcome: ReviewOutcome }[],
): readonly Seat[] => {
  const { order, seats } = seatsOf(kind);
  if (order === 'parallel') return seats.filter((seat) => !signatures.some(({ role }) => role === seat.role));
  const said = signatures.at(-1)?.outcome;
  return seats
    .slice(signatures.length, signatures.length + 1)
    .filter(({ after }) => after === undefined || after === said);
};

/** What the signers of a review have done, as the duty matrix reads it. A role has one seat in a review. */
export const actsOfSigners = (
  kind: ReviewKind,
  signatures: readonly { readonly role: string; readonly actor: string }[],
): readonly SignedSeat[] =>
  signatures.flatMap(({ role, actor }) => {
    const seat = seatsOf(kind).seats.find((one) => one.role === role);
    return seat === undefined ? [] : [{ role: seat.role, actor, level: seat.level, duty: seat.duty }];
  });
