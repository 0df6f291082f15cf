import type { ApplicationEvent, Position } from '#libs/contracts';
import type { ApplicationState, StepPassed } from './application-state.js';
import { STATUS_AFTER } from './application-transitions.js';

const later = (one: string, other: string): string => (one > other ? one : other);

/** Highest sequence of a subject whose consequences are all opened; 0 for none. */
export const settledSequence = (state: ApplicationState, subject: string): number =>
  state.settled.find((position) => position.subject === subject)?.sequence ?? 0;

/** Version of the last fact that changed anything for people; later ones only noted how far the case is settled. */
export const changedAt = (state: ApplicationState, version: number): number => version - state.settledSinceChange;

/** Notes that a position's consequences are open; never falls back. */
const settledAt = (state: ApplicationState, { subject, sequence }: Position): ApplicationState['settled'] => [
  ...state.settled.filter((position) => position.subject !== subject),
  { subject, sequence: Math.max(settledSequence(state, subject), sequence) },
];

/** Only what the state keeps: a later version of the event may carry more. */
const stepOf = ({ step, decision, decidedOn }: StepPassed): StepPassed => ({ step, decision, decidedOn });

type Created = Extract<ApplicationEvent, { type: 'application.created' }>['data'];

const created = (state: ApplicationState, data: Created): ApplicationState => ({
  ...state,
  employerUscc: data.employerUscc,
  unionUscc: data.unionUscc,
  managingUnit: data.managingUnit,
  siteUnit: data.siteUnit,
  siteAddress: data.siteAddress,
  programmeYear: data.programmeYear,
  claim: data.claim,
  createdOn: data.createdOn,
  createdBy: data.createdBy,
  touchedOn: data.createdOn,
});

/** The state after one more fact. */
export const evolveApplication = (state: ApplicationState, event: ApplicationEvent): ApplicationState => {
  const moved = { ...state, status: STATUS_AFTER[event.type] ?? state.status, settledSinceChange: 0 };
  switch (event.type) {
    case 'application.created':
      return created(moved, event.data);
    case 'application.plan-sealed': {
      const { planHash: hash, number, sealedOn, facts, missingAttachments = [] } = event.data;
      return {
        ...moved,
        plan: { number, hash, sealedOn, facts, missingAttachments },
        touchedOn: later(state.touchedOn, sealedOn),
      };
    }
    case 'application.committee-declined': {
      const { planHash, rule, decision, notedOn = state.touchedOn } = event.data;
      return { ...moved, declined: { planHash, rule, decision }, touchedOn: later(state.touchedOn, notedOn) };
    }
    case 'application.resolution-recorded': {
      const { resolutionNo: no, resolutionHash: hash, planHash, decidedOn, decision } = event.data;
      return {
        ...moved,
        resolution: { no, hash, planHash, decidedOn, decision },
        touchedOn: later(state.touchedOn, decidedOn),
      };
    }
    case 'application.submitted': {
      const { caseNo, submittedOn, submittedBy, declarationsHash } = event.data;
      return { ...moved, caseNo, submittedOn, submittedBy, declarationsHash };
    }
    case 'application.rejected': {
      return { ...moved, reasonCode: event.data.reasonCode, rejectedBy: stepOf(event.data) };
    }
    case 'application.settled':
      return {
        ...moved,
        settled: settledAt(state, event.data.settled),
        settledSinceChange: state.settledSinceChange + 1,
      };
    case 'application.inspection-opened':
    case 'application.joint-review-opened':
    case 'application.archived':
      return moved;
    case 'application.accepted':
    case 'application.district-approved':
    case 'application.union-approved':
    case 'application.health-verified':
    case 'application.inspected':
    case 'application.proposed':
    case 'application.publicity-passed':
    case 'application.designated':
      // Not settled yet: the worker advances the case first and opens the next work afterwards.
      return { ...moved, passed: [...state.passed, stepOf(event.data)] };
  }
};
