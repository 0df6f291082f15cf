import { describe, expect, it } from '@jest/globals';
import {
  ADVANCE_OUTCOMES,
  ADVANCING_STEPS,
  APPLICATION_STATUSES,
  ApplicationEvents,
  RETURNING_STEPS,
  type ApplicationEvent,
  type ApplicationEventType,
  type ReturningStep,
} from '#libs/contracts';
import { isRuleId } from '#libs/policy';
import { E01, given, samplePlan } from '#libs/testing';
import {
  HISTORIES,
  consentEvent,
  contextOn,
  correctedOnce,
  countDue,
  createdEvent,
  evidenceEvent,
  hash,
  passedEvent,
  reconsideredEvent,
  rectificationEvent,
  rejectedEvent,
  returnedEvent,
  sealedEvent,
  submittedEvent,
} from '../../test/application-history.js';
import type { ApplicationCommand, ApplicationContext } from './application-command.js';
import { applicationDecider } from './application.decider.js';
import { STATUS_AFTER } from './application-statuses.js';
import { APPLICATION_TRANSITIONS, STAYING_COMMANDS, isOpen } from './application-transitions.js';
import type {
  ApplicationTransition,
  MovingCommand,
  StatusOrNone,
  StayingCommand,
  TransitionGuard,
} from './transition-row.js';

const REASON = '经核查，申报材料与现场情况不一致。';
const today = '2026-05-11';
const handler = { role: 'GU_HANDLER' as const, organisation: E01.unionUscc, unit: E01.unit };
const fresh = (step: string) => ({ subject: `review/${step}-fresh`, sequence: 4 });

/** What each command says when nothing is wrong with it. */
const commandOf = (
  type: MovingCommand | StayingCommand,
  row: Partial<Pick<ApplicationTransition, 'step' | 'outcome' | 'with' | 'id'>> = {},
): ApplicationCommand => {
  const { step = 'formal-check', outcome = 'passed' } = row;
  const reason = { reasonHash: hash(6), reasonText: REASON };
  switch (type) {
    case 'create': {
      const { employerUscc, unionUscc, unit, siteAddress } = E01;
      return { type, employerUscc, unionUscc, managingUnit: unit, siteUnit: unit, siteAddress, programmeYear: 2026 };
    }
    case 'submit':
      return {
        type,
        planHash: hash(1),
        declarationsHash: hash(8),
        declarations: {
          textVersion: '2026-1',
          truthful: true,
          responsibility: true,
          priceCommitment: true,
          consentToInspectionAndPublicity: true,
          eightProhibitions: ['EB-1', 'EB-2', 'EB-3', 'EB-4', 'EB-5', 'EB-6', 'EB-7', 'EB-8'],
        },
      };
    case 'archive':
      return { type, idleSince: '2026-02-20' };
    case 'advance':
      return {
        type,
        step,
        outcome,
        decision: fresh(step),
        decidedOn: today,
        ...(outcome === 'passed' ? {} : { reasonCode: 'SAFETY', decidedBy: ['judge-1'] }),
        ...(outcome === 'rectification' ? { due: countDue(today, 15), failedItems: ['F10-01'] } : {}),
      };
    case 'return': {
      const steps = [step as ReturningStep, ...(row.with === undefined ? [] : [row.with])];
      return {
        type,
        due: countDue(today, 10),
        steps: steps.map((one) => ({
          step: one,
          decision: fresh(one),
          decidedOn: today,
          defectsHash: hash(9),
          defectItems: ['A05'],
        })),
      };
    }
    case 'resubmit':
      return { type, planHash: hash(2) };
    case 'lapse':
      return { type, why: row.id === 'lapse/deferral-over' ? 'deferral-over' : 'correction-overdue' };
    case 'rectification':
      return { type, evidence: ['F10-01', 'CLASS-3'].map((item) => ({ item, hash: hash(4) })) };
    case 'resume':
    case 'withdraw':
    case 'withdrawal-consent':
    case 'reconsider':
    case 'rectification-extension':
      return { type, ...reason };
    case 'terminate':
      return { type, evidenceHash: hash(5), ...reason };
    case 'seal-plan':
      return { type, planHash: hash(3), plan: samplePlan() };
    case 'record-resolution':
      return {
        type,
        planHash: hash(1),
        resolutionHash: hash(7),
        resolutionNo: '2026-9',
        decidedOn: '2026-03-05',
        decision: { subject: 'meeting/9', sequence: 3 },
      };
    case 'note-committee-declined':
      return { type, planHash: hash(1), rule: 'R-COM-02', decision: { subject: 'meeting/9', sequence: 3 } };
    case 'alarm':
      return { type, kind: 'remind', level: 0, on: today };
  }
};

/** The day on which each row can be gone, where it is not any day. */
const DAYS: Readonly<Partial<Record<string, string>>> = {
  create: '2026-02-02',
  archive: '2026-09-01',
  'lapse/correction-overdue': '2026-03-19',
  'lapse/deferral-over': '2027-05-09',
  'rectification/overdue': '2026-05-20',
  'rectification/submitted': '2026-04-20',
};
const dayOf = ({ id, command }: Pick<ApplicationTransition, 'id' | 'command'>): string =>
  DAYS[id] ?? (command === 'resubmit' ? '2026-03-10' : today);
const contextOf = (row: Pick<ApplicationTransition, 'id' | 'command'>, changes: Partial<ApplicationContext> = {}) =>
  contextOn(dayOf(row), {
    actor: { id: 'somebody', kind: 'human', roles: row.command === 'create' ? [handler] : [] },
    ...changes,
  });

const GIVEN: Readonly<Partial<Record<string, ApplicationEvent>>> = {
  'municipal-review': passedEvent('application.union-approved', 'municipal-review'),
  'health-verification': passedEvent('application.health-verified', 'health-verification'),
  'public-notice': passedEvent('application.publicity-passed', 'public-notice'),
};

/** A history that ends where this row begins, in one of its states. */
const historyOf = (
  row: Pick<ApplicationTransition, 'command' | 'step' | 'to' | 'given' | 'id'>,
  from: StatusOrNone,
): readonly ApplicationEvent[] => {
  if (row.command === 'resubmit' && row.step !== undefined) {
    const step = row.step as ReturningStep;
    return [...HISTORIES[row.to], returnedEvent([step], row.to), sealedEvent(2, {})];
  }
  if (row.command === 'reconsider' && row.step !== undefined) {
    const before = row.step === 'designation' ? [passedEvent('application.publicity-passed', 'public-notice')] : [];
    return [...HISTORIES[row.to], ...before, rejectedEvent(row.step)];
  }
  const given = row.given.flatMap((step) => GIVEN[step] ?? []);
  const consent = row.id === 'withdraw/during-notice' ? [consentEvent] : [];
  return [...HISTORIES[from], ...given, ...consent];
};

const played = APPLICATION_TRANSITIONS.flatMap((row) =>
  row.from.map((from) => ({ ...row, from, name: `${from} ${row.id} → ${row.to}` })),
);

describe('every row of the transition table', () => {
  it.each(played)('$name', ({ from, ...row }) => {
    const start = given(applicationDecider, historyOf(row, from));
    expect(start.state.status).toBe(from);
    const command = commandOf(row.command, row);
    const result = start.when(command, contextOf(row));
    result.thenTypes(...row.events);
    expect(result.state.status).toBe(row.to);
    const events = result.decision.kind === 'accepted' ? result.decision.events : [];
    for (const event of events) expect(ApplicationEvents[event.type].safeParse(event.data).error).toBeUndefined();
    if (command.type === 'advance') {
      const { step, decision, decidedOn } = command;
      expect(events[0]?.data).toMatchObject({ step, decision, decidedOn });
      // The same answer once more, whatever key it comes with, changes nothing.
      given({ ...applicationDecider, initial: result.state })
        .when(command, contextOf(row))
        .then([]);
    }
  });

  it('has an id of its own', () => {
    const ids = APPLICATION_TRANSITIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*(\/[a-z]+(-[a-z]+)*)?$/.test(id))).toEqual([]);
  });
});

type Break = (row: ApplicationTransition) => {
  readonly rule: string;
  readonly past?: readonly ApplicationEvent[];
  readonly command?: Partial<Record<string, unknown>>;
  readonly context?: Partial<ApplicationContext>;
};

const endOf = (row: ApplicationTransition): readonly ApplicationEvent[] => historyOf(row, row.from[0] ?? 'NONE');
const onDay = (day: string): Pick<ApplicationContext, 'today'> => ({ today: day });

/** What breaks each guard, and the rule that then answers. */
const BREAKS: Readonly<Record<TransitionGuard, Break>> = {
  'R-ID-07': () => ({ rule: 'R-ID-07', context: { claimTakenBy: 'TY2026-AAAAAAAA' } }),
  'R-LIFE-06': (row) => ({ rule: 'R-LIFE-06', context: { barredUntil: dayOf(row) } }),
  'R-COM-03': () => ({ rule: 'R-COM-03', context: onDay('2026-02-19') }),
  'R-COM-08': (row) =>
    row.command === 'submit'
      ? { rule: 'R-COM-08', past: [createdEvent, sealedEvent(1)] }
      : { rule: 'R-COM-08', past: [...endOf(row), sealedEvent(2, { needsResolution: true })] },
  'R-FUND-15': () => ({
    rule: 'R-FUND-15',
    command: {
      declarations: {
        textVersion: '1',
        truthful: true,
        responsibility: true,
        priceCommitment: true,
        consentToInspectionAndPublicity: true,
        eightProhibitions: [],
      },
    },
  }),
  'R-PROC-01': (row) => ({ rule: 'R-PROC-01', past: HISTORIES[row.from[0] ?? 'NONE'] }),
  'R-PROC-02': (row) => {
    const step = row.step as ReturningStep;
    const from = row.from[0] === undefined || row.from[0] === 'NONE' ? 'DRAFT' : row.from[0];
    return {
      rule: 'R-PROC-02',
      past: [...endOf(row), ...correctedOnce(step, from, 1), ...correctedOnce(step, from, 2)],
    };
  },
  'R-PROC-03': () => ({ rule: 'R-PROC-03', context: onDay('2026-03-19') }),
  'R-PROC-04': () => ({ rule: 'R-PROC-04', context: { actor: { id: 'handler-1', kind: 'human', roles: [] } } }),
  'R-PROC-06': () => ({ rule: 'R-PROC-06', command: { reasonText: '太短' } }),
  'R-PROC-08': (row) => ({ rule: 'R-PROC-08', past: endOf(row).filter((event) => event !== consentEvent) }),
  'draft-idle': () => ({ rule: 'G-STATE', context: onDay('2026-08-18') }),
  'correction-overdue': () => ({ rule: 'G-STATE', context: onDay('2026-03-18') }),
  'first-visit': (row) => ({ rule: 'G-STATE', past: [...endOf(row), rectificationEvent(), evidenceEvent] }),
  'failed-items': () => ({ rule: 'G-MALFORMED', command: { failedItems: [] } }),
  'evidence-for-every-item': () => ({
    rule: 'G-MALFORMED',
    command: { evidence: [{ item: 'F10-01', hash: hash(4) }] },
  }),
  'rectification-overdue': () => ({ rule: 'G-STATE', context: onDay(countDue('2026-04-01', 30).dueOn) }),
  'deferral-open': () => ({ rule: 'G-TOO-LATE', context: onDay('2027-05-09') }),
  'deferral-over': () => ({ rule: 'G-STATE', context: onDay('2027-05-08') }),
  'reconsideration-window': () => ({ rule: 'G-TOO-LATE', context: onDay('2026-05-18') }),
  'reconsidered-once': (row) => {
    const step = row.step ?? 'formal-check';
    return {
      rule: 'G-STATE',
      past: [...endOf(row), reconsideredEvent(step, row.to), rejectedEvent(step, { round: 2, final: true })],
    };
  },
  'evidence-stored': () => ({ rule: 'G-MALFORMED', context: { absentDocuments: [hash(4), hash(5)] } }),
};

describe('every guard of every row', () => {
  const guarded = APPLICATION_TRANSITIONS.flatMap((row) =>
    row.guards.map((guard) => ({ row, guard, name: `${row.id} asks ${guard}` })),
  );
  it.each(guarded)('$name', ({ row, guard }) => {
    const { rule, past = endOf(row), command = {}, context = {} } = BREAKS[guard](row);
    // The changed command is still one of its own type; tests alone may spell it so.
    const broken = { ...commandOf(row.command, row), ...command } as ApplicationCommand;
    const { decision } = given(applicationDecider, past).when(broken, contextOf(row, context));
    expect(decision.kind === 'refused' ? decision.refusals.map((one) => one.rule) : []).toContain(rule);
  });

  it('is a rule of the catalogue or a condition in words', () => {
    const rules = Object.keys(BREAKS).filter((guard) => guard.startsWith('R-'));
    expect(rules.filter((rule) => !isRuleId(rule))).toEqual([]);
  });
});

describe('every command in every state that has no row for it', () => {
  const states: readonly StatusOrNone[] = ['NONE', ...APPLICATION_STATUSES];
  const ways: readonly (Partial<Pick<ApplicationTransition, 'step' | 'outcome' | 'id'>> & {
    readonly command: MovingCommand | StayingCommand;
  })[] = [
    ...ADVANCING_STEPS.flatMap((step) =>
      ADVANCE_OUTCOMES.map((outcome) => ({ command: 'advance' as const, step, outcome })),
    ),
    ...RETURNING_STEPS.map((step) => ({ command: 'return' as const, step })),
    { command: 'lapse', id: 'lapse/correction-overdue' },
    { command: 'lapse', id: 'lapse/deferral-over' },
    ...(
      [
        'create',
        'submit',
        'archive',
        'resubmit',
        'rectification',
        'resume',
        'withdraw',
        'terminate',
        'reconsider',
        ...(Object.keys(STAYING_COMMANDS) as StayingCommand[]),
      ] as const
    ).map((command) => ({ command })),
  ];
  /** Rows that hold without anything having passed before. */
  const hasRow = (state: StatusOrNone, way: (typeof ways)[number]): boolean =>
    way.step === undefined && way.command !== 'lapse'
      ? isOpen(state, way.command)
      : APPLICATION_TRANSITIONS.some(
          (row) =>
            row.from.includes(state) &&
            row.command === way.command &&
            (way.command === 'lapse' ? row.id === way.id : row.step === way.step && row.outcome === way.outcome) &&
            row.given.length === 0 &&
            row.with === undefined,
        );
  const pairs = states.flatMap((state) =>
    ways
      .filter((way) => !hasRow(state, way))
      .map((way) => ({
        state,
        way,
        name: `${state} refuses ${[way.command, way.step, way.outcome, way.id].filter(Boolean).join(' ')}`,
      })),
  );
  /** What was done already is answered once more, without an event. */
  const DONE: readonly string[] = ['ARCHIVED archive', 'LAPSED lapse'];

  it.each(pairs)('$name', ({ state, way }) => {
    const command = commandOf(way.command, way);
    const { decision } = given(applicationDecider, HISTORIES[state]).when(
      command,
      contextOf({ id: way.id ?? '', command: way.command as MovingCommand }),
    );
    if (DONE.includes(`${state} ${way.command}`)) expect(decision).toEqual({ kind: 'accepted', events: [], notes: [] });
    else {
      const rules = decision.kind === 'refused' ? decision.refusals.map(({ rule }) => rule) : ['accepted'];
      // A track alone is returned only when the other one is decided.
      const isTrack = way.step === 'municipal-review' || way.step === 'health-verification';
      const early = way.command === 'return' && state === 'CONCURRENT_REVIEW' && isTrack;
      expect(rules).toEqual([early ? 'R-PROC-01' : 'G-STATE']);
    }
  });
});

describe('a decision told late or twice', () => {
  const advance = (step: (typeof ADVANCING_STEPS)[number], sequence: number): ApplicationCommand => ({
    type: 'advance',
    step,
    outcome: 'passed',
    decision: { subject: `review/${step}-1`, sequence },
    decidedOn: today,
  });
  it('changes nothing when it is the same', () => {
    given(applicationDecider, HISTORIES.DISTRICT_REVIEW).when(advance('formal-check', 2), contextOn(today)).then([]);
  });
  it('is refused when another decision claims to be it', () => {
    given(applicationDecider, HISTORIES.DISTRICT_REVIEW)
      .when(advance('formal-check', 3), contextOn(today))
      .thenRefused('G-STATE');
  });
  it('changes nothing when the correction opened the step again since', () => {
    const past = [...HISTORIES.CONCURRENT_REVIEW, returnedEvent(['municipal-review'], 'CONCURRENT_REVIEW')];
    const command = commandOf('return', { step: 'municipal-review' });
    if (command.type !== 'return') throw new Error('not a return');
    const again = {
      ...command,
      steps: command.steps.map((step) => ({
        ...step,
        decision: { subject: 'review/municipal-review-1', sequence: 2 },
      })),
    };
    given(applicationDecider, past).when(again, contextOn(today)).then([]);
    const resubmitted = [...past, ...correctedOnce('municipal-review', 'CONCURRENT_REVIEW', 1).slice(1)];
    given(applicationDecider, resubmitted).when(again, contextOn(today)).then([]);
  });
  it.each(['WITHDRAWN', 'TERMINATED', 'LAPSED', 'REJECTED'] as const)('is refused once the case is %s', (ended) => {
    given(applicationDecider, HISTORIES[ended])
      .when(advance('formal-check', 9), contextOn(today))
      .thenRefused('G-STATE');
  });
});

describe('the main line', () => {
  it('leads from submission to designation, whichever track passes first', () => {
    const orders = [
      ['municipal-review', 'health-verification'],
      ['health-verification', 'municipal-review'],
    ] as const;
    for (const tracks of orders) {
      let state = given(applicationDecider, [createdEvent, submittedEvent]).state;
      const line = [
        'formal-check',
        'district-review',
        ...tracks,
        'inspection',
        'joint-review',
        'public-notice',
        'designation',
      ] as const;
      for (const step of line) {
        const command = commandOf('advance', { step, outcome: 'passed' });
        state = given({ ...applicationDecider, initial: state }).when(command, contextOn(today)).state;
      }
      expect(state.status).toBe('DESIGNATED');
      expect(state.passed.map((one) => one.step)).toEqual(line);
    }
  });
  it('has an event for every status', () => {
    const reached = new Set(Object.values(STATUS_AFTER));
    expect(APPLICATION_STATUSES.filter((status) => !reached.has(status))).toEqual([]);
  });
  it('names only events of the contract', () => {
    const known = new Set<ApplicationEventType>(Object.keys(ApplicationEvents) as ApplicationEvent['type'][]);
    expect(APPLICATION_TRANSITIONS.flatMap((row) => row.events).filter((event) => !known.has(event))).toEqual([]);
  });
});
