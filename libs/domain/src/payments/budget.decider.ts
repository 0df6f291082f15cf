import {
  accept,
  refusal,
  refuse,
  type Decider,
  type Decision,
  type DecisionContext,
  type GrantFund,
  type OpenBudget,
  type PaymentEvent,
  type ReserveBudget,
  type SettleReservation,
} from '#libs/contracts';
import { checkBudgetLine, checkProgrammeBalance } from '#libs/policy';

/** Money promised to one grant. `at` is the sequence of its `budget.reserved`, by which evidence names it. */
export interface Reservation {
  readonly grant: string;
  readonly amountFen: number;
  readonly outcome: 'reserved' | 'released' | 'paid';
  readonly at: number;
}

/** One year's programme money of one fund (R-FUND-16: never mixed). All amounts in fen; `left + reserved + paid = amount`. */
export interface BudgetState {
  readonly status: 'NONE' | 'OPEN';
  readonly year: number;
  readonly fund: GrantFund;
  readonly amountFen: number;
  readonly leftFen: number;
  readonly reservedFen: number;
  readonly paidFen: number;
  /** Oldest first. A list, because a grant's name may hold characters that no stored key may. */
  readonly reservations: readonly Reservation[];
  /** Number of events folded. */
  readonly sequence: number;
}

export type BudgetEvent = Extract<PaymentEvent, { type: `budget.${string}` }>;

export type BudgetCommand =
  | ({ readonly type: 'open' } & OpenBudget)
  | ({ readonly type: 'reserve' } & ReserveBudget)
  | ({ readonly type: 'settle' } & SettleReservation);

/** What a settlement may know beside command and state. */
export interface BudgetContext extends DecisionContext {
  /** What became of the grant that rests on the reservation: `none` rests on it, or it is not paid yet, or it is. */
  readonly holder: 'none' | 'unpaid' | 'paid';
}

/** The id of a budget: there is exactly one for a year and a fund. */
export const budgetId = (year: number, fund: GrantFund): string => `${year}-${fund}`;

/** The grant's latest reservation, whatever became of it. */
export const reservationOf = (state: BudgetState, grant: string): Reservation | undefined =>
  state.reservations.findLast((reservation) => reservation.grant === grant);

/** The reservation made by the budget's event of this sequence. */
export const reservationAt = (state: BudgetState, sequence: number): Reservation | undefined =>
  state.reservations.find((reservation) => reservation.at === sequence);

const initial: BudgetState = {
  status: 'NONE',
  year: 0,
  fund: 'UNION_MUNI',
  amountFen: 0,
  leftFen: 0,
  reservedFen: 0,
  paidFen: 0,
  reservations: [],
  sequence: 0,
};

/**
 * The ledger of promised money. A reservation never exceeds what is left (R-FUND-13), a grant has one at a time, and
 * settling moves its amount to `paid` or back to `left`, once.
 */
export const budgetDecider: Decider<BudgetState, BudgetCommand, BudgetEvent, BudgetContext> = {
  noun: 'budget',
  initial,
  decide: (command, state, context) => {
    switch (command.type) {
      case 'open': {
        if (state.status === 'OPEN') return wrongState('OPEN', 'OpenBudget');
        const { year, fund, amountFen } = command;
        return accept([{ type: 'budget.opened', data: { year, fund, amountFen, by: context.actor.id } }]);
      }
      case 'reserve':
        return reserve(command, state);
      case 'settle':
        return settle(command, state, context);
    }
  },
  evolve: (state, event) => {
    const sequence = state.sequence + 1;
    switch (event.type) {
      case 'budget.opened': {
        const { year, fund, amountFen } = event.data;
        return { ...initial, status: 'OPEN', year, fund, amountFen, leftFen: amountFen, sequence };
      }
      case 'budget.reserved': {
        const { grant, amountFen } = event.data;
        const reservations = [...state.reservations, { grant, amountFen, outcome: 'reserved' as const, at: sequence }];
        return book({ ...state, reservations, sequence }, { reservedFen: amountFen });
      }
      case 'budget.reservation-settled': {
        const { grant, outcome, amountFen } = event.data;
        const reservations = state.reservations.map((reservation) =>
          reservation.grant === grant && reservation.outcome === 'reserved' ? { ...reservation, outcome } : reservation,
        );
        const paidFen = outcome === 'paid' ? amountFen : 0;
        return book({ ...state, reservations, sequence }, { reservedFen: -amountFen, paidFen });
      }
    }
  },
};

const wrongState = (state: string, command: string) => refuse(refusal('G-STATE', '', { state, command }));

const reserve = (command: ReserveBudget, state: BudgetState): Decision<BudgetEvent> => {
  const { grant, amountFen } = command;
  const line = budgetId(state.year, state.fund);
  const budget = state.status === 'OPEN' ? [{ line, amountFen: state.amountFen }] : [];
  const missing = checkBudgetLine({ line, budget }, '');
  if (missing.length > 0) return refuse(...missing);
  const former = reservationOf(state, grant);
  if (former !== undefined && former.outcome !== 'released') return wrongState(former.outcome, 'ReserveBudget');
  const grantedFen = state.reservedFen + state.paidFen;
  const tooMuch = checkProgrammeBalance({ budgetFen: state.amountFen, grantedFen, amountFen }, '/amountFen');
  if (tooMuch.length > 0) return refuse(...tooMuch);
  return accept([{ type: 'budget.reserved', data: { grant, amountFen, leftFen: state.leftFen - amountFen } }]);
};

/** Money is booked as paid only when the grant is, and never given back under a grant that rests on it (R-FUND-02). */
const settle = (command: SettleReservation, state: BudgetState, { holder }: BudgetContext): Decision<BudgetEvent> => {
  const { grant, outcome, decision } = command;
  const reservation = reservationOf(state, grant);
  if (reservation === undefined) return refuse(refusal('G-NOT-FOUND', '/grant', { what: grant }));
  // What is settled already stays as it is; the same outcome once more is what the caller wanted.
  if (reservation.outcome === outcome) return accept<BudgetEvent>([]);
  if (reservation.outcome !== 'reserved') return wrongState(reservation.outcome, 'SettleReservation');
  if (holder !== (outcome === 'paid' ? 'paid' : 'none')) return wrongState(`grant ${holder}`, 'SettleReservation');
  const { amountFen } = reservation;
  return accept([{ type: 'budget.reservation-settled', data: { grant, outcome, amountFen, decision } }]);
};

/** Adds to the books and derives what is left, so that the ledger balances by construction. */
const book = (state: BudgetState, change: { readonly reservedFen: number; readonly paidFen?: number }): BudgetState => {
  const reservedFen = state.reservedFen + change.reservedFen;
  const paidFen = state.paidFen + (change.paidFen ?? 0);
  return { ...state, reservedFen, paidFen, leftFen: state.amountFen - reservedFen - paidFen };
};
