import type { ApplicationEventType, ApplicationStatus } from '#libs/contracts';

/** The state each event leads to; events that are not here leave it as it is, or name it themselves (`returnsTo`). */
export const STATUS_AFTER: Readonly<Partial<Record<ApplicationEventType, ApplicationStatus>>> = {
  'application.created': 'DRAFT',
  'application.submitted': 'SUBMITTED',
  'application.accepted': 'DISTRICT_REVIEW',
  'application.district-approved': 'CONCURRENT_REVIEW',
  'application.inspection-opened': 'INSPECTION_PENDING',
  'application.inspected': 'INSPECTED',
  'application.joint-review-opened': 'JOINT_REVIEW',
  'application.rectification-required': 'RECTIFICATION',
  'application.rectification-submitted': 'INSPECTION_PENDING',
  'application.proposed': 'PUBLICITY',
  'application.deferred': 'DEFERRED',
  'application.resumed': 'JOINT_REVIEW',
  'application.objected': 'OBJECTION',
  'application.objection-dismissed': 'PUBLICITY',
  'application.designated': 'DESIGNATED',
  'application.returned': 'CORRECTION',
  'application.rejected': 'REJECTED',
  'application.lapsed': 'LAPSED',
  'application.withdrawn': 'WITHDRAWN',
  'application.terminated': 'TERMINATED',
  'application.archived': 'ARCHIVED',
};

/** Events with which the claim on employer, site and year is given back (R-ID-07). A designated site keeps its own. */
export const CLAIM_RELEASING = [
  'application.rejected',
  'application.lapsed',
  'application.withdrawn',
  'application.terminated',
  'application.archived',
] as const satisfies readonly ApplicationEventType[];
