import { describe, expect, it } from '@jest/globals';
import {
  ADVANCING_STEPS,
  APPLICATION_STATUSES,
  ApplicationEvents,
  type AdvancingStep,
  type ApplicationEvent,
  type ApplicationEventType,
  type ApplicationStatus,
} from '#libs/contracts';
import { addWorkingDays, dueDateOf } from '#libs/calendar';
import { given } from '#libs/testing';
import type { ApplicationCommand, ApplicationContext } from './application-command.js';
import { applicationDecider } from './application.decider.js';
import { initialApplication, type ApplicationState } from './application-state.js';
import { STATUS_AFTER } from './application-statuses.js';
import { APPLICATION_TRANSITIONS } from './application-transitions.js';

const today = '2026-03-05';
const countDue = (startedOn: string, days: number) => dueDateOf(addWorkingDays(startedOn, days));
const context: ApplicationContext = {
  now: `${today}T09:00:00+08:00`,
  today,
  actor: { id: 'worker', kind: 'machine', roles: [] },
  id: '0193abcd-0000-8000-8000-000000000001',
  claimTakenBy: null,
  employerUnion: null,
  barredUntil: null,
  countDue,
  returnedPlan: null,
  listedUnions: [],
};

const advance = (step: AdvancingStep, outcome: 'passed' | 'rejected', sequence = 2): ApplicationCommand => ({
  type: 'advance',
  step,
  outcome,
  decision: { subject: `review/${step}`, sequence },
  decidedOn: today,
  ...(outcome === 'rejected' ? { reasonCode: 'SAFETY' } : {}),
});
const passedStep = (step: AdvancingStep) => ({
  step,
  decision: { subject: `review/${step}`, sequence: 2 },
  decidedOn: today,
});
const stateOf = (status: ApplicationStatus, passed: readonly AdvancingStep[] = []): ApplicationState => ({
  ...initialApplication,
  status,
  passed: passed.map(passedStep),
  taken: passed.map((step) => ({ step, outcome: 'passed', decision: passedStep(step).decision })),
});
/** A decider that starts in the middle, so that each row is tried by itself. */
const from = (state: ApplicationState) => given({ ...applicationDecider, initial: state });

const rows = APPLICATION_TRANSITIONS.flatMap(
  ({ id, from: states, step, outcome, given: before, to, events, guards }) =>
    step === undefined || (outcome !== 'passed' && outcome !== 'rejected') || guards.length > 0
      ? []
      : states.flatMap((status) =>
          status === 'NONE'
            ? []
            : [{ name: `${status} ${id}`, from: status, step, outcome, given: before, to, events }],
        ),
);

describe('every row of the transition table', () => {
  it.each(rows)('$name', ({ from: status, step, outcome, given: before, to, events }) => {
    const result = from(stateOf(status, before)).when(advance(step, outcome), context);
    result.thenTypes(...events);
    expect(result.state.status).toBe(to);
    const [first] = result.decision.kind === 'accepted' ? result.decision.events : [];
    expect(first?.data).toMatchObject({ step, decision: { subject: `review/${step}`, sequence: 2 }, decidedOn: today });
    // The worker settles when the next work is open, which it opens only after this.
    expect(result.state.settled).toEqual([]);
  });
  it('publishes events that fit their schemas', () => {
    for (const { from: status, step, outcome, given: before } of rows) {
      const { decision } = from(stateOf(status, before)).when(advance(step, outcome), context);
      for (const event of decision.kind === 'accepted' ? decision.events : []) {
        expect(ApplicationEvents[event.type].safeParse(event.data).success).toBe(true);
      }
    }
  });
});

describe('every step in every state that has no row', () => {
  const pairs = APPLICATION_STATUSES.flatMap((status) =>
    ADVANCING_STEPS.flatMap((step) =>
      (['passed', 'rejected'] as const)
        .filter((outcome) =>
          APPLICATION_TRANSITIONS.every(
            (row) => !row.from.includes(status) || row.step !== step || row.outcome !== outcome || row.given.length > 0,
          ),
        )
        .map((outcome) => ({ status, step, outcome })),
    ),
  );
  it.each(pairs)('$status refuses $step $outcome', ({ status, step, outcome }) => {
    from(stateOf(status)).when(advance(step, outcome), context).thenRefused('G-STATE');
  });
});

describe('a step that was decided before', () => {
  it('is accepted without a new event when it is the same decision', () => {
    from(stateOf('DISTRICT_REVIEW', ['formal-check']))
      .when(advance('formal-check', 'passed'), context)
      .then([]);
  });
  it('is refused when another decision claims to be it', () => {
    from(stateOf('DISTRICT_REVIEW', ['formal-check']))
      .when(advance('formal-check', 'passed', 3), context)
      .thenRefused('G-STATE');
    from(stateOf('CONCURRENT_REVIEW', ['formal-check', 'district-review', 'municipal-review']))
      .when(advance('municipal-review', 'passed', 5), context)
      .thenRefused('G-STATE');
  });
  it('is accepted without a new event when a rejection comes again', () => {
    const { state } = from(stateOf('SUBMITTED')).when(advance('formal-check', 'rejected'), context);
    expect(state).toMatchObject({ status: 'REJECTED', reasonCode: 'SAFETY' });
    from(state).when(advance('formal-check', 'rejected'), context).then([]);
  });
  it('does not reopen a rejected case from the other track', () => {
    const { state } = from(stateOf('CONCURRENT_REVIEW')).when(advance('municipal-review', 'rejected'), context);
    from(state).when(advance('health-verification', 'passed'), context).thenRefused('G-STATE');
  });
});

describe('the main line', () => {
  it('leads from submission to designation, whichever track passes first', () => {
    const orders: AdvancingStep[][] = [
      ['municipal-review', 'health-verification'],
      ['health-verification', 'municipal-review'],
    ];
    for (const tracks of orders) {
      let state = stateOf('SUBMITTED');
      const line: readonly AdvancingStep[] = [
        'formal-check',
        'district-review',
        ...tracks,
        'inspection',
        'joint-review',
        'public-notice',
        'designation',
      ];
      for (const step of line) state = from(state).when(advance(step, 'passed'), context).state;
      expect(state.status).toBe('DESIGNATED');
      expect(state.passed.map((one) => one.step)).toEqual(line);
    }
  });
  it('has an event for every status but none that no event leads to', () => {
    const reached = new Set(Object.values(STATUS_AFTER));
    expect(APPLICATION_STATUSES.filter((status) => !reached.has(status))).toEqual([]);
  });
  it('names only events of the contract', () => {
    const known = new Set<ApplicationEventType>(Object.keys(ApplicationEvents) as ApplicationEvent['type'][]);
    expect(rows.flatMap((row) => row.events).filter((event) => !known.has(event))).toEqual([]);
  });
});
