import { describe, expect, it } from '@jest/globals';
import {
  type Actor,
  type ApplicationEvent,
  type Position,
  type RoleGrant,
  type ServicePlan,
  fold,
} from '#libs/contracts';
import { addWorkingDays, dueDateOf } from '#libs/calendar';
import { E01, attachmentRow, given, samplePlan } from '#libs/testing';
import { changedAt } from './application-evolution.js';
import type { ApplicationCommand, ApplicationContext } from './application-command.js';
import { applicationDecider } from './application.decider.js';
import { applicationClaim, caseNumber } from './draft-commands.js';
import { tasksOfApplication, viewOfApplication } from './application.projection.js';
import { employerUnionClaim } from './creation-checks.js';
import { planFacts } from './plan-checks.js';

const ID = '0193abcd-0000-8000-8000-000000000001';
const PLAN = '1'.repeat(64);
const OTHER_PLAN = '2'.repeat(64);
const RESOLUTION = '3'.repeat(64);
const DECLARATIONS = '4'.repeat(64);

const handlerOf = (organisation: string, unit: string): RoleGrant => ({ role: 'GU_HANDLER', organisation, unit });
const actorOf = (id: string, ...roles: RoleGrant[]): Actor => ({ id, kind: 'human', roles });
const handler = actorOf('handler-1', handlerOf(E01.unionUscc, E01.unit));
const countDue: ApplicationContext['countDue'] = (from, days) => dueDateOf(addWorkingDays(from, days));
const on = (today: string, changes: Partial<ApplicationContext> = {}): ApplicationContext => ({
  now: `${today}T09:00:00+08:00`,
  today,
  actor: handler,
  id: ID,
  claimTakenBy: null,
  employerUnion: null,
  barredUntil: null,
  countDue,
  returnedPlan: null,
  listedUnions: ['5101'],
  ...changes,
});
const at = (subject: string, sequence = 1): Position => ({ subject, sequence });

const create: Extract<ApplicationCommand, { type: 'create' }> = {
  type: 'create',
  employerUscc: E01.employerUscc,
  unionUscc: E01.unionUscc,
  managingUnit: E01.unit,
  siteUnit: E01.unit,
  siteAddress: E01.siteAddress,
  programmeYear: 2026,
};
const { type: _create, ...createdFields } = create;
const created: ApplicationEvent = {
  type: 'application.created',
  data: { ...createdFields, claim: applicationClaim(create), createdOn: '2026-02-02', createdBy: 'handler-1' },
};
const sealed = (changes: { number?: number; planHash?: string; missing?: string[] } = {}): ApplicationEvent => ({
  type: 'application.plan-sealed',
  data: {
    number: changes.number ?? 1,
    planHash: changes.planHash ?? PLAN,
    sealedOn: '2026-02-10',
    facts: planFacts(samplePlan(), E01.unit),
    warnings: [],
    missingAttachments: changes.missing ?? ['A04'],
  },
});
const resolved: ApplicationEvent = {
  type: 'application.resolution-recorded',
  data: {
    planHash: PLAN,
    resolutionHash: RESOLUTION,
    resolutionNo: '2026-1',
    decidedOn: '2026-02-20',
    decision: at('meeting/1', 12),
  },
};
const declined: ApplicationEvent = {
  type: 'application.committee-declined',
  data: { planHash: PLAN, rule: 'R-COM-02', decision: at('meeting/1', 9), notedOn: '2026-02-18' },
};
const submitted: ApplicationEvent = {
  type: 'application.submitted',
  data: {
    caseNo: 'TY2026-0193ABCD',
    planHash: PLAN,
    resolutionHash: RESOLUTION,
    declarationsHash: DECLARATIONS,
    submittedOn: '2026-03-02',
    submittedBy: 'chair-1',
  },
};
const seal = (plan: ServicePlan = samplePlan(), planHash = PLAN): ApplicationCommand => ({
  type: 'seal-plan',
  planHash,
  plan,
});
const submit = (changes: Partial<Extract<ApplicationCommand, { type: 'submit' }>> = {}): ApplicationCommand => ({
  type: 'submit',
  planHash: PLAN,
  declarationsHash: DECLARATIONS,
  declarations: {
    textVersion: '2026-1',
    truthful: true,
    responsibility: true,
    priceCommitment: true,
    consentToInspectionAndPublicity: true,
    eightProhibitions: ['EB-1', 'EB-2', 'EB-3', 'EB-4', 'EB-5', 'EB-6', 'EB-7', 'EB-8'],
  },
  ...changes,
});
const draft = [created];
const withPlan = [created, sealed()];
const decided = [created, sealed(), resolved];

describe('creating an application', () => {
  it('opens a draft with normalised codes and its claim', () => {
    given(applicationDecider)
      .when({ ...create, employerUscc: ' 12510104matx000186 ' }, on('2026-02-02'))
      .then([created]);
  });
  it.each([
    ['a credit code of the wrong length', { employerUscc: '1251' }, 'R-ID-01'],
    ['a wrong check character', { employerUscc: '12510104MATX000168' }, 'R-ID-02'],
    ['a union code that does not start with 81', { unionUscc: E01.employerUscc }, 'R-ID-04'],
    ['an unknown managing unit', { managingUnit: '510199' }, 'R-ORG-01'],
    ['the city as the unit of a site', { siteUnit: '5101' }, 'R-ORG-01'],
    ['last year', { programmeYear: 2025 }, 'G-MALFORMED'],
    ['the year after next', { programmeYear: 2028 }, 'G-MALFORMED'],
  ])('is refused for %s', (_what, changes, rule) => {
    const actor = actorOf('handler-1', ...handler.roles, handlerOf(E01.employerUscc, E01.unit));
    given(applicationDecider)
      .when({ ...create, ...changes }, on('2026-02-02', { actor }))
      .thenRefused(rule);
  });
  it('tells which programme years are open, and takes both', () => {
    given(applicationDecider)
      .when({ ...create, programmeYear: 2099 }, on('2026-12-31'))
      .then({
        refused: [{ rule: 'G-MALFORMED', pointer: '/programmeYear', params: { problem: 'must be 2026 or 2027' } }],
      });
    given(applicationDecider)
      .when({ ...create, programmeYear: 2027 }, on('2026-12-31'))
      .thenTypes('application.created');
  });
  it.each([
    ['names another unit', handlerOf(E01.unionUscc, '510106')],
    ['names no unit', { role: 'GU_HANDLER', organisation: E01.unionUscc } satisfies RoleGrant],
    ['is for another union', handlerOf('81510112MATX010290', E01.unit)],
    ['is another one', { ...handlerOf(E01.unionUscc, E01.unit), role: 'GU_CHAIR' } satisfies RoleGrant],
  ])('is refused for a managing unit when the office that the handler holds there %s (R-ORG-02)', (_what, grant) => {
    given(applicationDecider)
      .when(create, on('2026-02-02', { actor: actorOf('handler-1', grant) }))
      .then({ refused: [{ rule: 'R-ORG-02', pointer: '/managingUnit' }] });
  });
  it('is refused to a union other than the employer’s, which does not learn of its open case (R-ORG-05)', () => {
    given(applicationDecider)
      .when(create, on('2026-02-02', { employerUnion: '81510112MATX010290', claimTakenBy: 'TY2026-AAAAAAAA' }))
      .then({ refused: [{ rule: 'R-ORG-05', pointer: '/unionUscc' }] });
    given(applicationDecider)
      .when({ ...create, unionUscc: ' 81510104matx01010g' }, on('2026-02-02', { employerUnion: E01.unionUscc }))
      .then([created]);
  });
  it('binds an employer to its union under one value, however the codes are written', () => {
    const bound = { value: `union-of:${E01.employerUscc}`, owner: `union/${E01.unionUscc}` };
    expect(employerUnionClaim(create)).toEqual(bound);
    expect(employerUnionClaim({ ...create, employerUscc: ' 12510104matx000186 ' })).toEqual(bound);
  });
  it('is refused while another application holds the claim, and names it (R-ID-07)', () => {
    given(applicationDecider)
      .when(create, on('2026-02-02', { claimTakenBy: 'TY2026-AAAAAAAA' }))
      .then({ refused: [{ rule: 'R-ID-07', params: { caseNo: 'TY2026-AAAAAAAA' } }] });
  });
  it('is refused when the application is there already', () => {
    given(applicationDecider, draft).when(create, on('2026-02-03')).thenRefused('G-STATE');
  });
  it('claims one site however its address is spaced', () => {
    expect(applicationClaim({ ...create, siteAddress: '成都市 锦江区示例路１号' })).toBe(applicationClaim(create));
  });
});

describe('sealing a plan', () => {
  it('keeps the facts that rules need and counts versions', () => {
    given(applicationDecider, draft).when(seal(), on('2026-02-10')).then([sealed()]);
    const next = given(applicationDecider, withPlan).when(seal(samplePlan(), OTHER_PLAN), on('2026-02-11'));
    expect(next.state.plan).toMatchObject({ number: 2, hash: OTHER_PLAN });
  });
  it('does nothing for the version that is sealed already', () => {
    given(applicationDecider, withPlan).when(seal(), on('2026-02-11')).then([]);
  });
  it('is refused after submission', () => {
    given(applicationDecider, [...decided, submitted])
      .when(seal(), on('2026-03-03'))
      .thenRefused('G-STATE');
  });
  const plan = samplePlan();
  const [budgetRow] = plan.budget.rows;
  if (budgetRow === undefined) throw new Error('the sample plan has a budget row');
  const withRow = (changes: Partial<typeof budgetRow>): ServicePlan =>
    samplePlan({ budget: { ...plan.budget, rows: [{ ...budgetRow, ...changes }] } });
  it.each([
    ['a credit code of the wrong length', samplePlan({ site: { ...plan.site, uscc: '91' } }), 'R-ID-01'],
    ['a wrong check character', withRow({ supplierUscc: '12510104MATX000168' }), 'R-ID-02'],
    ['a mobile number', samplePlan({ union: { ...plan.union, chairMobile: '12800000000' } }), 'R-ID-06'],
    ['an unknown unit', samplePlan({ employer: { ...plan.employer, registeredUnit: 'X' } }), 'R-ORG-01'],
    [
      'a district that recommends a stranger',
      samplePlan({ union: { ...plan.union, recommenderUnit: '510105' } }),
      'R-ORG-02',
    ],
    ['joint provision without partners', samplePlan({ service: { ...plan.service, mode: 'JOINT' } }), 'R-ORG-04'],
    ['a union out of office', samplePlan({ union: { ...plan.union, inOffice: false } }), 'R-ORG-05'],
    ['a union without its certificate', samplePlan({ attachments: [attachmentRow('A01')] }), 'R-ORG-05'],
    ['a row without a standard', withRow({ standardText: '' }), 'R-COM-07'],
    ['a row without an item', withRow({ item: '' }), 'R-COM-07'],
    ['an amount that is not quantity times price', withRow({ amountFen: 9_999_999 }), 'R-FUND-02'],
    ['a row without an amount', withRow({ unitPriceFen: 0, amountFen: 0 }), 'R-FUND-02'],
    [
      'a product beyond whole fen',
      withRow({ quantity: 1_000_000, unitPriceFen: Number.MAX_SAFE_INTEGER }),
      'R-FUND-02',
    ],
    ['another site than the draft', samplePlan({ site: { ...plan.site, siteAddress: '别处' } }), 'G-MALFORMED'],
    [
      'another employer than the draft',
      samplePlan({ employer: { ...plan.employer, uscc: '91510112MATX00026E' } }),
      'G-MALFORMED',
    ],
  ])('is refused for %s', (_what, wrong, rule) => {
    given(applicationDecider, draft).when(seal(wrong), on('2026-02-10')).thenRefused(rule);
  });
  const withClass = (children: number, carers: number): ServicePlan => {
    const [row, ...others] = plan.service.classes;
    if (row === undefined) throw new Error('the sample plan has a class');
    return samplePlan({ service: { ...plan.service, classes: [...others, { ...row, children, carers }] } });
  };
  it('is refused for a class without children, with or without carers', () => {
    for (const carers of [0, 3]) {
      const last = plan.service.classes.length - 1;
      given(applicationDecider, draft)
        .when(seal(withClass(0, carers)), on('2026-02-10'))
        .then({ refused: [{ rule: 'G-MALFORMED', pointer: `/plan/service/classes/${last}/children` }] });
    }
  });
  it('notes a class with children and without carers (R-CAP-02)', () => {
    const { decision } = given(applicationDecider, draft).when(seal(withClass(1, 0)), on('2026-02-10'));
    expect(decision).toMatchObject({ kind: 'accepted' });
    expect(decision.kind === 'accepted' ? decision.notes.map((note) => note.rule) : []).toContain('R-CAP-02');
  });
  it('lets an industry union recommend when it is listed', () => {
    const direct = samplePlan({ union: { ...plan.union, recommenderType: 'DIRECT', recommenderUnit: '5101' } });
    given(applicationDecider, draft).when(seal(direct), on('2026-02-10')).thenTypes('application.plan-sealed');
  });
  it('notes what only warns or blocks a later decision: nature, class size, carers, missing attachments', () => {
    const { decision } = given(applicationDecider, draft).when(
      seal(
        samplePlan({
          employer: { ...plan.employer, nature: 'PRIVATE' },
          service: {
            ...plan.service,
            classes: [{ kind: 'INFANT', children: 11, carers: 3, floor: 1, areaM2: 60, feePerMonthFen: 0 }],
          },
          attachments: plan.attachments.filter(({ code }) => code !== 'A05' && code !== 'A07'),
        }),
      ),
      on('2026-02-10'),
    );
    expect(decision.kind === 'accepted' ? decision.notes.map((note) => note.rule) : []).toEqual([
      'R-ID-03',
      'R-CAP-01',
      'R-CAP-02',
      'G-MALFORMED',
      'R-FILE-03',
    ]);
    expect(decision).toMatchObject({ events: [{ data: { missingAttachments: ['A04', 'A05', 'A07'] } }] });
  });
  it('adds a third-party provider to the suppliers, so that members with an interest are recused', () => {
    const third = samplePlan({ service: { ...plan.service, mode: 'THIRD_PARTY' } });
    expect(planFacts(third, E01.unit).supplierUsccs).toEqual([E01.employerUscc]);
  });
});

describe('the answer of the committee', () => {
  const record = (changes: object = {}): ApplicationCommand => ({
    type: 'record-resolution',
    ...resolved.data,
    ...changes,
  });
  const decline = (changes: object = {}): ApplicationCommand => ({
    type: 'note-committee-declined',
    planHash: PLAN,
    rule: 'R-COM-02',
    decision: at('meeting/1', 9),
    ...changes,
  });
  it('binds a resolution to the sealed version', () => {
    given(applicationDecider, withPlan).when(record(), on('2026-02-20')).then([resolved]);
  });
  it('does nothing for a decision it has recorded', () => {
    given(applicationDecider, decided).when(record(), on('2026-02-21')).then([]);
    given(applicationDecider, [...withPlan, declined])
      .when(decline(), on('2026-02-21'))
      .then([]);
  });
  it('refuses an answer about another version (R-COM-08)', () => {
    given(applicationDecider, withPlan)
      .when(record({ planHash: OTHER_PLAN }), on('2026-02-20'))
      .thenRefused('R-COM-08');
    given(applicationDecider, draft).when(decline(), on('2026-02-20')).thenRefused('R-COM-08');
  });
  it('refuses an answer that comes after submission', () => {
    const late = { decision: at('meeting/2', 3) };
    given(applicationDecider, [...decided, submitted])
      .when(record(late), on('2026-03-03'))
      .thenRefused('G-STATE');
    given(applicationDecider, [...decided, submitted])
      .when(decline(late), on('2026-03-03'))
      .thenRefused('G-STATE');
  });
  it('keeps the reason of a no and leaves the draft open', () => {
    const after = given(applicationDecider, withPlan).when(decline(), on('2026-02-18'));
    after.then([declined]);
    expect(after.state).toMatchObject({ status: 'DRAFT', declined: { rule: 'R-COM-02' }, touchedOn: '2026-02-18' });
  });
});

describe('submitting', () => {
  const chair = { actor: actorOf('chair-1') };
  it('gives the case its number and binds plan, resolution and declarations', () => {
    given(applicationDecider, decided).when(submit(), on('2026-03-02', chair)).then([submitted]);
    expect(caseNumber(2026, ID)).toBe('TY2026-0193ABCD');
  });
  it('is refused without a resolution, and then misses the minutes too', () => {
    given(applicationDecider, withPlan).when(submit(), on('2026-03-02')).thenRefused('R-COM-08', 'R-COM-04');
  });
  it('is refused when the plan changed after the resolution (R-COM-08)', () => {
    const changed = [...decided, sealed({ number: 2, planHash: OTHER_PLAN, missing: [] })];
    given(applicationDecider, changed).when(submit(), on('2026-03-02')).thenRefused('R-COM-08');
    given(applicationDecider, changed)
      .when(submit({ planHash: OTHER_PLAN }), on('2026-03-02'))
      .thenRefused('R-COM-08');
  });
  it('is refused before the day of the decision (R-COM-03)', () => {
    given(applicationDecider, decided).when(submit(), on('2026-02-19')).thenRefused('R-COM-03');
  });
  it('is refused while one of the eight boxes is not ticked (R-FUND-15)', () => {
    const command = submit();
    if (command.type !== 'submit') throw new Error('not a submission');
    const declarations = {
      ...command.declarations,
      eightProhibitions: command.declarations.eightProhibitions.slice(1),
    };
    given(applicationDecider, decided)
      .when(submit({ declarations }), on('2026-03-02'))
      .then({ refused: [{ rule: 'R-FUND-15', params: { missing: 'EB-1' } }] });
  });
  it.each([
    ['A05', 'G-MALFORMED'],
    ['A07', 'R-FILE-03'],
    ['A14', 'R-ORG-04'],
  ])('is refused while attachment %s is missing', (code, rule) => {
    given(applicationDecider, [created, sealed({ missing: [code] }), resolved])
      .when(submit(), on('2026-03-02'))
      .then({ refused: [{ rule, pointer: `/plan/attachments/${code}` }] });
  });
  it('is refused twice', () => {
    given(applicationDecider, [...decided, submitted])
      .when(submit(), on('2026-03-03'))
      .thenRefused('G-STATE');
  });
});

describe('notes of settling that older programs made facts of', () => {
  it('changes nothing for people: the version they saw last stands until the next fact of another kind', () => {
    const settled: ApplicationEvent = { type: 'application.settled', data: { settled: at('review/1', 3) } };
    const changedAfter = (...past: ApplicationEvent[]): number =>
      changedAt(fold(applicationDecider, applicationDecider.initial, past), past.length);
    expect(changedAfter(created)).toBe(1);
    expect(changedAfter(created, settled, settled)).toBe(1);
    expect(changedAfter(created, settled, sealed())).toBe(3);
    expect(changedAfter(created, settled, sealed(), settled)).toBe(3);
  });
});

describe('archiving', () => {
  const archive = (idleSince: string): ApplicationCommand => ({ type: 'archive', idleSince });
  it('ends a draft that lay idle for 180 days', () => {
    given(applicationDecider, draft)
      .when(archive('2026-02-02'), on('2026-08-01'))
      .then([{ type: 'application.archived', data: { idleSince: '2026-02-02' } }]);
  });
  it('is refused a day too early, after later work, and after submission', () => {
    given(applicationDecider, draft).when(archive('2026-02-02'), on('2026-07-31')).thenRefused('G-STATE');
    given(applicationDecider, withPlan).when(archive('2026-02-02'), on('2026-08-01')).thenRefused('G-STATE');
    given(applicationDecider, [...decided, submitted])
      .when(archive('2026-02-20'), on('2026-12-01'))
      .thenRefused('G-STATE');
  });
  it('does nothing for an archived draft', () => {
    const past: ApplicationEvent[] = [created, { type: 'application.archived', data: { idleSince: '2026-02-02' } }];
    given(applicationDecider, past).when(archive('2026-02-02'), on('2026-08-02')).then([]);
  });
});

describe('tasks and views of an application', () => {
  const head = { subject: `application/${ID}`, version: 3, caseId: ID };
  const tasksAfter = (...past: ApplicationEvent[]): string[] =>
    tasksOfApplication(fold(applicationDecider, applicationDecider.initial, past), head).map(
      ({ role, action, organisation }) => `${role} ${action} ${organisation ?? ''}`,
    );
  it('asks the handler for a plan, nobody while the committee sits, the chair when it adopted', () => {
    expect(tasksAfter(created)).toEqual([`GU_HANDLER plan-versions ${E01.unionUscc}`]);
    expect(tasksAfter(created, sealed())).toEqual([]);
    expect(tasksAfter(created, sealed(), declined)).toEqual([`GU_HANDLER plan-versions ${E01.unionUscc}`]);
    expect(tasksAfter(...decided)).toEqual([`GU_CHAIR submission ${E01.unionUscc}`]);
    expect(tasksAfter(...decided, submitted)).toEqual([]);
  });
  it('asks the handler again when an attachment blocks the submission', () => {
    expect(tasksAfter(created, sealed({ missing: ['A05'] }), resolved)).toEqual([
      `GU_HANDLER plan-versions ${E01.unionUscc}`,
    ]);
  });
  it('shows a case number in a task as in the view: none before submission', () => {
    for (const past of [[created], decided]) {
      const state = fold(applicationDecider, applicationDecider.initial, past);
      expect(tasksOfApplication(state, head)).toMatchObject([{ listing: { caseNo: '' } }]);
      expect(viewOfApplication(state, head).caseNo).toBeNull();
    }
  });
  it('shows a submitted case', () => {
    const state = fold(applicationDecider, applicationDecider.initial, [...decided, submitted]);
    expect(viewOfApplication(state, head)).toMatchObject({
      id: ID,
      caseNo: 'TY2026-0193ABCD',
      status: 'SUBMITTED',
      version: 3,
      plan: { number: 1, hash: PLAN },
      resolution: { no: '2026-1', planHash: PLAN },
      tracks: { municipal: 'NONE', health: 'NONE' },
      position: { subject: `application/${ID}`, sequence: 3 },
    });
  });
});
