import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  REVIEW_KINDS,
  fold,
  type Actor,
  type DecideReview,
  type PlanFacts,
  type PriorAct,
  type ReviewKind,
  type RoleGrant,
} from '#libs/contracts';
import { given } from '#libs/testing';
import { buildDue, buildFacts, buildListing, buildOpening, hash, human, on } from './case-builders.js';
import { filingDecider, type FilingEvent, type FilingState } from './filing.decider.js';
import { reviewDecider, type ReviewCommand, type ReviewContext, type ReviewEvent } from './review.decider.js';
import { seatsOf } from './seats.js';

const TODAY = '2026-03-05';
const reviewer = human('reviewer-1', { role: 'DU_REVIEWER', unit: '510104' });
const leader = human('leader-1', { role: 'DU_LEADER', unit: '510104' });
const muLeader = human('mu-leader', { role: 'MU_LEADER', unit: '5101' });
const mhLeader = human('mh-leader', { role: 'MH_LEADER', unit: '5101' });
const officer = human('officer-1', { role: 'CH_OFFICER', unit: '510105' });

const opened = (
  kind: ReviewKind,
  { facts = buildFacts(), priorActs = [] }: { facts?: PlanFacts | null; priorActs?: PriorAct[] } = {},
): ReviewEvent => ({
  type: 'review.opened',
  data: {
    ...buildOpening({ priorActs }),
    kind,
    round: 1,
    due: buildDue(TODAY),
    facts,
    about: null,
    openedOn: '2026-03-02',
  },
});
const decide = (body: DecideReview, reasonHash: string | null = null): ReviewCommand => ({
  type: 'decide',
  body,
  reasonHash,
});
const pass = (more: Partial<DecideReview> = {}): ReviewCommand => decide({ outcome: 'pass', ...more });
const reject = decide(
  { outcome: 'reject', reasonCode: 'MISSING_DOC', reasonText: '缺少消防安全检查合格证明，请核对' },
  hash('7'),
);
const by = (actor: Actor, more: Partial<ReviewContext> = {}): ReviewContext => ({ ...on(TODAY, actor), ...more });
const signed = (role: string, actor: string, change: object = {}): ReviewEvent => ({
  type: 'review.signed',
  data: {
    role,
    actor,
    outcome: 'pass',
    reasonCode: null,
    reasonHash: null,
    unionGrantFen: null,
    healthGrantFen: null,
    documentNo: null,
    signedOn: TODAY,
    ...change,
  },
});

describe('opening a review', () => {
  const body = {
    ...buildOpening(),
    kind: 'formal-check' as const,
    round: 1,
    due: buildDue(TODAY),
    facts: buildFacts(),
  };

  it('opens with its seats, facts and due date', () => {
    given(reviewDecider)
      .when({ type: 'open', body }, on('2026-03-02'))
      .then([opened('formal-check')]);
  });

  it('is refused when there is one already', () => {
    given(reviewDecider, [opened('formal-check')])
      .when({ type: 'open', body }, on('2026-03-02'))
      .thenRefused('G-STATE');
  });
});

describe('a review with one seat', () => {
  it('is decided by its signature', () => {
    given(reviewDecider, [opened('formal-check')])
      .when(pass(), by(reviewer))
      .then([
        signed('DU_REVIEWER', 'reviewer-1'),
        {
          type: 'review.decided',
          data: {
            kind: 'formal-check',
            outcome: 'passed',
            reasonCode: null,
            reasonHash: null,
            decidedOn: TODAY,
            decidedBy: [{ role: 'DU_REVIEWER', actor: 'reviewer-1', level: 'district', duty: 'formal-check' }],
            unionGrantFen: null,
            healthGrantFen: null,
            documentNo: null,
          },
        },
      ]);
  });

  it('is rejected with a reason code and the hash of the reason', () => {
    const { decision } = given(reviewDecider, [opened('health-verification')]).when(reject, by(officer));
    expect(decision).toMatchObject({
      events: [
        {},
        { type: 'review.decided', data: { outcome: 'rejected', reasonCode: 'MISSING_DOC', reasonHash: hash('7') } },
      ],
    });
    expect(JSON.stringify(decision)).not.toContain('消防');
  });

  it('asks for code and text when it says no (R-PROC-06)', () => {
    const when = (body: DecideReview) =>
      given(reviewDecider, [opened('formal-check')]).when(decide(body), by(reviewer));
    when({ outcome: 'reject' }).then({
      refused: [
        { rule: 'R-PROC-06', pointer: '/reasonCode' },
        { rule: 'R-PROC-06', pointer: '/reasonText' },
      ],
    });
    when({ outcome: 'reject', reasonCode: 'OTHER', reasonText: '  太短了   ' }).then({
      refused: [{ rule: 'R-PROC-06', pointer: '/reasonText' }],
    });
  });

  it('is closed to other roles and other units', () => {
    const when = (actor: Actor) => given(reviewDecider, [opened('formal-check')]).when(pass(), by(actor));
    when(officer).thenRefused('G-FORBIDDEN');
    when(leader).thenRefused('G-STATE');
    when(human('x', { role: 'DU_REVIEWER', unit: '510105' })).thenRefused('G-FORBIDDEN');
    when(human('x', { role: 'DU_REVIEWER' })).thenRefused('G-FORBIDDEN');
  });

  it('is decided once', () => {
    const { decision } = given(reviewDecider, [opened('formal-check')]).when(pass(), by(reviewer));
    const past = decision.kind === 'accepted' ? decision.events : [];
    given(reviewDecider, [opened('formal-check'), ...past])
      .when(pass(), by(reviewer))
      .thenRefused('G-STATE');
  });

  it('refuses amounts and document numbers it does not ask for', () => {
    given(reviewDecider, [opened('formal-check')])
      .when(pass({ unionGrantFen: 1, healthGrantFen: 1, documentNo: 'X' }), by(reviewer))
      .then({
        refused: [
          { rule: 'G-MALFORMED', pointer: '/unionGrantFen' },
          { rule: 'G-MALFORMED', pointer: '/healthGrantFen' },
          { rule: 'G-MALFORMED', pointer: '/documentNo' },
        ],
      });
  });
});

describe('reviewer, then leader', () => {
  const past = [opened('district-review'), signed('DU_REVIEWER', 'reviewer-1')];

  it('waits for the leader after the reviewer', () => {
    given(reviewDecider, [opened('district-review')])
      .when(pass(), by(reviewer))
      .thenTypes('review.signed');
  });

  it('does not let the leader go first, nor a reviewer twice', () => {
    given(reviewDecider, [opened('district-review')])
      .when(pass(), by(leader))
      .thenRefused('G-STATE');
    given(reviewDecider, past).when(pass(), by(reviewer)).thenRefused('G-STATE');
  });

  it('lets the leader decide against the reviewer, both ways', () => {
    const no = signed('DU_REVIEWER', 'reviewer-1', { outcome: 'reject', reasonCode: 'OTHER', reasonHash: hash('3') });
    given(reviewDecider, [opened('district-review')])
      .when(reject, by(reviewer))
      .thenTypes('review.signed');
    expect(given(reviewDecider, [opened('district-review'), no]).when(pass(), by(leader)).state).toMatchObject({
      status: 'PASSED',
    });
    expect(given(reviewDecider, past).when(reject, by(leader)).state).toMatchObject({ status: 'REJECTED' });
  });

  it('never takes both signatures from one person (R-PROC-05)', () => {
    const both = human('reviewer-1', { role: 'DU_REVIEWER', unit: '510104' }, { role: 'DU_LEADER', unit: '510104' });
    given(reviewDecider, past).when(pass(), by(both)).thenRefused('R-PROC-05');
  });

  it('never lets a person act on two successive levels of a case (R-PROC-05)', () => {
    const prior: PriorAct[] = [{ level: 'district', duty: 'formal-check', actor: 'mu-reviewer' }];
    const municipal = human('mu-reviewer', { role: 'MU_REVIEWER', unit: '5101' });
    given(reviewDecider, [opened('municipal-review', { priorActs: prior })])
      .when(pass(), by(municipal))
      .thenRefused('R-PROC-05');
    const applicant: PriorAct[] = [{ level: 'grassroots', duty: 'committee-vote', actor: 'reviewer-1' }];
    given(reviewDecider, [opened('formal-check', { priorActs: applicant })])
      .when(pass(), by(reviewer))
      .thenRefused('R-PROC-05');
  });

  it('lets a person act again on the same level', () => {
    const prior: PriorAct[] = [{ level: 'district', duty: 'formal-check', actor: 'reviewer-1' }];
    given(reviewDecider, [opened('district-review', { priorActs: prior })])
      .when(pass(), by(reviewer))
      .thenTypes('review.signed');
  });

  it('excludes whoever belongs to the applicant or acted for him (R-PROC-04)', () => {
    const member = human(
      'x',
      { role: 'MU_REVIEWER', unit: '5101' },
      { role: 'COMMITTEE_MEMBER', organisation: buildListing().unionUscc },
    );
    given(reviewDecider, [opened('municipal-review')])
      .when(pass(), by(member))
      .thenRefused('R-PROC-04');
    const employee = human(
      'x',
      { role: 'MU_REVIEWER', unit: '5101' },
      { role: 'EMP_HANDLER', organisation: buildListing().employerUscc },
    );
    given(reviewDecider, [opened('municipal-review')])
      .when(pass(), by(employee))
      .thenRefused('R-PROC-04');
    const prior: PriorAct[] = [{ level: 'grassroots', duty: 'application-submission', actor: 'x' }];
    given(reviewDecider, [opened('municipal-review', { priorActs: prior })])
      .when(pass(), by(human('x', { role: 'MU_REVIEWER' })))
      .thenRefused('R-PROC-04');
  });
});

describe('a positive signature', () => {
  const crowded = buildFacts({ classes: [{ kind: 'SENIOR', children: 21, carers: 2, floor: 1 }] });

  it('is refused while class size or carers break the standard (R-CAP-01, R-CAP-02)', () => {
    given(reviewDecider, [opened('district-review', { facts: crowded })])
      .when(pass(), by(reviewer))
      .then({
        refused: [
          { rule: 'R-CAP-01', pointer: '/outcome', params: { max: 20, n: 21 } },
          { rule: 'R-CAP-02', pointer: '/outcome', params: { need: 3, c: 2 } },
        ],
      });
  });

  it('may be negative all the same', () => {
    given(reviewDecider, [opened('district-review', { facts: crowded })])
      .when(reject, by(reviewer))
      .thenTypes('review.signed');
  });

  it('asks nothing of a review without facts', () => {
    const admin = human('admin', { role: 'SYS_ADMIN' });
    given(reviewDecider, [opened('operator', { facts: null })])
      .when(pass(), by(admin))
      .thenTypes('review.signed', 'review.decided');
  });
});

describe('health verification', () => {
  const filed = (change: object = {}): FilingState => {
    const past: FilingEvent[] = [
      {
        type: 'filing.opened',
        data: {
          ...buildOpening(),
          facts: buildFacts(),
          receiptDue: buildDue(TODAY),
          nonconformityDue: buildDue(TODAY),
          openedOn: '2026-03-02',
        },
      },
      {
        type: 'filing.receipted',
        data: {
          filingNo: '备5101050001',
          receiptDate: '2025-11-03',
          filedName: '成都示例第一人民医院托育园',
          filedAddress: '成都市青羊区示例路1号',
          filedPlaces: 44,
          receiptHash: null,
          recordedBy: 'officer-1',
          recordedOn: TODAY,
          ...change,
        },
      },
    ];
    return fold(filingDecider, filingDecider.initial, past);
  };
  const when = (filing: FilingState | undefined, facts = buildFacts()) =>
    given(reviewDecider, [opened('health-verification', { facts })]).when(pass(), by(officer, { filing }));

  it('passes over a matching receipt', () => {
    when(filed()).thenTypes('review.signed', 'review.decided');
  });

  it('needs a receipt (R-FILE-03) of this very case', () => {
    when(undefined).thenRefused('R-FILE-03');
    when({ status: 'NONE' }).thenRefused('R-FILE-03');
    const filing = filed();
    when(filing.status === 'NONE' ? filing : { ...filing, status: 'NONCONFORMING' }).thenRefused('R-FILE-03');
    when(filing.status === 'NONE' ? filing : { ...filing, caseId: 'another' }).thenRefused('R-FILE-03');
  });

  it('lists the fields that differ (R-FILE-04)', () => {
    when(filed({ filedName: '别的机构', filedPlaces: 40 })).then({
      refused: [{ rule: 'R-FILE-04', pointer: '/outcome', params: { fields: 'name,places' } }],
    });
  });

  it('tells that a provider filed another site (R-FILE-05)', () => {
    when(filed({ filedAddress: '成都市锦江区另一路2号' }), buildFacts({ mode: 'THIRD_PARTY' })).thenRefused(
      'R-FILE-04',
      'R-FILE-05',
    );
  });

  it('is for the officer of the site’s unit, not of the employer’s', () => {
    given(reviewDecider, [opened('health-verification')])
      .when(pass(), by(human('x', { role: 'CH_OFFICER', unit: '510104' }), { filing: filed() }))
      .thenRefused('G-FORBIDDEN');
  });

  it('can be rejected without a receipt', () => {
    given(reviewDecider, [opened('health-verification')])
      .when(reject, by(officer))
      .thenTypes('review.signed', 'review.decided');
  });
});

describe('joint review and designation', () => {
  const amounts = { unionGrantFen: 10_000_000, healthGrantFen: 5_000_000 };

  it('passes when both leaders name the same amounts, in any order', () => {
    const first = given(reviewDecider, [opened('joint-review')]).when(pass(amounts), by(mhLeader));
    first.thenTypes('review.signed');
    const past = first.decision.kind === 'accepted' ? first.decision.events : [];
    const second = given(reviewDecider, [opened('joint-review'), ...past]).when(pass(amounts), by(muLeader));
    expect(second.decision).toMatchObject({ events: [{}, { data: { outcome: 'passed', ...amounts } }] });
  });

  it('refuses other amounts from the second leader (R-PAY-09)', () => {
    given(reviewDecider, [opened('joint-review'), signed('MU_LEADER', 'mu-leader', amounts)])
      .when(pass({ ...amounts, healthGrantFen: 4_999_999 }), by(mhLeader))
      .then({ refused: [{ rule: 'R-PAY-09', pointer: '/healthGrantFen' }] });
  });

  it('grants no more of either fund than the plan asks (R-FUND-03)', () => {
    const deciding = given(reviewDecider, [opened('joint-review')]);
    deciding.when(pass({ ...amounts, unionGrantFen: 10_000_001 }), by(muLeader)).then({
      refused: [{ rule: 'R-FUND-03', pointer: '/unionGrantFen', params: { left: '100,000.00', amt: '100,000.01' } }],
    });
    deciding.when(pass({ unionGrantFen: 10_000_001, healthGrantFen: 5_000_001 }), by(mhLeader)).then({
      refused: [
        { rule: 'R-FUND-03', pointer: '/unionGrantFen' },
        { rule: 'R-FUND-03', pointer: '/healthGrantFen' },
      ],
    });
    const noHealth = { facts: buildFacts({ requestedHealthFen: 0 }) };
    given(reviewDecider, [opened('joint-review', noHealth)])
      .when(pass({ ...amounts, healthGrantFen: 1 }), by(muLeader))
      .then({ refused: [{ rule: 'R-FUND-03', pointer: '/healthGrantFen' }] });
    given(reviewDecider, [opened('joint-review', noHealth)])
      .when(pass({ ...amounts, healthGrantFen: 0 }), by(muLeader))
      .thenTypes('review.signed');
  });

  it('needs both amounts to pass', () => {
    given(reviewDecider, [opened('joint-review')])
      .when(pass({ unionGrantFen: 1 }), by(muLeader))
      .then({
        refused: [{ rule: 'G-MALFORMED', pointer: '/healthGrantFen' }],
      });
  });

  it('is rejected by both leaders, a designation by either alone', () => {
    given(reviewDecider, [opened('joint-review')])
      .when(reject, by(mhLeader))
      .thenTypes('review.signed');
    given(reviewDecider, [opened('designation')])
      .when(reject, by(mhLeader))
      .thenTypes('review.signed', 'review.decided');
  });

  it('has one seat for each body: the second leader of one body comes too late', () => {
    given(reviewDecider, [opened('joint-review'), signed('MU_LEADER', 'mu-leader', amounts)])
      .when(pass(amounts), by(human('mu-leader-2', { role: 'MU_LEADER', unit: '5101' })))
      .thenRefused('G-STATE');
  });

  it('needs two people even where one holds both offices (R-PROC-05)', () => {
    const both = human('mu-leader', { role: 'MU_LEADER', unit: '5101' }, { role: 'MH_LEADER', unit: '5101' });
    given(reviewDecider, [opened('joint-review'), signed('MU_LEADER', 'mu-leader', amounts)])
      .when(pass(amounts), by(both))
      .thenRefused('R-PROC-05');
  });

  it('keeps the county officer from signing for the city (R-PROC-05)', () => {
    const priorActs: PriorAct[] = [{ level: 'county-health', duty: 'health-verification', actor: 'mh-leader' }];
    given(reviewDecider, [opened('joint-review', { priorActs })])
      .when(pass(amounts), by(mhLeader))
      .thenRefused('R-PROC-05');
  });

  it('designates under one document number', () => {
    const past = [opened('designation'), signed('MU_LEADER', 'mu-leader', { documentNo: '成工发〔2026〕12号' })];
    given(reviewDecider, past)
      .when(pass({ documentNo: '成工发〔2026〕13号' }), by(mhLeader))
      .then({
        refused: [{ rule: 'G-MALFORMED', pointer: '/documentNo' }],
      });
    given(reviewDecider, past)
      .when(pass(), by(mhLeader))
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/documentNo' }] });
    const { state } = given(reviewDecider, past).when(pass({ documentNo: '成工发〔2026〕12号' }), by(mhLeader));
    expect(state).toMatchObject({ status: 'PASSED', documentNo: '成工发〔2026〕12号' });
  });
});

describe('alarms and closure', () => {
  it('marks a review as reminded and escalated, and never takes a level back', () => {
    const alarm = (kind: 'remind' | 'escalate', level: number): ReviewCommand => ({
      type: 'alarm',
      body: { kind, level, on: TODAY },
    });
    const past: ReviewEvent[] = [
      opened('formal-check'),
      { type: 'review.alarmed', data: { kind: 'escalate', level: 2, on: TODAY } },
    ];
    expect(given(reviewDecider, past).when(alarm('escalate', 1), on(TODAY)).state).toMatchObject({ escalation: 2 });
    expect(given(reviewDecider, past).when(alarm('remind', 0), on(TODAY)).state).toMatchObject({ reminded: true });
    given(reviewDecider, past)
      .when(alarm('remind', 1), on(TODAY))
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/level' }] });
  });

  it('closes an open review, after which nothing moves it', () => {
    given(reviewDecider, [opened('formal-check')])
      .when({ type: 'close', body: { why: 'case-ended' } }, on(TODAY))
      .thenTypes('review.closed');
    const closed: ReviewEvent[] = [opened('formal-check'), { type: 'review.closed', data: { why: 'case-ended' } }];
    given(reviewDecider, closed).when(pass(), by(reviewer)).thenRefused('G-STATE');
    given(reviewDecider, closed)
      .when({ type: 'close', body: { why: 'case-ended' } }, on(TODAY))
      .thenRefused('G-STATE');
    given(reviewDecider, closed)
      .when({ type: 'alarm', body: { kind: 'remind', level: 0, on: TODAY } }, on(TODAY))
      .thenRefused('G-STATE');
  });
});

describe('any people with any offices', () => {
  const grant = fc.constantFrom<RoleGrant>(
    ...(['DU_REVIEWER', 'DU_LEADER'] as const).map((role) => ({ role, unit: '510104' })),
    ...(['MU_REVIEWER', 'MU_LEADER', 'MH_LEADER', 'SYS_ADMIN'] as const).map((role) => ({ role, unit: '5101' })),
    { role: 'CH_OFFICER', unit: '510105' },
  );
  const offices = fc.array(fc.uniqueArray(grant, { maxLength: 7, selector: ({ role }) => role }), {
    minLength: 4,
    maxLength: 4,
  });
  const people = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 });

  it('never sign one review twice, and each seat is signed by its role', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REVIEW_KINDS),
        offices,
        people,
        fc.boolean(),
        (kind, offices, people, positive) => {
          const past: ReviewEvent[] = [opened(kind, { facts: null })];
          const extra =
            kind === 'joint-review'
              ? { unionGrantFen: 1, healthGrantFen: 1 }
              : kind === 'designation'
                ? { documentNo: 'N' }
                : {};
          for (const person of people) {
            const actor = human(`p${person}`, ...(offices[person] ?? []));
            const state = fold(reviewDecider, reviewDecider.initial, past);
            const decision = reviewDecider.decide(positive ? pass(extra) : reject, state, by(actor));
            if (decision.kind === 'accepted') past.push(...decision.events);
          }
          const signatures = past.flatMap((event) => (event.type === 'review.signed' ? [event.data] : []));
          expect(new Set(signatures.map(({ actor }) => actor)).size).toBe(signatures.length);
          const { order, seats } = seatsOf(kind);
          const roles = seats.map(({ role }) => role as string);
          if (order === 'sequence')
            expect(signatures.map(({ role }) => role)).toEqual(roles.slice(0, signatures.length));
          expect(
            signatures.every(
              ({ role, actor }) =>
                roles.includes(role) && offices[Number(actor.slice(1))]?.some((held) => held.role === role),
            ),
          ).toBe(true);
          const passed = past.some((event) => event.type === 'review.decided' && event.data.outcome === 'passed');
          const needed = seats.filter(({ after }) => after === undefined).length;
          expect(passed).toBe(positive && signatures.length === needed);
        },
      ),
      { numRuns: 500 },
    );
  });
});
