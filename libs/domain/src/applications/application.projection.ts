import type { ApplicationView, Task } from '#libs/contracts';
import type { ApplicationState } from './application-state.js';
import { blockingAttachments } from './plan-checks.js';

/** Where a state belongs: what a document knows and a state does not. */
export interface ApplicationHead {
  /** `application/<id>`. */
  readonly subject: string;
  readonly version: number;
  readonly caseId: string;
}

const idOf = (head: Pick<ApplicationHead, 'subject'>): string => head.subject.slice(head.subject.indexOf('/') + 1);

type Track = ApplicationView['tracks']['municipal'];

/** Where one of the two concurrent reviews stands. */
const trackOf = (state: ApplicationState, step: 'municipal-review' | 'health-verification'): Track => {
  if (state.passed.some((one) => one.step === step)) return 'PASSED';
  return state.status === 'CONCURRENT_REVIEW' ? 'PENDING' : 'NONE';
};

/** `GET /applications/:id`. The state must not be `NONE`. */
export const viewOfApplication = (state: ApplicationState, head: Omit<ApplicationHead, 'caseId'>): ApplicationView => {
  const { plan, resolution } = state;
  return {
    id: idOf(head),
    caseNo: state.caseNo,
    version: head.version,
    status: state.status === 'NONE' ? 'DRAFT' : state.status,
    managingUnit: state.managingUnit,
    siteUnit: state.siteUnit,
    employerUscc: state.employerUscc,
    unionUscc: state.unionUscc,
    programmeYear: state.programmeYear,
    plan: plan === null ? null : { number: plan.number, hash: plan.hash, sealedOn: plan.sealedOn, facts: plan.facts },
    resolution:
      resolution === null
        ? null
        : { no: resolution.no, hash: resolution.hash, planHash: resolution.planHash, decidedOn: resolution.decidedOn },
    submittedOn: state.submittedOn,
    tracks: { municipal: trackOf(state, 'municipal-review'), health: trackOf(state, 'health-verification') },
    reasonCode: state.reasonCode,
    position: { subject: head.subject, sequence: head.version },
  };
};

/**
 * What somebody has to do at the application itself. While the committee sits on a plan version the work is with the
 * committee, so the draft asks nobody for anything.
 */
export const tasksOfApplication = (state: ApplicationState, head: ApplicationHead): readonly Task[] => {
  if (state.status !== 'DRAFT') return [];
  const { plan, resolution, declined } = state;
  const decided = plan !== null && resolution?.planHash === plan.hash;
  if (decided && blockingAttachments(plan.missingAttachments).length === 0) {
    return [task(state, head, { action: 'submission', role: 'GU_CHAIR', openedOn: resolution.decidedOn })];
  }
  const waitsForHandler = plan === null || decided || declined?.planHash === plan.hash;
  if (!waitsForHandler) return [];
  return [task(state, head, { action: 'plan-versions', role: 'GU_HANDLER', openedOn: state.touchedOn })];
};

const task = (
  state: ApplicationState,
  head: ApplicationHead,
  what: Pick<Task, 'action' | 'role' | 'openedOn'>,
): Task => ({
  subject: head.subject,
  version: head.version,
  caseId: head.caseId,
  kind: 'application',
  ...what,
  unit: null,
  organisation: state.unionUscc,
  assignee: null,
  dueOn: null,
  reminded: false,
  escalation: 0,
  listing: {
    // A draft has no number yet, here as in its view: people would quote one that may never be given.
    caseNo: state.caseNo ?? '',
    employerName: state.plan?.facts.employerName ?? '',
    employerUscc: state.employerUscc,
    unionUscc: state.unionUscc,
    managingUnit: state.managingUnit,
    siteUnit: state.siteUnit,
    mode: state.plan?.facts.mode ?? '',
    requestedUnionFen: state.plan?.facts.requestedUnionFen ?? 0,
  },
});
