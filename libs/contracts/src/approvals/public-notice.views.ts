import { z } from 'zod';
import { OfficeDate, PROVISION_MODES } from '../applications/service-plan.js';
import { Fen } from '../money/money.js';
import { DueDate } from './work-item.js';

/** What anybody may read of a public notice (R-PUB-02): the employer, the site, the mode, the district, the amounts; no person. */
export const PublicNotice = z
  .object({
    id: z.uuid(),
    /** `PASSED`: it is over, and nobody's objection stood against it. */
    status: z.enum(['OPEN', 'PASSED']),
    caseNo: z.string(),
    employerName: z.string(),
    unionName: z.string(),
    institutionName: z.string(),
    siteAddress: z.string(),
    siteUnit: z.string(),
    managingUnit: z.string(),
    mode: z.enum(PROVISION_MODES),
    places: z.int(),
    unionGrantFen: Fen,
    healthGrantFen: Fen,
    /** Its last day is the last on which one may object, unless the clock stands still. */
    period: DueDate,
    /** Since when the clock stands still for an objection that is examined. */
    stoppedOn: OfficeDate.optional(),
  })
  .meta({ id: 'PublicNotice' });
export type PublicNotice = z.infer<typeof PublicNotice>;

/** `GET /public-notices`: those that are open, the one that ends first before the others. */
export const PublicNoticeList = z.object({ notices: z.array(PublicNotice) }).meta({ id: 'PublicNoticeList' });
export type PublicNoticeList = z.infer<typeof PublicNoticeList>;
