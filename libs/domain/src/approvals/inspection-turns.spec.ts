import { describe, expect, it } from '@jest/globals';
import type { Actor, InspectionItemCode, ReportInspection } from '#libs/contracts';
import { VETO_ITEMS, renderRule } from '#libs/policy';
import { given } from '#libs/testing';
import { buildDue, buildFacts, buildOpening, hash, human, on } from './case-builders.js';
import type { InspectionEvent } from './inspection-state.js';
import { inspectionDecider, type InspectionCommand } from './inspection.decider.js';

const TODAY = '2026-05-14';
const lead = human('inspector-union-1', { role: 'INSPECTOR', body: 'union' });
const companion = human('inspector-health-1', { role: 'INSPECTOR', body: 'health' });
const REASON = { reasonCode: 'CAPACITY', reasonText: '托大班保育人员配备不足，须限期整改' } as const;

interface Opening {
  readonly round?: number;
  readonly rectified?: InspectionItemCode[];
  readonly excluded?: string[];
}
const opened = (more: Opening = {}): InspectionEvent => ({
  type: 'inspection.opened',
  data: {
    ...buildOpening(),
    ...more,
    facts: buildFacts(),
    visitDue: buildDue('2026-05-15', '2026-04-29', 10),
    openedOn: '2026-05-11',
  },
});
const visited: InspectionEvent = {
  type: 'inspection.visited',
  data: { visitedOn: TODAY, lead: lead.id, leadBody: 'union', companion: companion.id },
};
type Sheet = ReportInspection['sheet'];
type Item = Sheet['items'][number];
/** The classes of the plan, with this many carers for the 20 children of the senior class; everything else conforms. */
const found = (carers: number, ...otherwise: readonly Item[]): Sheet => ({
  classes: buildFacts().classes.map(({ kind, children, ...planned }) => ({
    kind,
    children,
    carers: kind === 'SENIOR' ? carers : planned.carers,
  })),
  items: [
    ...VETO_ITEMS.filter((code) => !otherwise.some((item) => item.code === code)).map((code): Item => ({
      code,
      finding: 'conforms',
    })),
    ...otherwise,
  ],
  photos: [],
});
const report = (outcome: ReportInspection['outcome'], sheet: Sheet, change: object = {}): InspectionCommand => ({
  type: 'report',
  sheetHash: hash('6'),
  reasonHash: outcome === 'pass' ? null : hash('7'),
  body: { outcome, sheet, ...(outcome === 'pass' ? {} : REASON), ...change },
});
const SIGN: InspectionCommand = { type: 'sign', body: { sheetHash: hash('6') } };
const when = (past: readonly InspectionEvent[], command: InspectionCommand, actor: Actor = lead, today = TODAY) =>
  given(inspectionDecider, past).when(command, on(today, actor));
const leader = human('mu-leader-1', { role: 'MU_LEADER', unit: '5101' });
const CONFIRM: InspectionCommand = {
  type: 'decide-failure',
  reasonHash: null,
  body: { outcome: 'confirm', sheetHash: hash('6') },
};
/** Everything that happens when these say these things one after another; each must be accepted. */
const after = (past: readonly InspectionEvent[], ...said: readonly (readonly [InspectionCommand, Actor])[]) =>
  said.reduce<readonly InspectionEvent[]>((events, [command, actor]) => {
    const { decision } = when(events, command, actor);
    expect(decision).toMatchObject({ kind: 'accepted' });
    return decision.kind === 'accepted' ? [...events, ...decision.events] : events;
  }, past);
const outcomeOf = (past: readonly InspectionEvent[], command: InspectionCommand): unknown => {
  const reported = when(past, command).decision;
  expect(reported).toMatchObject({ kind: 'accepted' });
  const events = reported.kind === 'accepted' ? [...past, ...reported.events] : [];
  const { decision } = when(events, SIGN, companion);
  return decision.kind === 'accepted' ? decision.events[0]?.data : decision;
};

describe('an inspection that asks for rectification', () => {
  it('finds 20 senior children with 2 carers, of whom 3 are needed (AT-04, R-CAP-02)', () => {
    const { decision } = when([opened(), visited], report('pass', found(2)));
    expect(decision).toMatchObject({
      kind: 'refused',
      refusals: [{ rule: 'R-CAP-02', pointer: '/sheet/classes/2/carers', params: { class: 'SENIOR', c: 2, need: 3 } }],
    });
    expect(renderRule('R-CAP-02', { class: 'SENIOR', c: 2, need: 3 }).zh).toContain('至少需要3人');
    const rectify = when([opened(), visited], report('rectify', found(2)));
    expect(rectify.decision).toMatchObject({ kind: 'accepted', notes: [{ rule: 'R-CAP-02', params: { need: 3 } }] });
    expect(outcomeOf([opened(), visited], report('rectify', found(2)))).toMatchObject({
      outcome: 'rectification',
      failedItems: ['ratio'],
      reasonCode: 'CAPACITY',
      inspectors: [lead.id, companion.id],
    });
  });

  it('names every item that fails, those of the classes from their numbers', () => {
    const sheet = found(2, { code: 'cctv', finding: 'fails' }, { code: 'guard', finding: 'fails' });
    expect(outcomeOf([opened(), visited], report('rectify', sheet))).toMatchObject({
      failedItems: ['ratio', 'cctv', 'guard'],
    });
  });

  it('needs an item that fails, and a reason (R-PROC-06)', () => {
    when([opened(), visited], report('rectify', found(3))).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/sheet/items' }],
    });
    when([opened(), visited], report('rectify', found(2), { reasonText: '不足' })).then({
      refused: [{ rule: 'R-PROC-06', pointer: '/reasonText' }],
    });
  });

  it('is over: nothing moves it, the second visit is another inspection', () => {
    const past = [opened(), visited];
    const reported = when(past, report('rectify', found(2))).decision;
    const events = reported.kind === 'accepted' ? [...past, ...reported.events] : past;
    const signed = when(events, SIGN, companion).decision;
    const done = signed.kind === 'accepted' ? [...events, ...signed.events] : events;
    expect(given(inspectionDecider, done).state).toMatchObject({ status: 'RECTIFICATION', failedItems: ['ratio'] });
    when(done, report('pass', found(3))).thenRefused('G-STATE');
    when(done, { type: 'close', body: { why: 'withdrawn' } }).thenRefused('G-STATE');
  });
});

describe('the visit after a rectification', () => {
  const again = (...rectified: InspectionItemCode[]): InspectionEvent[] => [opened({ round: 2, rectified }), visited];

  it('passes with 3 carers for the 20 children (AT-04)', () => {
    expect(outcomeOf(again('ratio'), report('pass', found(3)))).toMatchObject({ outcome: 'passed' });
  });

  it('cannot ask for rectification once more: with 2 carers again it fails (AT-04)', () => {
    when(again('ratio'), report('rectify', found(2))).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/outcome' }] });
    when(again('ratio'), report('pass', found(2))).thenRefused('R-CAP-02');
    const failed = after(again('ratio'), [report('fail', found(2)), lead], [SIGN, companion], [CONFIRM, leader]);
    expect(failed.at(-1)).toMatchObject({
      type: 'inspection.completed',
      data: { outcome: 'rejected', reasonCode: 'CAPACITY', failedItems: ['ratio'], confirmedBy: leader.id },
    });
  });

  it('looks at every item that was to be put right, veto or not', () => {
    when(again('guard'), report('pass', found(3))).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/sheet/items' }],
    });
    when(again('guard'), report('pass', found(3, { code: 'guard', finding: 'fails' }))).thenRefused('G-MALFORMED');
    expect(outcomeOf(again('guard'), report('pass', found(3, { code: 'guard', finding: 'conforms' })))).toMatchObject({
      outcome: 'passed',
    });
    when([opened(), visited], report('pass', found(3, { code: 'guard', finding: 'fails' }))).thenTypes(
      'inspection.reported',
    );
  });

  it('may be made by the same two inspectors, but not when it reconsiders their decision (R-PROC-04)', () => {
    const visit: InspectionCommand = { type: 'record-visit', body: { visitedOn: TODAY, companion: companion.id } };
    when([opened({ round: 2, rectified: ['ratio'] })], visit).thenTypes('inspection.visited');
    when([opened({ round: 2, excluded: [lead.id, companion.id] })], visit).thenRefused('R-PROC-04');
    const other = human('inspector-union-2', { role: 'INSPECTOR', body: 'union' });
    const reported = [
      opened({ round: 2, excluded: [companion.id] }),
      { ...visited, data: { ...visited.data, lead: other.id } },
    ];
    const events = when(reported, report('pass', found(3)), other).decision;
    when(events.kind === 'accepted' ? [...reported, ...events.events] : [], SIGN, companion).thenRefused('R-PROC-04');
  });
});

describe('a site that fails', () => {
  const failed = (): readonly InspectionEvent[] =>
    after([opened(), visited], [report('fail', found(2)), lead], [SIGN, companion]);
  const sendBack = (reasonText = '现场情况与核查表记录不一致，请复核'): InspectionCommand => ({
    type: 'decide-failure',
    reasonHash: hash('8'),
    body: { outcome: 'send-back', sheetHash: hash('6'), reasonCode: 'OTHER', reasonText },
  });

  it('is rejected by the municipal leader, after both inspectors (domain.md §8.1)', () => {
    expect(given(inspectionDecider, failed()).state).toMatchObject({ status: 'FAILED' });
    expect(failed().map(({ type }) => type)).not.toContain('inspection.completed');
    when(failed(), CONFIRM, leader).then([
      {
        type: 'inspection.completed',
        data: {
          outcome: 'rejected',
          failedItems: ['ratio'],
          reasonCode: 'CAPACITY',
          sheetHash: hash('6'),
          completedOn: TODAY,
          inspectors: [lead.id, companion.id],
          confirmedBy: leader.id,
        },
      },
    ]);
  });

  it('is nobody else’s to reject, and not of a leader who belongs to the applicant (R-PROC-04)', () => {
    when(failed(), CONFIRM, lead).thenRefused('G-FORBIDDEN');
    const member = human('mu-leader-2', { role: 'MU_LEADER', unit: '5101' });
    const past = failed().map((event): InspectionEvent =>
      event.type === 'inspection.opened'
        ? {
            ...event,
            data: { ...event.data, priorActs: [{ level: 'grassroots', duty: 'committee-vote', actor: member.id }] },
          }
        : event,
    );
    when(past, CONFIRM, member).thenRefused('R-PROC-04');
  });

  it('is decided on the sheet that both signed (R-PROC-07), once', () => {
    const other: InspectionCommand = {
      type: 'decide-failure',
      reasonHash: null,
      body: { outcome: 'confirm', sheetHash: hash('0') },
    };
    when(failed(), other, leader).then({ refused: [{ rule: 'R-PROC-07', pointer: '/sheetHash' }] });
    when([opened(), visited], CONFIRM, leader).thenRefused('G-STATE');
    when(after(failed(), [CONFIRM, leader]), CONFIRM, leader).thenRefused('G-STATE');
  });

  it('waits for the leader: nothing is reported, visited or signed meanwhile', () => {
    when(failed(), report('pass', found(3))).thenRefused('G-STATE');
    when(failed(), SIGN, companion).thenRefused('G-STATE');
    when(failed(), { type: 'record-visit', body: { visitedOn: TODAY, companion: companion.id } }).thenRefused(
      'G-STATE',
    );
    when(failed(), { type: 'close', body: { why: 'withdrawn' } }).thenTypes('inspection.closed');
  });

  it('is looked at again when the leader says why (R-PROC-06), and may pass then', () => {
    when(failed(), sendBack('重看'), leader).then({ refused: [{ rule: 'R-PROC-06', pointer: '/reasonText' }] });
    const again = after(failed(), [sendBack(), leader]);
    expect(given(inspectionDecider, again).state).toMatchObject({ status: 'VISITED', sheetHash: null, outcome: null });
    when(again, SIGN, companion).thenRefused('G-STATE');
    const passed = after(again, [report('pass', found(3)), lead], [SIGN, companion]);
    expect(passed.at(-1)).toMatchObject({ type: 'inspection.completed', data: { outcome: 'passed' } });
  });
});

describe('a visit that is put off', () => {
  const postpone = (reasonText = '园所所在片区道路施工，无法到场核查'): InspectionCommand => ({
    type: 'postpone-visit',
    body: { reasonCode: 'OTHER', reasonText },
    reasonHash: hash('7'),
  });
  const postponed: InspectionEvent = {
    type: 'inspection.visit-postponed',
    data: { reasonCode: 'OTHER', reasonHash: hash('7'), postponedBy: lead.id, postponedOn: TODAY },
  };
  const visitDue = buildDue('2026-05-28', TODAY, 10);
  const setDue: InspectionCommand = { type: 'set-visit-due', body: { visitDue } };

  it('is put off once, with a reason (R-PROC-06), by an inspector', () => {
    when([opened()], postpone()).then([postponed]);
    when([opened()], postpone('施工')).then({ refused: [{ rule: 'R-PROC-06', pointer: '/reasonText' }] });
    when([opened()], postpone(), human('x', { role: 'MU_LEADER', unit: '5101' })).thenRefused('G-FORBIDDEN');
    when([opened(), postponed], postpone()).thenRefused('G-STATE');
    when([opened({ excluded: [lead.id] })], postpone()).thenRefused('R-PROC-04');
  });

  it('is not put off once it was made', () => {
    when([opened(), visited], postpone()).thenRefused('G-STATE');
  });

  it('is due when the worker says, and alarms about the former date are over', () => {
    when([opened()], setDue).thenRefused('G-STATE');
    const alarmed: InspectionEvent = { type: 'inspection.alarmed', data: { kind: 'escalate', level: 2, on: TODAY } };
    expect(when([opened(), alarmed, postponed], setDue).state).toMatchObject({
      status: 'OPEN',
      visitDue,
      escalation: 0,
      reminded: false,
      postponedOn: TODAY,
    });
    expect(when([opened(), postponed, visited, alarmed], setDue).state).toMatchObject({
      status: 'VISITED',
      escalation: 2,
    });
  });
});
