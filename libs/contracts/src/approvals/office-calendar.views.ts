import { z } from 'zod';
import { OfficeDate } from '../applications/service-plan.js';

/**
 * `GET /calendar`: what day it is in the office, and which days around it are no working days (weekends and holidays, 调休
 * considered). From it a page says how many working days are left.
 */
export const OfficeCalendarView = z
  .object({
    today: OfficeDate,
    calendarVersion: z.string(),
    from: OfficeDate,
    to: OfficeDate,
    /** Days from `from` to `to`, both included, that are no working days. */
    daysOff: z.array(OfficeDate).readonly(),
  })
  .meta({ id: 'OfficeCalendarView' });
export type OfficeCalendarView = z.infer<typeof OfficeCalendarView>;
