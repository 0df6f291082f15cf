const DAY_MS = 86_400_000;

const dayOf = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);

/** So many calendar days later. Dates are YYYY-MM-DD. */
export const addDays = (date: string, days: number): string =>
  new Date((dayOf(date) + days) * DAY_MS).toISOString().slice(0, 10);

/** Calendar days from one date to a later one; negative when it is earlier. */
export const daysUntil = (from: string, to: string): number => dayOf(to) - dayOf(from);
