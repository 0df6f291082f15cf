/** What a recovery (追回) is reckoned from, domain.md §8.3. Amounts in fen, dates YYYY-MM-DD. */
export interface RecoveryFacts {
  /** Spent against the rules. */
  readonly misusedFen: number;
  /** Received and neither spent nor returned. */
  readonly unspentFen: number;
  /** Properly spent on what lasts: `DURABLE_LINES`. */
  readonly durableFen: number;
  readonly paidOn: string;
  /** The day on which the service stopped: suspension or exit. Null: it goes on, and nothing is owed pro rata. */
  readonly serviceStoppedOn: string | null;
  /** Months for which the money obliges to serve. */
  readonly serviceMonths: number;
}

export interface RecoveryAmount {
  readonly misusedFen: number;
  readonly unspentFen: number;
  readonly proRataFen: number;
  readonly monthsMissing: number;
  readonly totalFen: number;
}

/** What lasts beyond its purchase: refurbishment, equipment and furniture, safety. All else is used up. */
export const DURABLE_LINES: readonly string[] = ['EX-02', 'EX-03', 'EX-05'];

/**
 * Full months between two days: the day of the month is reached again, or the month's last day where it has none (民法典
 * Art. 202). Never below 0.
 */
export const fullMonths = (from: string, to: string): number => {
  const [start, end] = [partsOf(from), partsOf(to)];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  const lastDay = new Date(Date.UTC(end.year, end.month, 0)).getUTCDate();
  return Math.max(0, end.day >= Math.min(start.day, lastDay) ? months : months - 1);
};

/** `recover = misused + unspent + round(durable × monthsMissing / serviceMonths)`, in whole fen, half up. */
export const recoveryOf = (facts: RecoveryFacts): RecoveryAmount => {
  const { misusedFen, unspentFen, durableFen, paidOn, serviceStoppedOn, serviceMonths } = facts;
  const monthsMissing =
    serviceStoppedOn === null ? 0 : Math.max(0, serviceMonths - fullMonths(paidOn, serviceStoppedOn));
  const proRataFen = shareHalfUp(durableFen, monthsMissing, serviceMonths);
  return { misusedFen, unspentFen, proRataFen, monthsMissing, totalFen: misusedFen + unspentFen + proRataFen };
};

/** Whole numbers throughout: the product may leave the safe integers. */
const shareHalfUp = (amount: number, part: number, whole: number): number =>
  Number((2n * BigInt(amount) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)));

const partsOf = (date: string): { year: number; month: number; day: number } => {
  const [year, month, day] = date.split('-').map(Number);
  return { year: Number(year), month: Number(month), day: Number(day) };
};
