import {
  REVIEW_SEATS,
  type ApplicationStatus,
  type ApplicationView,
  type DueDate,
  type Role,
  type Task,
} from '#libs/contracts';
import type { Work } from './cases.api.js';

/** In one sentence: where a case is, whose turn it is, until when, and why that day. */
export interface CaseStanding {
  readonly status: ApplicationStatus;
  /** Who has to act; empty when nobody has. */
  readonly turns: readonly Turn[];
  readonly dueOn: string | null;
  /** How the day was counted, where the server says it. */
  readonly due: DueDate | undefined;
}

export interface Turn {
  readonly role: Role;
  /** Whose; undefined for the applicant's own people. */
  readonly unit: string | undefined;
}

type Seen = Pick<
  ApplicationView,
  | 'status'
  | 'tracks'
  | 'managingUnit'
  | 'siteUnit'
  | 'correction'
  | 'rectification'
  | 'reconsideration'
  | 'deferredUntil'
  | 'plan'
>;

/** Whose turn it is by the state alone, when none of the caller's own tasks tells it. */
const turnsByStatus = (seen: Seen): readonly Turn[] => {
  const { managingUnit, siteUnit, tracks } = seen;
  const [formal] = REVIEW_SEATS['formal-check'].seats;
  const city = undefined;
  const byStatus: Readonly<Partial<Record<ApplicationStatus, readonly Turn[]>>> = {
    // A sealed plan waits for the committee, which the chair convenes, and then for his submission.
    DRAFT: [{ role: seen.plan === null ? 'GU_HANDLER' : 'GU_CHAIR', unit: undefined }],
    SUBMITTED: [{ role: formal.role, unit: managingUnit }],
    CORRECTION: [{ role: 'GU_HANDLER', unit: undefined }],
    DISTRICT_REVIEW: REVIEW_SEATS['district-review'].seats.map(({ role }) => ({ role, unit: managingUnit })),
    CONCURRENT_REVIEW: [
      ...(tracks.municipal === 'PENDING' ? [{ role: 'MU_REVIEWER' as const, unit: city }] : []),
      ...(tracks.health === 'PENDING' ? [{ role: 'CH_OFFICER' as const, unit: siteUnit }] : []),
    ],
    INSPECTION_PENDING: [{ role: 'INSPECTOR', unit: city }],
    RECTIFICATION: [{ role: 'GU_HANDLER', unit: undefined }],
    JOINT_REVIEW: REVIEW_SEATS['joint-review'].seats.map(({ role }) => ({ role, unit: city })),
    DEFERRED: [{ role: 'MU_LEADER', unit: city }],
    OBJECTION: [{ role: 'MU_REVIEWER', unit: city }],
  };
  return byStatus[seen.status] ?? [];
};

const dueOfWork = (work: Work | null | undefined): DueDate | undefined => {
  switch (work?.noun) {
    case 'review':
      return work.view.state.due;
    case 'filing':
      return work.view.state.receiptDue;
    case 'inspection':
      return work.view.state.reportDue ?? work.view.state.visitDue;
    case 'notice':
      return work.view.state.period;
    case 'meeting':
    case 'grant':
    case undefined:
      return undefined;
  }
};

const dueOfCase = ({ correction, rectification, reconsideration }: Seen): DueDate | undefined =>
  correction?.due ?? rectification?.due ?? reconsideration?.due;

/** @param task the one that is looked at */
export const standingOf = (seen: Seen, task: Task | undefined, work: Work | null | undefined): CaseStanding => {
  const due = task === undefined ? dueOfCase(seen) : (dueOfWork(work) ?? dueOfCase(seen));
  const turns = task === undefined ? turnsByStatus(seen) : [{ role: task.role as Role, unit: task.unit ?? undefined }];
  return { status: seen.status, turns, dueOn: due?.dueOn ?? task?.dueOn ?? seen.deferredUntil, due };
};
