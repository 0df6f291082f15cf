import { describe, expect, it } from '@jest/globals';
import { fold, type ApplicationEvent, type PlanItem, type ServicePlan } from '#libs/contracts';
import { E01, attachmentRow, given, samplePlan } from '#libs/testing';
import {
  APPLICATION,
  HISTORIES,
  consentEvent,
  contextOn,
  correctedOnce,
  countDue,
  decisionOf,
  deferredEvent,
  hash,
  passedEvent,
  rectificationEvent,
  reconsideredEvent,
  rejectedEvent,
  resolvedEvent,
  returnedEvent,
  sealedEvent,
} from '../../test/application-history.js';
import type { ApplicationCommand, ApplicationContext } from './application-command.js';
import { applicationDecider } from './application.decider.js';
import { tasksOfApplication, viewOfApplication } from './application.projection.js';

const chair: Partial<ApplicationContext> = { actor: { id: 'chair-1', kind: 'human', roles: [] } };
const leader: Partial<ApplicationContext> = {
  actor: { id: 'mu-leader', kind: 'human', roles: [{ role: 'MU_LEADER', unit: '5101' }] },
};
const REASON = '申请单位已补充材料，请予复核。';
const reasoned = { reasonText: REASON, reasonHash: hash(6) };
const head = { subject: `application/${APPLICATION}`, version: 9, caseId: APPLICATION };
const stateAfter = (past: readonly ApplicationEvent[]) => fold(applicationDecider, applicationDecider.initial, past);
const tasksAfter = (past: readonly ApplicationEvent[]): string[] =>
  tasksOfApplication(stateAfter(past), head).map(
    ({ role, action, dueOn, unit, organisation }) => `${role} ${action} ${dueOn ?? '-'} ${unit ?? organisation ?? ''}`,
  );
const viewAfter = (past: readonly ApplicationEvent[]) => viewOfApplication(stateAfter(past), head);

const plan = samplePlan();
const changedFile = (code: PlanItem): ServicePlan =>
  samplePlan({
    attachments: plan.attachments.map((file) => (file.code === code ? attachmentRow(file.code, 'b'.repeat(64)) : file)),
  });
const formal = [...HISTORIES.SUBMITTED, returnedEvent(['formal-check'], 'SUBMITTED')];
const sealing = (version: ServicePlan): ApplicationCommand => ({ type: 'seal-plan', planHash: hash(2), plan: version });
const returned = { returnedPlan: { hash: hash(1), plan } };
const resubmit = (planHash = hash(2)): ApplicationCommand => ({ type: 'resubmit', planHash });

describe('a corrected version', () => {
  it('is sealed while the application is with its applicant, with what it changed', () => {
    const { decision, state } = given(applicationDecider, formal).when(
      sealing(changedFile('A05')),
      contextOn('2026-03-06', returned),
    );
    expect(decision).toMatchObject({
      events: [
        {
          type: 'application.plan-sealed',
          data: {
            number: 2,
            correction: { comparedWith: hash(1), changedItems: ['A05'], needsResolution: false },
          },
        },
      ],
    });
    expect(state).toMatchObject({ status: 'CORRECTION', plan: { number: 2 }, correction: { planHash: hash(1) } });
  });
  it('says that the committee has to decide when something else changed too', () => {
    const { decision } = given(applicationDecider, formal).when(
      sealing(changedFile('A07')),
      contextOn('2026-03-06', returned),
    );
    expect(decision).toMatchObject({ events: [{ data: { correction: { needsResolution: true } } }] });
  });
  it('waits a moment when the returned version is not at hand', () => {
    given(applicationDecider, formal).when(sealing(plan), contextOn('2026-03-06')).thenRefused('G-BUSY');
  });
  it('is handed in by its hash, and nothing but the latest one', () => {
    const past = [...formal, sealedEvent(2, {})];
    given(applicationDecider, past)
      .when(resubmit(hash(1)), contextOn('2026-03-06', chair))
      .thenRefused('R-COM-08');
    given(applicationDecider, past)
      .when(resubmit(), contextOn('2026-03-18', chair))
      .then([
        {
          type: 'application.resubmitted',
          data: {
            returnsTo: 'SUBMITTED',
            reopens: ['formal-check'],
            planHash: hash(2),
            resolutionHash: hash(7),
            resolutionPlanHash: hash(1),
            changedItems: ['A05'],
            round: 1,
            resubmittedOn: '2026-03-18',
            resubmittedBy: 'chair-1',
          },
        },
      ]);
  });
  it('is asked for before anything is handed in, and has to correct something', () => {
    given(applicationDecider, formal)
      .when(resubmit(hash(1)), contextOn('2026-03-06', chair))
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/planHash' }] });
    given(applicationDecider, [...formal, sealedEvent(2, { changedItems: [] })])
      .when(resubmit(), contextOn('2026-03-06', chair))
      .thenRefused('G-MALFORMED');
  });
  it('goes in under a new resolution once the committee has decided on this very version (R-COM-08)', () => {
    const changed = [...formal, sealedEvent(2, { needsResolution: true })];
    given(applicationDecider, changed).when(resubmit(), contextOn('2026-03-06', chair)).thenRefused('R-COM-08');
    const { decision } = given(applicationDecider, [...changed, resolvedEvent(2)]).when(
      resubmit(),
      contextOn('2026-03-06', chair),
    );
    expect(decision).toMatchObject({ events: [{ data: { resolutionPlanHash: hash(2) } }] });
  });
  it('is refused while a mandatory attachment is missing', () => {
    const sealed = sealedEvent(2, {});
    if (sealed.type !== 'application.plan-sealed') throw new Error('not a sealing');
    const without = { ...sealed, data: { ...sealed.data, missingAttachments: ['A04', 'A07'] } };
    given(applicationDecider, [...formal, without])
      .when(resubmit(), contextOn('2026-03-06', chair))
      .then({ refused: [{ rule: 'R-FILE-03', pointer: '/plan/attachments/A07' }] });
  });
  it('is compared with the version handed in last in the second round', () => {
    const second = [
      ...HISTORIES.SUBMITTED,
      ...correctedOnce('formal-check', 'SUBMITTED', 1),
      returnedEvent(['formal-check'], 'SUBMITTED', { round: 2 }),
    ];
    expect(stateAfter(second).correction).toMatchObject({ planHash: hash(2), round: 2 });
    given(applicationDecider, second)
      .when({ ...sealing(plan), planHash: hash(3) } as ApplicationCommand, contextOn('2026-03-09', returned))
      .thenRefused('G-BUSY');
  });
});

describe('a return from the concurrent review', () => {
  const both = [
    ...HISTORIES.CONCURRENT_REVIEW,
    returnedEvent(['municipal-review', 'health-verification'], 'CONCURRENT_REVIEW'),
  ];
  const passedHealth = [
    ...HISTORIES.CONCURRENT_REVIEW,
    passedEvent('application.health-verified', 'health-verification'),
  ];
  const byMunicipal = [...passedHealth, returnedEvent(['municipal-review'], 'CONCURRENT_REVIEW')];
  const reopens = (past: readonly ApplicationEvent[], changedItems: PlanItem[]): unknown => {
    const { decision } = given(applicationDecider, [...past, sealedEvent(2, { changedItems })]).when(
      resubmit(),
      contextOn('2026-03-06', chair),
    );
    return decision.kind === 'accepted' ? decision.events[0]?.data : decision;
  };
  const sendBack = (...steps: ('municipal-review' | 'health-verification')[]): ApplicationCommand => ({
    type: 'return',
    due: countDue('2026-03-04', 10),
    steps: steps.map((step, at) => ({
      step,
      decision: decisionOf(step),
      decidedOn: '2026-03-04',
      defectsHash: hash(9),
      defectItems: [at === 0 ? 'A05' : 'site', 'A01'],
    })),
  });
  it('names the defects of both tracks at once, each item once', () => {
    const { decision, state } = given(applicationDecider, HISTORIES.CONCURRENT_REVIEW).when(
      sendBack('health-verification', 'municipal-review'),
      contextOn('2026-03-04'),
    );
    expect(decision).toMatchObject({
      events: [
        { data: { items: ['A05', 'A01', 'site'], round: 1, returnsTo: 'CONCURRENT_REVIEW', planHash: hash(1) } },
      ],
    });
    expect(state.correction?.steps.map(({ step }) => step)).toEqual(['health-verification', 'municipal-review']);
  });
  it('waits for the other track (R-PROC-01), which may have passed', () => {
    const context = contextOn('2026-03-04');
    given(applicationDecider, HISTORIES.CONCURRENT_REVIEW)
      .when(sendBack('municipal-review'), context)
      .thenRefused('R-PROC-01');
    given(applicationDecider, passedHealth)
      .when(sendBack('municipal-review'), context)
      .thenTypes('application.returned');
    given(applicationDecider, passedHealth).when(sendBack('health-verification'), context).thenRefused('G-STATE');
    given(applicationDecider, passedHealth)
      .when(sendBack('health-verification', 'municipal-review'), context)
      .thenRefused('G-STATE');
  });
  it('opens again only the tracks whose documents changed, and the undecided ones', () => {
    expect(reopens(both, ['A05'])).toMatchObject({ reopens: ['municipal-review', 'health-verification'] });
    expect(reopens(byMunicipal, ['A05'])).toMatchObject({ reopens: ['municipal-review'] });
    expect(reopens(byMunicipal, ['A05', 'A07'])).toMatchObject({
      reopens: ['municipal-review', 'health-verification'],
    });
  });
  it('keeps a track that has passed and was not opened again', () => {
    const again: ApplicationEvent[] = [...byMunicipal, sealedEvent(2, {})];
    const resumed = given(applicationDecider, again).when(resubmit(), contextOn('2026-03-06', chair)).state;
    expect(resumed).toMatchObject({ status: 'CONCURRENT_REVIEW', submittedPlanHash: hash(2), correction: null });
    expect(viewOfApplication(resumed, head).tracks).toEqual({ municipal: 'PENDING', health: 'PASSED' });
    given({ ...applicationDecider, initial: resumed })
      .when(
        {
          type: 'advance',
          step: 'municipal-review',
          outcome: 'passed',
          decision: decisionOf('municipal-review', 2),
          decidedOn: '2026-03-10',
        },
        contextOn('2026-03-10'),
      )
      .thenTypes('application.union-approved', 'application.inspection-opened');
  });
  it('shows which track returned', () => {
    expect(viewAfter(byMunicipal).tracks).toEqual({ municipal: 'RETURNED', health: 'PASSED' });
    expect(viewAfter(both).correction).toMatchObject({ round: 1, items: ['A05'], changedItems: null });
  });
  it('counts its rounds step by step (R-PROC-02)', () => {
    const twice = [
      ...passedHealth,
      ...correctedOnce('municipal-review', 'CONCURRENT_REVIEW', 1),
      ...correctedOnce('municipal-review', 'CONCURRENT_REVIEW', 2),
    ];
    given(applicationDecider, twice)
      .when(
        {
          type: 'return',
          due: countDue('2026-03-09', 10),
          steps: [
            {
              step: 'municipal-review',
              decision: decisionOf('municipal-review', 3),
              decidedOn: '2026-03-09',
              defectsHash: hash(9),
              defectItems: ['A05'],
            },
          ],
        },
        contextOn('2026-03-09'),
      )
      .then({ refused: [{ rule: 'R-PROC-02', pointer: '/steps/0/step', params: { rounds: 2 } }] });
  });
});

describe('the time of a correction', () => {
  it('lasts until the end of its last day, and lapses after it', () => {
    const past = [...formal, sealedEvent(2, {})];
    given(applicationDecider, past).when(resubmit(), contextOn('2026-03-19', chair)).thenRefused('R-PROC-03');
    given(applicationDecider, past)
      .when({ type: 'lapse', why: 'correction-overdue' }, contextOn('2026-03-19'))
      .then([
        {
          type: 'application.lapsed',
          data: { why: 'correction-overdue', dueOn: '2026-03-18', lapsedOn: '2026-03-19' },
        },
      ]);
  });
  it('has a resubmission win over a lapse that comes late', () => {
    const past = [...formal, ...correctedOnce('formal-check', 'SUBMITTED', 1).slice(1)];
    given(applicationDecider, past)
      .when({ type: 'lapse', why: 'correction-overdue' }, contextOn('2026-03-19'))
      .thenRefused('G-STATE');
  });
});

describe('a withdrawal', () => {
  const withdraw: ApplicationCommand = { type: 'withdraw', reasonHash: null };
  it('is the applicant’s own before the notice', () => {
    given(applicationDecider, HISTORIES.JOINT_REVIEW)
      .when(withdraw, contextOn('2026-05-08', chair))
      .then([
        {
          type: 'application.withdrawn',
          data: { reasonHash: null, withdrawnOn: '2026-05-08', withdrawnBy: 'chair-1' },
        },
      ]);
  });
  it('needs the municipal union’s consent during the notice and an objection (R-PROC-08)', () => {
    for (const past of [HISTORIES.PUBLICITY, HISTORIES.OBJECTION]) {
      given(applicationDecider, past).when(withdraw, contextOn('2026-05-12', chair)).thenRefused('R-PROC-08');
      given(applicationDecider, past)
        .when({ type: 'withdrawal-consent', reasonHash: null }, contextOn('2026-05-12', leader))
        .then([consentEvent]);
      given(applicationDecider, [...past, consentEvent])
        .when(withdraw, contextOn('2026-05-12', chair))
        .thenTypes('application.withdrawn');
      given(applicationDecider, [...past, consentEvent])
        .when({ type: 'withdrawal-consent', reasonHash: null }, contextOn('2026-05-13', leader))
        .then([]);
    }
  });
  it('is too late once the site is designated', () => {
    given(applicationDecider, HISTORIES.DESIGNATED)
      .when(withdraw, contextOn('2026-05-22', chair))
      .thenRefused('G-STATE');
  });
  it('has whichever comes first win against the next step, and refuses the other', () => {
    const advance: ApplicationCommand = {
      type: 'advance',
      step: 'joint-review',
      outcome: 'passed',
      decision: decisionOf('joint-review'),
      decidedOn: '2026-05-08',
    };
    const start = given(applicationDecider, HISTORIES.JOINT_REVIEW);
    const withdrawn = start.when(withdraw, contextOn('2026-05-08', chair)).state;
    given({ ...applicationDecider, initial: withdrawn })
      .when(advance, contextOn('2026-05-08'))
      .thenRefused('G-STATE');
    const advanced = start.when(advance, contextOn('2026-05-08')).state;
    given({ ...applicationDecider, initial: advanced })
      .when(withdraw, contextOn('2026-05-08', chair))
      .thenRefused('R-PROC-08');
  });
});

describe('a leader who belongs to the applicant', () => {
  const own: Partial<ApplicationContext> = {
    actor: {
      id: 'both-sides',
      kind: 'human',
      roles: [{ role: 'MU_LEADER' }, { role: 'GU_CHAIR', organisation: E01.unionUscc }],
    },
  };
  it.each<[string, ApplicationCommand, readonly ApplicationEvent[]]>([
    ['resumption', { type: 'resume', reasonHash: null }, HISTORIES.DEFERRED],
    ['consent', { type: 'withdrawal-consent', reasonHash: null }, HISTORIES.PUBLICITY],
    ['extension', { type: 'rectification-extension', ...reasoned }, HISTORIES.RECTIFICATION],
    ['termination', { type: 'terminate', evidenceHash: hash(5), ...reasoned }, HISTORIES.SUBMITTED],
  ])('decides nothing about it: no %s', (_what, command, past) => {
    given(applicationDecider, past).when(command, contextOn('2026-05-08', own)).thenRefused('R-PROC-04');
  });
});

describe('a termination', () => {
  it('bars the employer for 24 months and needs evidence and a reason', () => {
    const command: ApplicationCommand = { type: 'terminate', evidenceHash: hash(5), ...reasoned };
    given(applicationDecider, HISTORIES.OBJECTION)
      .when(command, contextOn('2026-02-28', leader))
      .then([
        {
          type: 'application.terminated',
          data: {
            evidenceHash: hash(5),
            reasonCode: 'FALSE_INFO',
            reasonHash: hash(6),
            barredUntil: '2028-02-28',
            terminatedOn: '2026-02-28',
            terminatedBy: 'mu-leader',
          },
        },
      ]);
    given(applicationDecider, HISTORIES.OBJECTION)
      .when(command, contextOn('2026-02-28', { ...leader, absentDocuments: [hash(5)] }))
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/evidenceHash' }] });
  });
});

describe('a reconsideration', () => {
  const reconsider: ApplicationCommand = { type: 'reconsider', ...reasoned };
  const past = [...HISTORIES.JOINT_REVIEW, rejectedEvent('joint-review')];
  it('goes back to the step that rejected, without those who decided it', () => {
    given(applicationDecider, past)
      .when(reconsider, contextOn('2026-05-14', chair))
      .then([
        {
          type: 'application.reconsideration-opened',
          data: {
            returnsTo: 'JOINT_REVIEW',
            reopens: ['joint-review'],
            step: 'joint-review',
            rejection: decisionOf('joint-review'),
            excluded: ['judge-1', 'judge-2'],
            reasonHash: hash(6),
            due: countDue('2026-05-14', 10),
            openedOn: '2026-05-14',
            requestedBy: 'chair-1',
          },
        },
      ]);
  });
  it('opens the other track too when the rejection cut it short', () => {
    const rejected = [...HISTORIES.CONCURRENT_REVIEW, rejectedEvent('health-verification')];
    const { decision } = given(applicationDecider, rejected).when(reconsider, contextOn('2026-05-11', chair));
    expect(decision).toMatchObject({
      events: [{ data: { returnsTo: 'CONCURRENT_REVIEW', reopens: ['municipal-review', 'health-verification'] } }],
    });
  });
  it('is offered by the view, and by no task, until its last day', () => {
    expect(viewAfter(past).rejection).toMatchObject({ step: 'joint-review', reconsiderBy: { dueOn: '2026-05-14' } });
    expect(tasksAfter(past)).toEqual([]);
  });
  it('ends in a rejection that is final, or goes on', () => {
    const opened = [...past, reconsideredEvent('joint-review', 'JOINT_REVIEW')];
    const again = (outcome: 'passed' | 'rejected'): ApplicationCommand => ({
      type: 'advance',
      step: 'joint-review',
      outcome,
      decision: decisionOf('joint-review', 2),
      decidedOn: '2026-05-20',
    });
    given(applicationDecider, opened).when(again('passed'), contextOn('2026-05-20')).thenTypes('application.proposed');
    const final = given(applicationDecider, opened).when(again('rejected'), contextOn('2026-05-20'));
    expect(final.decision).toMatchObject({ events: [{ data: { reconsiderBy: null, reasonCode: 'OTHER' } }] });
    expect(viewOfApplication(final.state, head)).toMatchObject({
      status: 'REJECTED',
      rejection: { reconsiderBy: null },
    });
    const first: ApplicationCommand = {
      type: 'advance',
      step: 'joint-review',
      outcome: 'rejected',
      decision: decisionOf('joint-review'),
      decidedOn: '2026-05-08',
    };
    given(applicationDecider, opened).when(first, contextOn('2026-05-20')).then([]);
  });
  it('can be asked for five working days from the day on which the rejection is told', () => {
    const finalDue = countDue('2026-04-01', 30);
    const overdue: ApplicationCommand = {
      type: 'advance',
      step: 'inspection',
      outcome: 'rejected',
      decision: decisionOf('inspection'),
      decidedOn: '2026-04-01',
    };
    expect(finalDue.dueOn).toBe('2026-05-18');
    const told = given(applicationDecider, HISTORIES.RECTIFICATION).when(overdue, contextOn('2026-05-19'));
    expect(told.state.rejection).toMatchObject({ from: 'RECTIFICATION', reconsiderBy: countDue('2026-05-19', 5) });
    const opened = given({ ...applicationDecider, initial: told.state }).when(
      reconsider,
      contextOn('2026-05-26', chair),
    );
    expect(opened.state.status).toBe('INSPECTION_PENDING');
  });
  it('has no window for a rejection of an earlier time', () => {
    const rejected = rejectedEvent('joint-review');
    if (rejected.type !== 'application.rejected') throw new Error('not a rejection');
    const { step, decision, decidedOn, reasonCode } = rejected.data;
    const old: ApplicationEvent = { type: 'application.rejected', data: { step, decision, decidedOn, reasonCode } };
    given(applicationDecider, [...HISTORIES.JOINT_REVIEW, old])
      .when(reconsider, contextOn('2026-05-11', chair))
      .thenRefused('G-STATE');
  });
});

describe('a rectification', () => {
  const past = HISTORIES.RECTIFICATION;
  const evidence = (...items: string[]): ApplicationCommand => ({
    type: 'rectification',
    evidence: items.map((item) => ({ item, hash: hash(4) })),
  });
  const extend: ApplicationCommand = { type: 'rectification-extension', ...reasoned };
  it('names every item that has no evidence, and every one that nobody asked about', () => {
    given(applicationDecider, past)
      .when(evidence('F10-01', 'F10-09'), contextOn('2026-04-10'))
      .then({
        refused: [
          { rule: 'G-MALFORMED', pointer: '/evidence' },
          { rule: 'G-MALFORMED', pointer: '/evidence/1/item' },
        ],
      });
  });
  it('is extended once, to the last day there can be', () => {
    const { state, decision } = given(applicationDecider, past).when(extend, contextOn('2026-04-20', leader));
    const finalDue = countDue('2026-04-01', 30);
    expect(decision).toMatchObject({
      events: [{ type: 'application.rectification-extended', data: { due: finalDue, extendedBy: 'mu-leader' } }],
    });
    expect(viewOfApplication(state, head).rectification).toMatchObject({ due: finalDue, extended: true });
    given({ ...applicationDecider, initial: state })
      .when(extend, contextOn('2026-04-21', leader))
      .thenRefused('G-STATE');
  });
  it('is not extended without a reason, nor after its last day', () => {
    given(applicationDecider, past)
      .when({ ...extend, reasonText: '太短' }, contextOn('2026-04-20', leader))
      .thenRefused('R-PROC-06');
    given(applicationDecider, past).when(extend, contextOn('2026-05-19', leader)).thenRefused('G-TOO-LATE');
    given(applicationDecider, past)
      .when(evidence('F10-01', 'CLASS-3'), contextOn('2026-05-19'))
      .thenRefused('G-TOO-LATE');
  });
  it('leads to a second visit, which passes or rejects', () => {
    const { state } = given(applicationDecider, past).when(evidence('F10-01', 'CLASS-3'), contextOn('2026-04-10'));
    expect(state).toMatchObject({ status: 'INSPECTION_PENDING', rectification: null });
    const second = (outcome: 'passed' | 'rejected' | 'rectification'): ApplicationCommand => ({
      type: 'advance',
      step: 'inspection',
      outcome,
      decision: decisionOf('inspection', 2),
      decidedOn: '2026-04-20',
      due: countDue('2026-04-20', 15),
      failedItems: ['F10-01'],
    });
    const visit = given({ ...applicationDecider, initial: state });
    visit.when(second('rectification'), contextOn('2026-04-20')).thenRefused('G-STATE');
    visit.when(second('rejected'), contextOn('2026-04-20')).thenTypes('application.rejected');
    visit
      .when(second('passed'), contextOn('2026-04-20'))
      .thenTypes('application.inspected', 'application.joint-review-opened');
  });
  it('asks for a due date', () => {
    given(applicationDecider, HISTORIES.INSPECTION_PENDING)
      .when(
        {
          type: 'advance',
          step: 'inspection',
          outcome: 'rectification',
          decision: decisionOf('inspection'),
          decidedOn: '2026-04-01',
          failedItems: ['F10-01'],
        },
        contextOn('2026-04-01'),
      )
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/due' }] });
  });
});

describe('a deferral', () => {
  it('lasts 12 months and can come again', () => {
    const resume: ApplicationCommand = { type: 'resume', reasonHash: null };
    const { state } = given(applicationDecider, HISTORIES.DEFERRED).when(resume, contextOn('2027-05-08', leader));
    expect(state).toMatchObject({ status: 'JOINT_REVIEW', deferral: null });
    given({ ...applicationDecider, initial: state })
      .when(
        {
          type: 'advance',
          step: 'joint-review',
          outcome: 'deferred',
          decision: decisionOf('joint-review', 2),
          decidedOn: '2027-05-10',
        },
        contextOn('2027-05-10'),
      )
      .then([
        {
          type: 'application.deferred',
          data: {
            step: 'joint-review',
            decision: decisionOf('joint-review', 2),
            decidedOn: '2027-05-10',
            reasonCode: null,
            until: '2028-05-10',
          },
        },
      ]);
  });
});

describe('the inbox', () => {
  it('asks the handler for a corrected version, then the chair to hand it in, by the same day', () => {
    expect(tasksAfter(formal)).toEqual([`GU_HANDLER plan-versions 2026-03-18 ${E01.unionUscc}`]);
    expect(tasksAfter([...formal, sealedEvent(2, {})])).toEqual([`GU_CHAIR resubmission 2026-03-18 ${E01.unionUscc}`]);
  });
  it('asks nobody while the committee sits on it, and the handler again when it declined', () => {
    const changed = [...formal, sealedEvent(2, { needsResolution: true })];
    expect(tasksAfter(changed)).toEqual([]);
    expect(tasksAfter([...changed, resolvedEvent(2)])).toEqual([`GU_CHAIR resubmission 2026-03-18 ${E01.unionUscc}`]);
    const declined: ApplicationEvent = {
      type: 'application.committee-declined',
      data: { planHash: hash(2), rule: 'R-COM-02', decision: { subject: 'meeting/2', sequence: 4 } },
    };
    expect(tasksAfter([...changed, declined])).toEqual([`GU_HANDLER plan-versions 2026-03-18 ${E01.unionUscc}`]);
  });
  it('asks the handler again when the new version corrects nothing', () => {
    expect(tasksAfter([...formal, sealedEvent(2, { changedItems: [] })])).toEqual([
      `GU_HANDLER plan-versions 2026-03-18 ${E01.unionUscc}`,
    ]);
  });
  it('shows an overdue rectification to the municipal leader', () => {
    const rang: ApplicationEvent = {
      type: 'application.alarmed',
      data: { kind: 'escalate', level: 1, on: '2026-04-23' },
    };
    const { dueOn } = countDue('2026-04-01', 15);
    expect(tasksAfter(HISTORIES.RECTIFICATION)).toEqual([`GU_HANDLER rectification ${dueOn} ${E01.unionUscc}`]);
    expect(tasksAfter([...HISTORIES.RECTIFICATION, rang])).toEqual([
      `GU_HANDLER rectification ${dueOn} ${E01.unionUscc}`,
      `MU_LEADER attention ${dueOn} 5101`,
    ]);
  });
  it('asks the municipal leader to take up a deferred case', () => {
    expect(tasksAfter(HISTORIES.DEFERRED)).toEqual(['MU_LEADER resumption 2027-05-08 5101']);
    expect(tasksAfter(HISTORIES.LAPSED)).toEqual([]);
  });
  it('forgets reminders when the case goes on', () => {
    const rang: ApplicationEvent = {
      type: 'application.alarmed',
      data: { kind: 'remind', level: 0, on: '2026-03-16' },
    };
    expect(tasksOfApplication(stateAfter([...formal, rang]), head)).toMatchObject([{ reminded: true, escalation: 0 }]);
    const next = [...formal, rang, ...correctedOnce('formal-check', 'SUBMITTED', 1).slice(1)];
    expect(stateAfter(next)).toMatchObject({ reminded: false, settledSinceChange: 0 });
  });
  it('asks nobody in a case that has ended in the middle of something', () => {
    const ended: ApplicationEvent = {
      type: 'application.withdrawn',
      data: { reasonHash: null, withdrawnOn: '2026-03-05', withdrawnBy: 'chair-1' },
    };
    for (const past of [formal, HISTORIES.RECTIFICATION, [...HISTORIES.JOINT_REVIEW, deferredEvent]]) {
      expect(tasksAfter([...past, ended])).toEqual([]);
    }
  });
  it('refuses an alarm of the wrong level', () => {
    given(applicationDecider, formal)
      .when({ type: 'alarm', kind: 'remind', level: 1, on: '2026-03-16' }, contextOn('2026-03-16'))
      .thenRefused('G-MALFORMED');
  });
});

it('shows how a rectification and a rejection stand', () => {
  expect(viewAfter([...HISTORIES.INSPECTION_PENDING, rectificationEvent()])).toMatchObject({
    status: 'RECTIFICATION',
    rectification: { failedItems: ['F10-01', 'CLASS-3'], extended: false },
  });
  expect(viewAfter([...HISTORIES.CONCURRENT_REVIEW, rejectedEvent('health-verification')]).tracks).toEqual({
    municipal: 'NONE',
    health: 'REJECTED',
  });
});
