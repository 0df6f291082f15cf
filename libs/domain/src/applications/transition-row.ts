import type {
  AdvanceOutcome,
  AdvancingStep,
  ApplicationEventType,
  ApplicationStatus,
  ReturningStep,
  Role,
} from '#libs/contracts';

/** Commands that lead an application from one state to another. */
export type MovingCommand =
  | 'create'
  | 'submit'
  | 'archive'
  | 'advance'
  | 'return'
  | 'resubmit'
  | 'lapse'
  | 'rectification'
  | 'resume'
  | 'withdraw'
  | 'terminate'
  | 'reconsider';

/** Commands that leave the state as it is. */
export type StayingCommand =
  | 'seal-plan'
  | 'record-resolution'
  | 'note-committee-declined'
  | 'rectification-extension'
  | 'withdrawal-consent'
  | 'alarm';

/** A state, or none before the first event. */
export type StatusOrNone = ApplicationStatus | 'NONE';

/** What a row asks beside its state: a rule of the catalogue, or a condition that no rule states. */
export type TransitionGuard =
  | 'R-ID-07'
  | 'R-LIFE-06'
  | 'R-COM-03'
  | 'R-COM-08'
  | 'R-FUND-15'
  | 'R-PROC-01'
  | 'R-PROC-02'
  | 'R-PROC-03'
  | 'R-PROC-04'
  | 'R-PROC-06'
  | 'R-PROC-08'
  /** The draft lay idle for 180 calendar days. */
  | 'draft-idle'
  /** The correction's last day is over. */
  | 'correction-overdue'
  /** At most one rectification; a second visit passes or rejects. */
  | 'first-visit'
  /** At least one item failed, and a due date is set. */
  | 'failed-items'
  /** One document for each failed item. */
  | 'evidence-for-every-item'
  /** The last day of the extended rectification is over. */
  | 'rectification-overdue'
  /** Within 12 months of the deferral. */
  | 'deferral-open'
  | 'deferral-over'
  /** Within 5 working days of the rejection. */
  | 'reconsideration-window'
  /** Only one reconsideration of a case. */
  | 'reconsidered-once'
  /** The document that proves it was uploaded. */
  | 'evidence-stored';

/** One way on: from any of `from`, this command, with the steps `given` already passed, leads to `to`. */
export interface ApplicationTransition {
  /** Stable: tests of paths and recorded workflow histories are named after it. */
  readonly id: string;
  readonly from: readonly StatusOrNone[];
  readonly command: MovingCommand;
  /** `advance`, `return`: the step that was decided. `resubmit`, `reconsider`: the step that the case goes back to. */
  readonly step?: AdvancingStep;
  /** Only of `advance`. */
  readonly outcome?: AdvanceOutcome;
  /** Steps that must have passed before, within this state: the other track, or the notice. */
  readonly given: readonly AdvancingStep[];
  /** The other track returned as well: both are named in one command. */
  readonly with?: ReturningStep;
  readonly to: ApplicationStatus;
  /** Who decides it in the office; empty where time does. The worker only carries it on. */
  readonly who: readonly Role[];
  readonly guards: readonly TransitionGuard[];
  /** What is published, in this order. The first one carries the decision. */
  readonly events: readonly ApplicationEventType[];
}

type Row = Pick<ApplicationTransition, 'id' | 'command' | 'to' | 'events'> & {
  readonly from: StatusOrNone | readonly StatusOrNone[];
} & Partial<Omit<ApplicationTransition, 'from'>>;

export const row = ({ from, ...rest }: Row): ApplicationTransition => ({
  given: [],
  who: [],
  guards: [],
  ...rest,
  from: typeof from === 'string' ? [from] : from,
});

/** A step and who decides it, with the state in which it is open. */
interface Stage {
  readonly from: ApplicationStatus;
  readonly step: AdvancingStep;
  readonly who: readonly Role[];
}

export const FORMAL: Stage = { from: 'SUBMITTED', step: 'formal-check', who: ['DU_REVIEWER'] };
export const DISTRICT: Stage = { from: 'DISTRICT_REVIEW', step: 'district-review', who: ['DU_LEADER'] };
export const MUNICIPAL: Stage = { from: 'CONCURRENT_REVIEW', step: 'municipal-review', who: ['MU_LEADER'] };
export const HEALTH: Stage = { from: 'CONCURRENT_REVIEW', step: 'health-verification', who: ['CH_OFFICER'] };
export const INSPECTION: Stage = { from: 'INSPECTION_PENDING', step: 'inspection', who: ['INSPECTOR'] };
export const JOINT: Stage = { from: 'JOINT_REVIEW', step: 'joint-review', who: ['MU_LEADER', 'MH_LEADER'] };
export const NOTICE: Stage = { from: 'PUBLICITY', step: 'public-notice', who: [] };
export const DESIGNATION: Stage = { from: 'PUBLICITY', step: 'designation', who: ['MU_LEADER', 'MH_LEADER'] };

export const advances = (
  stage: Stage,
  outcome: AdvanceOutcome,
  to: ApplicationStatus,
  events: readonly ApplicationEventType[],
  more: Partial<ApplicationTransition> = {},
): ApplicationTransition =>
  row({ ...stage, id: `${stage.step}/${outcome}`, command: 'advance', outcome, to, events, ...more });

export const rejects = (stage: Stage, more: Partial<ApplicationTransition> = {}): ApplicationTransition =>
  advances(stage, 'rejected', 'REJECTED', ['application.rejected'], more);

export const returns = (stage: Stage, more: Partial<ApplicationTransition> = {}): ApplicationTransition =>
  row({
    ...stage,
    id: `${stage.step}/returned`,
    command: 'return',
    to: 'CORRECTION',
    guards: ['R-PROC-02'],
    events: ['application.returned'],
    ...more,
  });

export const resubmits = ({ from, step }: Stage): ApplicationTransition =>
  row({
    id: `resubmit/${step}`,
    from: 'CORRECTION',
    command: 'resubmit',
    step,
    to: from,
    who: ['GU_CHAIR'],
    guards: ['R-COM-08', 'R-PROC-03'],
    events: ['application.resubmitted'],
  });

export const reconsiders = ({ from, step }: Stage): ApplicationTransition =>
  row({
    id: `reconsider/${step}`,
    from: 'REJECTED',
    command: 'reconsider',
    step,
    to: from,
    who: ['GU_CHAIR'],
    guards: ['R-ID-07', 'R-PROC-06', 'reconsideration-window', 'reconsidered-once'],
    events: ['application.reconsideration-opened'],
  });
