import { REVIEW_SEATS, type CaseListing, type ReviewKind, type Seat } from '#libs/contracts';
import { CITY } from '#libs/policy';

/** A kind's seats with their order, as one type for all kinds. */
export interface Seats {
  readonly order: 'sequence' | 'parallel';
  readonly seats: readonly Seat[];
}

/** A signature with the level and the duty of its seat. */
export interface SignedSeat extends Pick<Seat, 'role' | 'level' | 'duty'> {
  readonly actor: string;
}

export const seatsOf = (kind: ReviewKind): Seats => REVIEW_SEATS[kind];

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

/** Seats that may sign now: in a sequence the next one, in parallel all that have not signed. */
export const openSeats = (kind: ReviewKind, signatures: readonly { readonly role: string }[]): readonly Seat[] => {
  const { order, seats } = seatsOf(kind);
  return order === 'sequence'
    ? seats.slice(signatures.length, signatures.length + 1)
    : seats.filter((seat) => !signatures.some(({ role }) => role === seat.role));
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
