import { dateOfDay, dayOfDate } from './civil-date.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Asia/Shanghai has been UTC+8 without summer time since 1992, so a fixed offset is exact for the programme. */
const OFFICE_OFFSET_MS = 8 * 60 * MINUTE_MS;

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})$/;

/** Not an RFC 3339 date-time with an offset. Without an offset an instant would depend on the host. */
export class NotAnInstant extends RangeError {
  constructor(readonly text: string) {
    super(`not an RFC 3339 instant with offset: ${JSON.stringify(text)}`);
    this.name = 'NotAnInstant';
  }
}

const offsetMilliseconds = (zone: string): number => {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
};

/**
 * Milliseconds since 1970-01-01T00:00:00Z; finer fractions are cut off.
 * @throws {NotAnInstant}
 */
export const epochMilliseconds = (instant: string): number => {
  const [, date, hour, minute, second, fraction, zone] = INSTANT.exec(instant) ?? [];
  if (date === undefined || zone === undefined) throw new NotAnInstant(instant);
  const clock = [hour, minute, second].map(Number);
  const [hours = 0, minutes = 0, seconds = 0] = clock;
  const inRange = hours < 24 && minutes < 60 && seconds < 60 && dateOfDay(dayOfDate(date)) === date;
  if (!inRange) throw new NotAnInstant(instant);
  const milliseconds = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const timeOfDay = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  return dayOfDate(date) * DAY_MS + timeOfDay - offsetMilliseconds(zone);
};

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** RFC 3339 with offset +08:00 and milliseconds: `2026-03-02T09:00:00.000+08:00`. */
export const officeInstant = (epochMs: number): string => {
  const local = epochMs + OFFICE_OFFSET_MS;
  const day = Math.floor(local / DAY_MS);
  const rest = local - day * DAY_MS;
  const hours = Math.floor(rest / 3_600_000);
  const minutes = Math.floor(rest / MINUTE_MS) % 60;
  const seconds = Math.floor(rest / 1000) % 60;
  return `${dateOfDay(day)}T${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(rest % 1000, 3)}+08:00`;
};

/**
 * The date in Asia/Shanghai at an instant, whatever zone the instant is written in and the host is in.
 * @throws {NotAnInstant}
 */
export const officeDate = (instant: string): string =>
  dateOfDay(Math.floor((epochMilliseconds(instant) + OFFICE_OFFSET_MS) / DAY_MS));

/** 00:00 of an office date: `2026-03-02T00:00:00+08:00`. */
export const startOfOfficeDay = (date: string): string => `${dateOfDay(dayOfDate(date))}T00:00:00+08:00`;

/** 24:00 of an office date, when a period ends (民法典 Art. 203), written as 00:00 of the next day. */
export const endOfOfficeDay = (date: string): string => startOfOfficeDay(dateOfDay(dayOfDate(date) + 1));
