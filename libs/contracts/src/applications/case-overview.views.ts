import { z } from 'zod';
import { OfficeDate } from './service-plan.js';
import { APPLICATION_STATUSES } from './applications.events.js';

/** How many days a case may have been in its state to be counted together with others; null: without end. */
export const AGE_BANDS = [
  { fromDays: 0, toDays: 7 },
  { fromDays: 8, toDays: 30 },
  { fromDays: 31, toDays: 90 },
  { fromDays: 91, toDays: null },
] as const;

/** `GET /overview` of the applications service: the cases that the caller may see, counted. */
export const CaseOverview = z
  .object({
    /** The office's day, from which ages are counted. */
    today: OfficeDate,
    counts: z.array(z.object({ managingUnit: z.string(), status: z.enum(APPLICATION_STATUSES), count: z.int() })),
    /** Cases under way by how long they have been in their state. */
    ages: z.array(
      z.object({
        status: z.enum(APPLICATION_STATUSES),
        fromDays: z.int(),
        toDays: z.int().nullable(),
        /** The same as dates, as the list of cases takes them: in this state since a day from here on (null: ever) … */
        sinceFrom: OfficeDate.nullable(),
        /** … up to and including here. */
        sinceTo: OfficeDate,
        count: z.int(),
      }),
    ),
  })
  .meta({ id: 'CaseOverview' });
export type CaseOverview = z.infer<typeof CaseOverview>;
