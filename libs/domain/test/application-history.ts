import { addWorkingDays, dueDateOf } from '#libs/calendar';
import type { ApplicationEvent, ApplicationStatus, DueDate, PlanItem, Position, ReturningStep } from '#libs/contracts';
import { planFacts, type ApplicationContext } from '#libs/domain';
import { E01, samplePlan } from '#libs/testing';

/** The id of the application whose histories these are. */
export const APPLICATION = '0193abcd-0000-8000-8000-000000000001';
/** Hashes by their number: `hash(1)` is the first plan version, `hash(2)` the corrected one. */
export const hash = (number: number): string => String(number).repeat(64);
export const countDue = (startedOn: string, workingDays: number): DueDate =>
  dueDateOf(addWorkingDays(startedOn, workingDays));
export const decisionOf = (step: string, round = 1): Position => ({ subject: `review/${step}-${round}`, sequence: 2 });

/** What the decider knows on a day beside command and state. */
export const contextOn = (today: string, changes: Partial<ApplicationContext> = {}): ApplicationContext => ({
  now: `${today}T09:00:00+08:00`,
  today,
  actor: { id: 'somebody', kind: 'human', roles: [] },
  id: APPLICATION,
  claimTakenBy: null,
  employerUnion: null,
  barredUntil: null,
  countDue,
  returnedPlan: null,
  listedUnions: ['5101'],
  ...changes,
});

type DataOf<Type extends ApplicationEvent['type']> = Extract<ApplicationEvent, { type: Type }>['data'];

export const createdEvent: ApplicationEvent = {
  type: 'application.created',
  data: {
    employerUscc: E01.employerUscc,
    unionUscc: E01.unionUscc,
    managingUnit: E01.unit,
    siteUnit: E01.unit,
    siteAddress: E01.siteAddress,
    programmeYear: 2026,
    claim: `application:${E01.employerUscc}`,
    createdOn: '2026-02-02',
    createdBy: 'handler-1',
  },
};

/** Version `number` is the document `hash(number)`; one with a correction is compared with the version before. */
export const sealedEvent = (
  number: number,
  correction?: Partial<NonNullable<DataOf<'application.plan-sealed'>['correction']>>,
): ApplicationEvent => ({
  type: 'application.plan-sealed',
  data: {
    number,
    planHash: hash(number),
    sealedOn: number === 1 ? '2026-02-10' : '2026-03-05',
    facts: planFacts(samplePlan(), E01.unit),
    warnings: [],
    missingAttachments: ['A04'],
    ...(correction === undefined
      ? {}
      : {
          correction: {
            comparedWith: hash(number - 1),
            changedItems: ['A05'],
            needsResolution: false,
            ...correction,
          },
        }),
  },
});

export const resolvedEvent = (number: number): ApplicationEvent => ({
  type: 'application.resolution-recorded',
  data: {
    planHash: hash(number),
    resolutionHash: hash(7),
    resolutionNo: `2026-${number}`,
    decidedOn: number === 1 ? '2026-02-20' : '2026-03-06',
    decision: { subject: `meeting/${number}`, sequence: 12 },
  },
});

export const submittedEvent: ApplicationEvent = {
  type: 'application.submitted',
  data: {
    caseNo: 'TY2026-0193ABCD',
    planHash: hash(1),
    resolutionHash: hash(7),
    declarationsHash: hash(8),
    submittedOn: '2026-03-02',
    submittedBy: 'chair-1',
  },
};

type PassingType =
  | 'application.accepted'
  | 'application.district-approved'
  | 'application.union-approved'
  | 'application.health-verified'
  | 'application.inspected'
  | 'application.proposed'
  | 'application.objected'
  | 'application.publicity-passed'
  | 'application.designated';

export const passedEvent = (
  type: PassingType,
  step: DataOf<'application.accepted'>['step'],
  round = 1,
): ApplicationEvent => ({
  type,
  data: { step, decision: decisionOf(step, round), decidedOn: '2026-03-03' },
});

export const returnedEvent = (
  steps: readonly ReturningStep[],
  returnsTo: ApplicationStatus,
  { round = 1, items = ['A05'] }: { round?: number; items?: PlanItem[] } = {},
): ApplicationEvent => ({
  type: 'application.returned',
  data: {
    steps: steps.map((step) => ({
      step,
      decision: decisionOf(step, round),
      decidedOn: '2026-03-04',
      defectsHash: hash(9),
      defectItems: items,
    })),
    items,
    round,
    planHash: hash(round),
    due: countDue('2026-03-04', 10),
    returnedOn: '2026-03-04',
    returnsTo,
  },
});

/** The correction of one round, from the return to the resubmission. */
export const correctedOnce = (step: ReturningStep, returnsTo: ApplicationStatus, round: number): ApplicationEvent[] => [
  returnedEvent([step], returnsTo, { round }),
  sealedEvent(round + 1, {}),
  {
    type: 'application.resubmitted',
    data: {
      returnsTo,
      reopens: [step],
      planHash: hash(round + 1),
      resolutionHash: hash(7),
      resolutionPlanHash: hash(1),
      changedItems: ['A05'],
      round,
      resubmittedOn: '2026-03-06',
      resubmittedBy: 'chair-1',
    },
  },
];

export const rectificationEvent = (round = 1): ApplicationEvent => ({
  type: 'application.rectification-required',
  data: {
    step: 'inspection',
    decision: decisionOf('inspection', round),
    decidedOn: '2026-04-01',
    failedItems: ['F10-01', 'CLASS-3'],
    due: countDue('2026-04-01', 15),
    finalDue: countDue('2026-04-01', 30),
  },
});

export const evidenceEvent: ApplicationEvent = {
  type: 'application.rectification-submitted',
  data: { evidence: [], submittedOn: '2026-04-10', submittedBy: 'handler-1' },
};

export const deferredEvent: ApplicationEvent = {
  type: 'application.deferred',
  data: {
    step: 'joint-review',
    decision: decisionOf('joint-review'),
    decidedOn: '2026-05-08',
    reasonCode: 'QUOTA',
    until: '2027-05-08',
  },
};

export const rejectedEvent = (
  step: DataOf<'application.rejected'>['step'],
  { round = 1, final = false }: { round?: number; final?: boolean } = {},
): ApplicationEvent => ({
  type: 'application.rejected',
  data: {
    step,
    decision: decisionOf(step, round),
    decidedOn: '2026-05-08',
    reasonCode: 'SAFETY',
    decidedBy: ['judge-1', 'judge-2'],
    reconsiderBy: final ? null : countDue('2026-05-08', 5),
  },
});

export const reconsideredEvent = (
  step: DataOf<'application.rejected'>['step'],
  returnsTo: ApplicationStatus,
): ApplicationEvent => ({
  type: 'application.reconsideration-opened',
  data: {
    returnsTo,
    reopens: [step],
    step,
    rejection: decisionOf(step),
    excluded: ['judge-1', 'judge-2'],
    reasonHash: hash(6),
    due: countDue('2026-05-11', 10),
    openedOn: '2026-05-11',
    requestedBy: 'chair-1',
  },
});

export const consentEvent: ApplicationEvent = {
  type: 'application.withdrawal-consented',
  data: { reasonHash: null, consentedOn: '2026-05-12', consentedBy: 'mu-leader' },
};

const draft = [createdEvent, sealedEvent(1), resolvedEvent(1)];
const submitted = [...draft, submittedEvent];
const district = [...submitted, passedEvent('application.accepted', 'formal-check')];
const concurrent = [...district, passedEvent('application.district-approved', 'district-review')];
const verified = [
  ...concurrent,
  passedEvent('application.union-approved', 'municipal-review'),
  passedEvent('application.health-verified', 'health-verification'),
  { type: 'application.inspection-opened', data: { openedOn: '2026-03-05' } },
] as const satisfies readonly ApplicationEvent[];
const inspected = [...verified, passedEvent('application.inspected', 'inspection')];
const joint: readonly ApplicationEvent[] = [
  ...inspected,
  { type: 'application.joint-review-opened', data: { openedOn: '2026-04-02' } },
];
const publicity = [...joint, passedEvent('application.proposed', 'joint-review')];

/** A history that ends in each state, on the main line where there is one. */
export const HISTORIES: Readonly<Record<ApplicationStatus | 'NONE', readonly ApplicationEvent[]>> = {
  NONE: [],
  DRAFT: draft,
  SUBMITTED: submitted,
  CORRECTION: [...submitted, returnedEvent(['formal-check'], 'SUBMITTED')],
  DISTRICT_REVIEW: district,
  CONCURRENT_REVIEW: concurrent,
  INSPECTION_PENDING: verified,
  INSPECTED: inspected,
  RECTIFICATION: [...verified, rectificationEvent()],
  JOINT_REVIEW: joint,
  DEFERRED: [...joint, deferredEvent],
  PUBLICITY: publicity,
  OBJECTION: [...publicity, passedEvent('application.objected', 'public-notice')],
  DESIGNATED: [
    ...publicity,
    passedEvent('application.publicity-passed', 'public-notice'),
    passedEvent('application.designated', 'designation'),
  ],
  REJECTED: [...joint, rejectedEvent('joint-review')],
  LAPSED: [
    ...joint,
    deferredEvent,
    { type: 'application.lapsed', data: { why: 'deferral-over', dueOn: '2027-05-08', lapsedOn: '2027-05-09' } },
  ],
  WITHDRAWN: [
    ...submitted,
    { type: 'application.withdrawn', data: { reasonHash: null, withdrawnOn: '2026-03-03', withdrawnBy: 'chair-1' } },
  ],
  TERMINATED: [
    ...submitted,
    {
      type: 'application.terminated',
      data: {
        evidenceHash: hash(5),
        reasonCode: 'FALSE_INFO',
        reasonHash: hash(6),
        barredUntil: '2028-03-03',
        terminatedOn: '2026-03-03',
        terminatedBy: 'mu-leader',
      },
    },
  ],
  ARCHIVED: [...draft, { type: 'application.archived', data: { idleSince: '2026-02-20' } }],
};
