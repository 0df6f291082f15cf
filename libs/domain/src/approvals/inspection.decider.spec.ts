import { describe, expect, it } from '@jest/globals';
import type { Actor, InspectionItemCode, PriorAct, ReportInspection } from '#libs/contracts';
import { VETO_ITEMS } from '#libs/policy';
import { given } from '#libs/testing';
import { buildDue, buildFacts, buildListing, buildOpening, hash, human, on } from './case-builders.js';
import type { InspectionEvent } from './inspection-state.js';
import { inspectionDecider, type InspectionCommand } from './inspection.decider.js';

const TODAY = '2026-04-17';
const lead = human('inspector-union', { role: 'INSPECTOR', body: 'union' });
const companion = human('inspector-health', { role: 'INSPECTOR', body: 'health' });
const SHEET = hash('6');
const REASON = { reasonCode: 'SAFETY', reasonText: '疏散通道被占用，消防证明过期' } as const;
const body = { ...buildOpening(), facts: buildFacts(), visitDue: buildDue(TODAY, '2026-04-02', 10) };
const opened = (priorActs: PriorAct[] = []): InspectionEvent => ({
  type: 'inspection.opened',
  data: { ...body, priorActs, openedOn: '2026-04-02' },
});
const visited: InspectionEvent = {
  type: 'inspection.visited',
  data: { visitedOn: TODAY, lead: lead.id, leadBody: 'union', companion: companion.id },
};
const reported = (change: object = {}): InspectionEvent => ({
  type: 'inspection.reported',
  data: {
    sheetHash: SHEET,
    outcome: 'pass',
    reasonCode: null,
    reasonHash: null,
    classes: PLANNED,
    failedItems: [],
    reportedOn: TODAY,
    reportedBy: lead.id,
    ...change,
  },
});
const visit = (change: object = {}): InspectionCommand => ({
  type: 'record-visit',
  body: { visitedOn: TODAY, companion: companion.id, ...change },
});
type Sheet = ReportInspection['sheet'];
const PLANNED: Sheet['classes'] = buildFacts().classes.map(({ kind, children, carers }) => ({
  kind,
  children,
  carers,
}));
/** A complete sheet on which everything conforms. */
const sheet = (change: Partial<Sheet> = {}): Sheet => ({
  classes: PLANNED,
  items: VETO_ITEMS.map((code) => ({ code, finding: 'conforms' })),
  photos: [],
  ...change,
});
/** The same with one item found otherwise. */
const sheetWith = (code: InspectionItemCode, finding: Sheet['items'][number]['finding']): Sheet =>
  sheet({ items: [...sheet().items.filter((item) => item.code !== code), { code, finding }] });
/** The same with another last class, of the kind SENIOR. */
const found = (children: number, carers: number): Sheet =>
  sheet({ classes: [...PLANNED.slice(0, -1), { kind: 'SENIOR', children, carers }] });
const report = (change: Partial<ReportInspection> = {}): InspectionCommand => ({
  type: 'report',
  sheetHash: SHEET,
  reasonHash: null,
  body: { outcome: 'pass', sheet: sheet(), ...change },
});
const sign: InspectionCommand = { type: 'sign', body: { sheetHash: SHEET } };
const when = (command: InspectionCommand, actor: Actor, past: InspectionEvent[]) =>
  given(inspectionDecider, past).when(command, on(TODAY, actor));

describe('the visit', () => {
  it('makes whoever records it the lead', () => {
    given(inspectionDecider).when({ type: 'open', body }, on('2026-04-02')).then([opened()]);
    when({ type: 'open', body }, lead, [opened()]).thenRefused('G-STATE');
    when(visit(), lead, [opened()]).then([visited]);
    when(visit(), lead, []).thenRefused('G-STATE');
  });

  it('needs an inspector of a body, and two people', () => {
    when(visit(), human('x', { role: 'INSPECTOR' }), [opened()]).thenRefused('G-FORBIDDEN');
    when(visit(), human('x', { role: 'MU_LEADER' }), [opened()]).thenRefused('G-FORBIDDEN');
    when(visit({ companion: lead.id }), lead, [opened()]).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/companion' }],
    });
  });

  it('is neither in the future nor before the inspection was opened', () => {
    when(visit({ visitedOn: '2026-04-18' }), lead, [opened()]).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/visitedOn' }],
    });
    when(visit({ visitedOn: '2026-04-01' }), lead, [opened()]).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/visitedOn' }],
    });
  });

  it('excludes inspectors who belong to the applicant (R-PROC-04)', () => {
    const own = human(
      'x',
      { role: 'INSPECTOR', body: 'union' },
      { role: 'GU_AUDIT', organisation: buildListing().unionUscc },
    );
    when(visit(), own, [opened()]).thenRefused('R-PROC-04');
    when(visit(), lead, [opened([{ level: 'grassroots', duty: 'committee-vote', actor: lead.id }])]).thenRefused(
      'R-PROC-04',
    );
  });

  it('lets the lead name another companion, and nothing else', () => {
    expect(when(visit({ companion: 'other' }), lead, [opened(), visited, reported()]).state).toMatchObject({
      status: 'REPORTED',
      visit: { companion: 'other' },
    });
    when(visit({ visitedOn: '2026-04-16' }), lead, [opened(), visited]).thenRefused('G-MALFORMED');
    when(visit(), companion, [opened(), visited]).thenRefused('G-STATE');
  });
});

describe('the report', () => {
  const past = [opened(), visited];

  it('keeps the hash of the sheet, the classes as found and the failed items', () => {
    when(report(), lead, past).then([reported()]);
    const failing = report({ sheet: sheetWith('fee-notice', 'fails') });
    expect(when(failing, lead, past).decision).toMatchObject({ events: [{ data: { failedItems: ['fee-notice'] } }] });
  });

  it.each(VETO_ITEMS)('cannot pass unless the veto item %s conforms', (code) => {
    const refused = [{ rule: 'G-MALFORMED', pointer: `/sheet/items/${VETO_ITEMS.length - 1}/finding` }];
    when(report({ sheet: sheetWith(code, 'fails') }), lead, past).then({ refused });
    when(report({ sheet: sheetWith(code, 'not-applicable') }), lead, past).then({ refused });
  });

  it('names every veto item, whatever its outcome', () => {
    const without = sheet({ items: sheet().items.filter(({ code }) => code !== 'exits') });
    const missing = { refused: [{ rule: 'G-MALFORMED', pointer: '/sheet/items' }] };
    when(report({ sheet: without }), lead, past).then(missing);
    when(report({ outcome: 'reject', sheet: without, ...REASON }), lead, past).then(missing);
  });

  it('names no item twice', () => {
    const twice = sheet({ items: [...sheet().items, { code: 'exits', finding: 'fails' }] });
    when(report({ outcome: 'reject', sheet: twice, ...REASON }), lead, past).then({
      refused: [{ rule: 'G-MALFORMED', pointer: `/sheet/items/${VETO_ITEMS.length}/code` }],
    });
  });

  it('tells of every class of the plan, kind by kind', () => {
    const otherKinds = [...PLANNED.slice(1), { kind: 'SENIOR' as const, children: 1, carers: 1 }];
    when(report({ sheet: sheet({ classes: PLANNED.slice(1) }) }), lead, past).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/sheet/classes' }],
    });
    when(report({ outcome: 'reject', sheet: sheet({ classes: otherKinds }), ...REASON }), lead, past).thenRefused(
      'G-MALFORMED',
      'G-MALFORMED',
    );
  });

  it('cannot pass while a class as found breaks R-CAP-01 or R-CAP-02', () => {
    when(report({ sheet: found(20, 2) }), lead, past).then({
      refused: [{ rule: 'R-CAP-02', pointer: '/sheet/classes/2/carers', params: { need: 3 } }],
    });
    when(report({ sheet: found(21, 4) }), lead, past).thenRefused('R-CAP-01');
  });

  it('refuses photos that were never uploaded', () => {
    const photos = [{ hash: hash('d'), fileName: '门口.jpg' }];
    given(inspectionDecider, past)
      .when(report({ sheet: sheet({ photos }) }), { ...on(TODAY, lead), absentDocuments: [hash('d')] })
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/sheet/photos/0/hash' }] });
  });

  it('may reject with a reason (R-PROC-06)', () => {
    const failing = sheetWith('exits', 'fails');
    when(report({ outcome: 'reject', sheet: failing }), lead, past).thenRefused('R-PROC-06', 'R-PROC-06');
    when(report({ outcome: 'reject', sheet: failing, ...REASON }), lead, past).thenTypes('inspection.reported');
  });

  it('is the lead’s own, and comes after the visit', () => {
    when(report(), companion, past).thenRefused('G-FORBIDDEN');
    when(report(), human(lead.id), past).thenRefused('G-FORBIDDEN');
    when(report(), lead, [opened()]).thenRefused('G-STATE');
  });

  it('may be replaced until the companion has signed', () => {
    expect(
      when({ ...report(), sheetHash: hash('8') } as InspectionCommand, lead, [...past, reported()]).state,
    ).toMatchObject({
      sheetHash: hash('8'),
    });
  });
});

describe('the second signature', () => {
  const past = [opened(), visited, reported()];

  it('completes the inspection with the lead’s outcome', () => {
    when(sign, companion, past).then([
      {
        type: 'inspection.completed',
        data: {
          outcome: 'passed',
          reasonCode: null,
          sheetHash: SHEET,
          completedOn: TODAY,
          inspectors: [lead.id, companion.id],
        },
      },
    ]);
    const rejected = reported({ outcome: 'reject', reasonCode: 'SAFETY', reasonHash: hash('4') });
    expect(when(sign, companion, [opened(), visited, rejected]).state).toMatchObject({ status: 'FAILED' });
  });

  it('is the companion’s, and of the other body', () => {
    when(sign, lead, past).thenRefused('G-FORBIDDEN');
    when(sign, human('x', { role: 'INSPECTOR', body: 'health' }), past).thenRefused('G-FORBIDDEN');
    when(sign, human(companion.id, { role: 'INSPECTOR', body: 'union' }), past).thenRefused('G-FORBIDDEN');
  });

  it('is for the sheet he has read', () => {
    when({ type: 'sign', body: { sheetHash: hash('0') } }, companion, past).then({
      refused: [{ rule: 'R-PROC-07', pointer: '/sheetHash' }],
    });
  });

  it('excludes a companion with a conflict (R-PROC-04)', () => {
    const acted = opened([{ level: 'grassroots', duty: 'committee-vote', actor: companion.id }]);
    when(sign, companion, [acted, visited, reported()]).thenRefused('R-PROC-04');
  });

  it('comes after the report, once', () => {
    when(sign, companion, [opened(), visited]).thenRefused('G-STATE');
    const { decision } = when(sign, companion, past);
    const done = [...past, ...(decision.kind === 'accepted' ? decision.events : [])];
    when(sign, companion, done).thenRefused('G-STATE');
    when(report(), lead, done).thenRefused('G-STATE');
    when(visit(), lead, done).thenRefused('G-STATE');
  });
});

describe('deadlines and closure of an inspection', () => {
  const due: InspectionCommand = { type: 'set-report-due', body: { reportDue: buildDue('2026-04-22', TODAY, 3) } };

  it('is told when the report is due, also when it is there already', () => {
    when(due, lead, [opened()]).thenRefused('G-STATE');
    expect(when(due, lead, [opened(), visited]).state).toMatchObject({ reportDue: { dueOn: '2026-04-22' } });
    const { decision } = when(sign, companion, [opened(), visited, reported()]);
    const done = [opened(), visited, reported(), ...(decision.kind === 'accepted' ? decision.events : [])];
    expect(when(due, lead, done).state).toMatchObject({ status: 'PASSED', reportDue: { dueOn: '2026-04-22' } });
  });

  it('starts its alarms anew once the visit is over', () => {
    const late: InspectionEvent = { type: 'inspection.alarmed', data: { kind: 'escalate', level: 2, on: TODAY } };
    expect(given(inspectionDecider, [opened(), late]).state).toMatchObject({ escalation: 2 });
    expect(given(inspectionDecider, [opened(), late, visited]).state).toMatchObject({ escalation: 0 });
  });

  it('is alarmed and closed only while it is open', () => {
    const alarm: InspectionCommand = { type: 'alarm', body: { kind: 'remind', level: 0, on: TODAY } };
    const close: InspectionCommand = { type: 'close', body: { why: 'case-ended' } };
    expect(when(alarm, lead, [opened()]).state).toMatchObject({ reminded: true });
    when(close, lead, [opened(), visited]).thenTypes('inspection.closed');
    const closed: InspectionEvent[] = [opened(), { type: 'inspection.closed', data: { why: 'case-ended' } }];
    when(alarm, lead, closed).thenRefused('G-STATE');
    when(close, lead, closed).thenRefused('G-STATE');
    when(visit(), lead, closed).thenRefused('G-STATE');
  });
});
