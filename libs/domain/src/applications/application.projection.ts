import type { ApplicationView, Role, Task } from '#libs/contracts';
import { CITY } from '#libs/policy';
import type { ApplicationState } from './application-state.js';
import { blockingAttachments } from './plan-checks.js';
import type { TrackStep } from './plan-changes.js';

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
const trackOf = (state: ApplicationState, track: TrackStep): Track => {
  if (state.passed.some(({ step }) => step === track)) return 'PASSED';
  if (state.correction?.steps.some(({ step }) => step === track) === true) return 'RETURNED';
  if (state.rejection?.step === track) return 'REJECTED';
  return state.status === 'CONCURRENT_REVIEW' ? 'PENDING' : 'NONE';
};

const correctionView = ({ correction, plan }: ApplicationState): ApplicationView['correction'] => {
  if (correction === null) return null;
  const { round, due, items, steps } = correction;
  const corrected = plan?.hash === correction.planHash ? null : (plan?.correction ?? null);
  return {
    round,
    due,
    items: [...items],
    steps: steps.map(({ step, decidedOn, defectsHash, defectItems }) => ({
      step,
      decidedOn,
      defectsHash,
      defectItems: [...defectItems],
    })),
    changedItems: corrected === null ? null : [...corrected.changedItems],
    needsResolution: corrected?.needsResolution ?? false,
  };
};

/** What stands open beside the main line, and what is over. */
const turnsOf = (state: ApplicationState) => {
  const { rectification, rejection, reconsideration } = state;
  return {
    correction: correctionView(state),
    rectification: rectification === null ? null : { ...rectification, failedItems: [...rectification.failedItems] },
    deferredUntil: state.deferral?.until ?? null,
    rejection:
      rejection === null
        ? null
        : {
            step: rejection.step,
            decidedOn: rejection.decidedOn,
            reasonCode: rejection.reasonCode,
            reconsiderBy: rejection.reconsiderBy,
          },
    reconsideration:
      reconsideration === null
        ? null
        : { step: reconsideration.step, openedOn: reconsideration.openedOn, due: reconsideration.due },
    withdrawalConsentedOn: state.withdrawalConsentedOn,
    barredUntil: state.barredUntil,
  } satisfies Partial<ApplicationView>;
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
    siteAddress: state.siteAddress,
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
    ...turnsOf(state),
    position: { subject: head.subject, sequence: head.version },
  };
};

/** Who has to act; what is left out is null. */
interface Line {
  readonly action: string;
  readonly role: Role;
  readonly openedOn: string;
  readonly dueOn?: string;
}

/**
 * What somebody has to do at the application itself; `action` is the route. A rejection asks nobody for anything: whether
 * it is reconsidered is the applicant's choice, and the view says until when.
 */
export const tasksOfApplication = (state: ApplicationState, head: ApplicationHead): readonly Task[] =>
  linesOf(state).map((line) => task(state, head, line));

const linesOf = (state: ApplicationState): readonly Line[] => {
  if (state.status === 'DRAFT') return draftLines(state);
  return [...correctionLines(state), ...rectificationLines(state), ...deferralLines(state)];
};

const rectificationLines = ({ rectification, escalation }: ApplicationState): readonly Line[] => {
  if (rectification === null) return [];
  const { startedOn: openedOn, dueOn } = rectification.due;
  const line: Line = { action: 'rectification', role: 'GU_HANDLER', openedOn, dueOn };
  // The municipal leader is shown what is overdue: he may extend it.
  return escalation > 0 ? [line, { ...line, action: 'attention', role: 'MU_LEADER' }] : [line];
};

const deferralLines = ({ deferral }: ApplicationState): readonly Line[] => {
  if (deferral === null) return [];
  const { deferredOn: openedOn, until: dueOn } = deferral;
  return [{ action: 'resumption', role: 'MU_LEADER', openedOn, dueOn }];
};

/** While the committee sits on a plan version the work is with the committee, so the draft asks nobody for anything. */
const draftLines = (state: ApplicationState): readonly Line[] => {
  const { plan, resolution, declined } = state;
  const decided = plan !== null && resolution?.planHash === plan.hash;
  if (decided && blockingAttachments(plan.missingAttachments).length === 0) {
    return [{ action: 'submission', role: 'GU_CHAIR', openedOn: resolution.decidedOn }];
  }
  const waitsForHandler = plan === null || decided || declined?.planHash === plan.hash;
  return waitsForHandler ? [{ action: 'plan-versions', role: 'GU_HANDLER', openedOn: state.touchedOn }] : [];
};

/** The handler seals a corrected version, the committee decides where it has to, the chair hands it in. */
const correctionLines = (state: ApplicationState): readonly Line[] => {
  const { correction, plan, resolution, declined } = state;
  if (correction === null || plan === null) return [];
  const { startedOn: openedOn, dueOn } = correction.due;
  const handler: Line = { action: 'plan-versions', role: 'GU_HANDLER', openedOn, dueOn };
  const corrects = plan.hash !== correction.planHash && (plan.correction?.changedItems.length ?? 0) > 0;
  if (!corrects || blockingAttachments(plan.missingAttachments).length > 0) return [handler];
  const covered = plan.correction?.needsResolution !== true || resolution?.planHash === plan.hash;
  if (covered) return [{ action: 'resubmission', role: 'GU_CHAIR', openedOn: plan.sealedOn, dueOn }];
  return declined?.planHash === plan.hash ? [handler] : [];
};

const task = (state: ApplicationState, head: ApplicationHead, line: Line): Task => ({
  subject: head.subject,
  version: head.version,
  caseId: head.caseId,
  kind: 'application',
  action: line.action,
  role: line.role,
  unit: line.role === 'MU_LEADER' ? CITY.unitCode : null,
  organisation: line.role === 'MU_LEADER' ? null : state.unionUscc,
  assignee: null,
  openedOn: line.openedOn,
  dueOn: line.dueOn ?? null,
  reminded: state.reminded,
  escalation: state.escalation,
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
