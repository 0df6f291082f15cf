import type { AdvanceOutcome, AdvancingStep, ApplicationStatus, ReturningStep } from '#libs/contracts';
import {
  DESIGNATION,
  DISTRICT,
  FORMAL,
  HEALTH,
  INSPECTION,
  JOINT,
  MUNICIPAL,
  NOTICE,
  advances,
  reconsiders,
  rejects,
  resubmits,
  returns,
  row,
  type ApplicationTransition,
  type MovingCommand,
  type StatusOrNone,
  type StayingCommand,
} from './transition-row.js';

const BEFORE_NOTICE: readonly ApplicationStatus[] = [
  'DRAFT',
  'SUBMITTED',
  'CORRECTION',
  'DISTRICT_REVIEW',
  'CONCURRENT_REVIEW',
  'INSPECTION_PENDING',
  'INSPECTED',
  'RECTIFICATION',
  'JOINT_REVIEW',
  'DEFERRED',
];
const DURING_NOTICE: readonly ApplicationStatus[] = ['PUBLICITY', 'OBJECTION'];

/**
 * The state machine of domain.md §8.1. Of two rows for one step the one that asks more stands first. Municipal review and
 * health verification are two tracks of one state: whichever passes last opens the inspection. `INSPECTED` is passed
 * through within one decision.
 */
export const APPLICATION_TRANSITIONS: readonly ApplicationTransition[] = [
  row({
    id: 'create',
    from: 'NONE',
    command: 'create',
    to: 'DRAFT',
    who: ['GU_HANDLER'],
    guards: ['R-ID-07', 'R-LIFE-06'],
    events: ['application.created'],
  }),
  row({
    id: 'submit',
    from: 'DRAFT',
    command: 'submit',
    to: 'SUBMITTED',
    who: ['GU_CHAIR'],
    guards: ['R-COM-08', 'R-COM-03', 'R-FUND-15'],
    events: ['application.submitted'],
  }),
  row({
    id: 'archive',
    from: 'DRAFT',
    command: 'archive',
    to: 'ARCHIVED',
    guards: ['draft-idle'],
    events: ['application.archived'],
  }),

  advances(FORMAL, 'passed', 'DISTRICT_REVIEW', ['application.accepted']),
  returns(FORMAL),
  rejects(FORMAL, { who: ['DU_LEADER'] }),
  advances(DISTRICT, 'passed', 'CONCURRENT_REVIEW', ['application.district-approved']),
  returns(DISTRICT),
  rejects(DISTRICT),

  advances(MUNICIPAL, 'passed', 'INSPECTION_PENDING', ['application.union-approved', 'application.inspection-opened'], {
    id: 'municipal-review/passed-last',
    given: ['health-verification'],
  }),
  advances(MUNICIPAL, 'passed', 'CONCURRENT_REVIEW', ['application.union-approved']),
  rejects(MUNICIPAL),
  advances(HEALTH, 'passed', 'INSPECTION_PENDING', ['application.health-verified', 'application.inspection-opened'], {
    id: 'health-verification/passed-last',
    given: ['municipal-review'],
  }),
  advances(HEALTH, 'passed', 'CONCURRENT_REVIEW', ['application.health-verified']),
  rejects(HEALTH),
  returns(MUNICIPAL, {
    id: 'concurrent-review/both-returned',
    who: ['MU_LEADER', 'CH_OFFICER'],
    with: 'health-verification',
  }),
  returns(MUNICIPAL, { given: ['health-verification'], guards: ['R-PROC-01', 'R-PROC-02'] }),
  returns(HEALTH, { given: ['municipal-review'], guards: ['R-PROC-01', 'R-PROC-02'] }),

  resubmits(FORMAL),
  resubmits(DISTRICT),
  resubmits(MUNICIPAL),
  resubmits(HEALTH),
  row({
    id: 'lapse/correction-overdue',
    from: 'CORRECTION',
    command: 'lapse',
    to: 'LAPSED',
    guards: ['correction-overdue'],
    events: ['application.lapsed'],
  }),

  advances(INSPECTION, 'passed', 'JOINT_REVIEW', ['application.inspected', 'application.joint-review-opened']),
  advances(INSPECTION, 'rectification', 'RECTIFICATION', ['application.rectification-required'], {
    guards: ['first-visit', 'failed-items'],
  }),
  rejects(INSPECTION, { who: ['MU_LEADER'] }),
  row({
    id: 'rectification/submitted',
    from: 'RECTIFICATION',
    command: 'rectification',
    to: 'INSPECTION_PENDING',
    who: ['GU_HANDLER'],
    guards: ['evidence-for-every-item', 'evidence-stored'],
    events: ['application.rectification-submitted'],
  }),
  rejects(INSPECTION, {
    id: 'rectification/overdue',
    from: ['RECTIFICATION'],
    who: [],
    guards: ['rectification-overdue'],
  }),

  advances(JOINT, 'passed', 'PUBLICITY', ['application.proposed']),
  advances(JOINT, 'deferred', 'DEFERRED', ['application.deferred']),
  rejects(JOINT),
  row({
    id: 'resume',
    from: 'DEFERRED',
    command: 'resume',
    to: 'JOINT_REVIEW',
    who: ['MU_LEADER'],
    guards: ['deferral-open'],
    events: ['application.resumed'],
  }),
  row({
    id: 'lapse/deferral-over',
    from: 'DEFERRED',
    command: 'lapse',
    to: 'LAPSED',
    guards: ['deferral-over'],
    events: ['application.lapsed'],
  }),

  advances(NOTICE, 'passed', 'PUBLICITY', ['application.publicity-passed']),
  advances(NOTICE, 'objected', 'OBJECTION', ['application.objected'], { who: ['MU_REVIEWER'] }),
  advances(NOTICE, 'objection-dismissed', 'PUBLICITY', ['application.objection-dismissed'], {
    from: ['OBJECTION'],
    who: ['MU_LEADER', 'MH_LEADER'],
  }),
  rejects(NOTICE, { from: ['OBJECTION'], who: ['MU_LEADER', 'MH_LEADER'] }),
  advances(DESIGNATION, 'passed', 'DESIGNATED', ['application.designated'], { given: ['public-notice'] }),
  rejects(DESIGNATION, { given: ['public-notice'] }),

  row({
    id: 'withdraw/before-notice',
    from: BEFORE_NOTICE,
    command: 'withdraw',
    to: 'WITHDRAWN',
    who: ['GU_CHAIR'],
    events: ['application.withdrawn'],
  }),
  row({
    id: 'withdraw/during-notice',
    from: DURING_NOTICE,
    command: 'withdraw',
    to: 'WITHDRAWN',
    who: ['GU_CHAIR', 'MU_LEADER'],
    guards: ['R-PROC-08'],
    events: ['application.withdrawn'],
  }),
  row({
    id: 'terminate',
    from: [...BEFORE_NOTICE, ...DURING_NOTICE],
    command: 'terminate',
    to: 'TERMINATED',
    who: ['MU_LEADER'],
    guards: ['R-PROC-04', 'R-PROC-06', 'evidence-stored'],
    events: ['application.terminated'],
  }),

  reconsiders(FORMAL),
  reconsiders(DISTRICT),
  reconsiders(MUNICIPAL),
  reconsiders(HEALTH),
  reconsiders(INSPECTION),
  reconsiders(JOINT),
  reconsiders({ ...NOTICE, from: 'OBJECTION' }),
  reconsiders(DESIGNATION),
];

/** In which states the commands that move nothing are possible. */
export const STAYING_COMMANDS: Readonly<Record<StayingCommand, readonly ApplicationStatus[]>> = {
  'seal-plan': ['DRAFT', 'CORRECTION'],
  'record-resolution': ['DRAFT', 'CORRECTION'],
  'note-committee-declined': ['DRAFT', 'CORRECTION'],
  'rectification-extension': ['RECTIFICATION'],
  'withdrawal-consent': DURING_NOTICE,
  alarm: ['CORRECTION', 'RECTIFICATION', 'DEFERRED'],
};

/** What a command says about the way it wants to go. */
export interface Way {
  readonly command: MovingCommand;
  readonly step?: AdvancingStep | undefined;
  readonly outcome?: AdvanceOutcome | undefined;
  readonly with?: ReturningStep | undefined;
}

/** The row that applies, or undefined when this way is not open in this state. */
export const transitionOf = (
  from: StatusOrNone,
  passed: readonly AdvancingStep[],
  way: Way,
): ApplicationTransition | undefined =>
  way.command === 'advance' && way.step !== undefined && passed.includes(way.step)
    ? undefined
    : APPLICATION_TRANSITIONS.find(
        (candidate) =>
          candidate.from.includes(from) &&
          candidate.command === way.command &&
          candidate.step === way.step &&
          candidate.outcome === way.outcome &&
          candidate.with === way.with &&
          candidate.given.every((needed) => passed.includes(needed)),
      );

/** True when some row leads out of this state by this command, whatever else it asks. */
export const isOpen = (from: StatusOrNone, command: MovingCommand | StayingCommand): boolean =>
  isStaying(command)
    ? STAYING_COMMANDS[command].some((status) => status === from)
    : APPLICATION_TRANSITIONS.some((candidate) => candidate.command === command && candidate.from.includes(from));

const isStaying = (command: MovingCommand | StayingCommand): command is StayingCommand =>
  Object.hasOwn(STAYING_COMMANDS, command);
