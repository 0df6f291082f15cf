import { REVIEW_SEATS, type CaseListing, type ReviewKind, type Seat } from '#libs/contracts';
import { CITY } from '#libs/policy';

/** A kind's seats with their order, as one type for all kinds. */
export interface Seats {
  readonly order: 'sequence' | 'parallel';
  readonly seats: readonly Seat[];
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
