/**
 * Calendar dates as `YYYY-MM-DD` strings, computed with whole numbers only. The host's `Date` is not used: it would bring
 * the host's time zone in, and an office date must be the same on every machine.
 */
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Not a date of the Gregorian calendar, or not written YYYY-MM-DD. A fault of the caller: requests are checked before. */
export class NotADate extends RangeError {
  constructor(readonly text: string) {
    super(`not a calendar date YYYY-MM-DD: ${JSON.stringify(text)}`);
    this.name = 'NotADate';
  }
}

// Days are counted from 1970-01-01 over years that begin in March, so that the leap day comes last and needs no case of
// its own (Hinnant, chrono-compatible low-level date algorithms).
const DAYS_PER_ERA = 146_097;
const YEARS_PER_ERA = 400;
const DAYS_BEFORE_1970 = 719_468;

const daysFromCivil = (year: number, month: number, day: number): number => {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / YEARS_PER_ERA);
  const yearOfEra = marchYear - era * YEARS_PER_ERA;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_BEFORE_1970;
};

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** The date of a day number (days since 1970-01-01). */
export const dateOfDay = (day: number): string => {
  const shifted = day + DAYS_BEFORE_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1, 2)}`;
};

/**
 * Days since 1970-01-01.
 * @throws {NotADate}
 */
export const dayOfDate = (date: string): number => {
  const [, year, month, day] = DATE.exec(date) ?? [];
  const number = daysFromCivil(Number(year), Number(month), Number(day));
  // 2026-02-30 counts to 2026-03-02 and so does not come back as itself.
  if (Number.isNaN(number) || dateOfDay(number) !== date) throw new NotADate(date);
  return number;
};

/** 0 Sunday … 6 Saturday; 1970-01-01 was a Thursday. */
export const weekdayOfDay = (day: number): number => (((day + 4) % 7) + 7) % 7;

/**
 * The date a number of calendar days later, or earlier when negative.
 * @throws {NotADate}
 */
export const addCalendarDays = (date: string, days: number): string => {
  if (!Number.isSafeInteger(days)) throw new RangeError(`days must be a whole number: ${days}`);
  return dateOfDay(dayOfDate(date) + days);
};
