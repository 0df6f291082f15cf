import { describe, expect, it } from '@jest/globals';
import type { Actor, DecideReview, HandOverReview, OpenReview, PriorAct, ReviewKind } from '#libs/contracts';
import { given } from '#libs/testing';
import type { AutomaticOffer } from './automatic-review.js';
import { WORKER, buildDue, buildFacts, buildListing, buildOpening, hash, human, on } from './case-builders.js';
import { reviewDecider, type ReviewCommand, type ReviewEvent } from './review.decider.js';
import { tasksOfReview } from './tasks.projection.js';

const TODAY = '2026-03-02';
const ANSWER_BY = '2026-03-02T10:00:00.000+08:00';
const reviewer = human('du-reviewer-1', { role: 'DU_REVIEWER', unit: '510104' });
const leader = human('du-leader-1', { role: 'DU_LEADER', unit: '510104' });
const ID = 'program-1';
const programOf = (change: Partial<Actor> = {}): Actor => ({
  id: ID,
  kind: 'machine',
  roles: [{ role: 'PIPELINE', unit: '5101' }],
  scopes: ['decide:formal-check'],
  ...change,
});
const program = programOf();
const KNOWN = { unit: '5101', organisation: null, scopes: ['decide:formal-check'], suspended: false };
const TERMS = { pipeline: ID, unit: '510104', answerWithinMinutes: 60, validFrom: TODAY };
const OFFER: AutomaticOffer = { terms: TERMS, answerBy: ANSWER_BY, program: KNOWN };

const opening = (change: Partial<OpenReview> = {}): OpenReview => ({
  ...buildOpening(),
  kind: 'formal-check',
  round: 1,
  due: buildDue('2026-03-05'),
  facts: buildFacts(),
  ...change,
});
const open = (change: Partial<OpenReview> = {}): ReviewCommand => ({ type: 'open', body: opening(change) });
const opened = (automatic: boolean, priorActs: PriorAct[] = []): ReviewEvent => ({
  type: 'review.opened',
  data: {
    ...opening({ priorActs }),
    about: null,
    openedOn: TODAY,
    ...(automatic ? { automatic: { pipeline: ID, answerBy: ANSWER_BY } } : {}),
  },
});
const CHECKS: NonNullable<DecideReview['checks']> = [{ check: 'R-CAP-01', outcome: 'passed', text: '班额符合规定' }];
const REASON = '材料清单齐全，各项数据与方案一致';
const decide = (body: DecideReview): ReviewCommand => ({
  type: 'decide',
  body,
  reasonHash: body.reasonText === undefined ? null : hash('7'),
  defectsHash: body.defects === undefined ? null : hash('8'),
  checksHash: body.checks === undefined ? null : hash('9'),
});
const PASS = decide({ outcome: 'pass', reasonText: REASON, checks: CHECKS });
const handOver = (body: HandOverReview = {}): ReviewCommand => ({
  type: 'hand-over',
  body,
  reasonHash: body.reasonText === undefined ? null : hash('6'),
  checksHash: null,
});
const handed = (
  why: 'not-answered' | 'undecidable' | 'taken-over',
  handedBy: string,
  reasonHash: string | null = null,
) =>
  ({
    type: 'review.handed-to-person',
    data: { pipeline: ID, why, reasonHash, checksHash: null, handedBy, handedOn: TODAY },
  }) as const satisfies ReviewEvent;
const by = (actor: Actor, now = `${TODAY}T09:30:00.000+08:00`) => ({ ...on(TODAY, actor), now, program: KNOWN });

describe('a review that a policy gives to a program', () => {
  it('says so when it is opened, with a note for whoever opened it', () => {
    const { decision } = given(reviewDecider, []).when(open(), { ...on(TODAY), offer: OFFER });
    expect(decision).toMatchObject({
      kind: 'accepted',
      events: [{ type: 'review.opened', data: { automatic: { pipeline: ID, answerBy: ANSWER_BY } } }],
      notes: [{ rule: 'R-AUTO-08', params: { pipeline: ID, answerBy: ANSWER_BY } }],
    });
  });

  it.each<[string, Partial<OpenReview>, Partial<AutomaticOffer>]>([
    ['is another kind', { kind: 'district-review' }, {}],
    ['is a reconsideration', { excluded: ['du-leader-9'], round: 2 }, {}],
    ['is of another unit', {}, { terms: { ...TERMS, unit: '510105' } }],
    ['is opened before the policy begins', {}, { terms: { ...TERMS, validFrom: '2026-03-03' } }],
    ['would be answered after it is due', {}, { answerBy: '2026-03-06T00:30:00.000+08:00' }],
    ['would go to a program that is suspended', {}, { program: { ...KNOWN, suspended: true } }],
    ['would go to a program that lost the scope', {}, { program: { ...KNOWN, scopes: [] } }],
    ['would go to a program that nobody knows', {}, { program: undefined }],
  ])('is for people when it %s', (_why, change, offer) => {
    const { decision } = given(reviewDecider, []).when(open(change), { ...on(TODAY), offer: { ...OFFER, ...offer } });
    expect(decision).toMatchObject({ kind: 'accepted', notes: [] });
    expect(decision.kind === 'accepted' && decision.events[0]?.data).not.toHaveProperty('automatic');
  });

  it('goes to a program of the whole city in any unit', () => {
    const offer = { ...OFFER, terms: { ...TERMS, unit: '5101' } };
    const { decision } = given(reviewDecider, []).when(open(), { ...on(TODAY), offer });
    expect(decision.kind === 'accepted' && decision.notes).toHaveLength(1);
  });

  it('is listed for the program, and for the people of the seat as something that they may take over', () => {
    const { state } = given(reviewDecider, [opened(true)]);
    const tasks = tasksOfReview(state, { subject: 'review/1', version: 1 });
    expect(tasks.map(({ action, role, unit, assignee, answerBy }) => [action, role, unit, assignee, answerBy])).toEqual(
      [
        ['decision', 'PIPELINE', null, ID, ANSWER_BY],
        ['handover', 'DU_REVIEWER', '510104', null, ANSWER_BY],
      ],
    );
    const after = given(reviewDecider, [opened(true), handed('not-answered', WORKER.id)]).state;
    expect(tasksOfReview(after, { subject: 'review/1', version: 2 })).toMatchObject([
      { action: 'decision', role: 'DU_REVIEWER', dueOn: '2026-03-05' },
    ]);
  });
});

describe('a program', () => {
  it('passes on the first seat, with its reason and what it checked', () => {
    given(reviewDecider, [opened(true)])
      .when(PASS, by(program))
      .then([
        {
          type: 'review.signed',
          data: {
            role: 'DU_REVIEWER',
            actor: ID,
            outcome: 'pass',
            reasonCode: null,
            reasonHash: hash('7'),
            unionGrantFen: null,
            healthGrantFen: null,
            documentNo: null,
            checksHash: hash('9'),
            signedOn: TODAY,
          },
        },
        {
          type: 'review.decided',
          data: {
            kind: 'formal-check',
            outcome: 'passed',
            reasonCode: null,
            reasonHash: null,
            decidedOn: TODAY,
            decidedBy: [{ role: 'DU_REVIEWER', actor: ID, level: 'district', duty: 'formal-check' }],
            unionGrantFen: null,
            healthGrantFen: null,
            documentNo: null,
          },
        },
      ]);
  });

  it('returns with every defect', () => {
    const defects = [{ item: 'budget', reasonCode: 'BUDGET_PROBLEM', text: '单位年度预算中没有托育经费安排' }] as const;
    given(reviewDecider, [opened(true)])
      .when(decide({ outcome: 'return', defects: [...defects], checks: CHECKS }), by(program))
      .thenTypes('review.signed', 'review.decided');
  });

  it('rejects nothing, and gives its reasons', () => {
    const say = (body: DecideReview) => given(reviewDecider, [opened(true)]).when(decide(body), by(program));
    const rejection = { outcome: 'reject', reasonCode: 'OUT_OF_SCOPE', reasonText: REASON, checks: CHECKS } as const;
    say(rejection).then({ refused: [{ rule: 'R-AUTO-04', pointer: '/outcome' }] });
    say({ outcome: 'pass' }).then({
      refused: [
        { rule: 'R-AUTO-05', pointer: '/checks' },
        { rule: 'R-AUTO-05', pointer: '/reasonText' },
      ],
    });
    say({ outcome: 'pass', reasonText: REASON, checks: [{ check: 'R-CAP-01', outcome: 'failed' }] }).then({
      refused: [{ rule: 'R-AUTO-05', pointer: '/checks/0/outcome' }],
    });
    say({ outcome: 'return', checks: CHECKS }).thenRefused('R-PROC-01');
  });

  it('is held to the rules that bind a person’s yes', () => {
    const classes = [{ kind: 'INFANT', children: 30, carers: 1, floor: 1 }] as const;
    const past = opened(true);
    const crowded = { ...past, data: { ...past.data, facts: buildFacts({ classes: [...classes] }) } } as ReviewEvent;
    given(reviewDecider, [crowded]).when(PASS, by(program)).thenRefused('R-CAP-01', 'R-CAP-02');
  });

  it.each<[string, Actor, boolean, string]>([
    ['it was not given to it', programOf({ id: 'program-2' }), true, 'R-AUTO-03'],
    ['it was given to no program', program, false, 'R-AUTO-03'],
    ['its token lacks the scope', programOf({ scopes: ['decide:health-verification'] }), true, 'G-FORBIDDEN'],
    ['it is of another unit', programOf({ roles: [{ role: 'PIPELINE', unit: '510105' }] }), true, 'G-FORBIDDEN'],
    ['its token holds only a person’s office', programOf({ roles: reviewer.roles }), true, 'G-FORBIDDEN'],
  ])('decides nothing when %s', (_why, actor, automatic, rule) => {
    given(reviewDecider, [opened(automatic)])
      .when(PASS, by(actor))
      .thenRefused(rule);
  });

  it('decides nothing while it is suspended, although its token is still good', () => {
    const context = { ...by(program), program: { ...KNOWN, suspended: true } };
    given(reviewDecider, [opened(true)])
      .when(PASS, context)
      .thenRefused('R-AUTO-01');
  });

  it('decides nothing on a case that it brought itself (R-PROC-05), nor for its own organisation', () => {
    const own: PriorAct[] = [{ level: 'grassroots', duty: 'application-submission', actor: ID }];
    given(reviewDecider, [opened(true, own)])
      .when(PASS, by(program))
      .thenRefused('R-PROC-05');
    const { unionUscc: organisation } = buildListing();
    const applicants = programOf({ roles: [{ role: 'PIPELINE', unit: '5101', organisation }] });
    given(reviewDecider, [opened(true)])
      .when(PASS, by(applicants))
      .thenRefused('G-FORBIDDEN');
  });

  it('is too late at the end of its time, and after a person has it', () => {
    given(reviewDecider, [opened(true)])
      .when(PASS, by(program, ANSWER_BY))
      .thenTypes('review.signed', 'review.decided');
    given(reviewDecider, [opened(true)])
      .when(PASS, by(program, '2026-03-02T10:00:00.001+08:00'))
      .then({ refused: [{ rule: 'R-AUTO-06', params: { answerBy: ANSWER_BY } }] });
    for (const why of [handed('not-answered', WORKER.id), handed('taken-over', reviewer.id)]) {
      given(reviewDecider, [opened(true), why])
        .when(PASS, by(program))
        .thenRefused('R-AUTO-06');
    }
  });

  it('signs no second seat', () => {
    const kind: ReviewKind = 'district-review';
    const past = opened(true);
    const wrong = { ...past, data: { ...past.data, kind } } as ReviewEvent;
    given(reviewDecider, [wrong]).when(PASS, by(program)).thenRefused('R-AUTO-03');
  });
});

describe('the handover to a person', () => {
  it('is the worker’s when the time is over, and needs no reason', () => {
    given(reviewDecider, [opened(true)])
      .when(handOver(), by(WORKER))
      .then([handed('not-answered', WORKER.id)]);
  });

  it('is the program’s own when it cannot decide, and a person’s who takes it over: with a reason', () => {
    const body = { reasonText: '附件为手写扫描件，程序无法识别' };
    for (const [actor, why] of [
      [program, 'undecidable'],
      [reviewer, 'taken-over'],
    ] as const) {
      const past = given(reviewDecider, [opened(true)]);
      past.when(handOver(body), by(actor)).then([handed(why, actor.id, hash('6'))]);
      past.when(handOver({ reasonText: '不行' }), by(actor)).thenRefused('R-PROC-06');
    }
  });

  it('is nobody else’s', () => {
    const body = { reasonText: '由人员办理更为稳妥，请予转办' };
    given(reviewDecider, [opened(true)])
      .when(handOver(body), by(leader))
      .thenRefused('G-FORBIDDEN');
    given(reviewDecider, [opened(true)])
      .when(handOver(body), by(programOf({ id: 'program-2' })))
      .thenRefused('R-AUTO-03');
    given(reviewDecider, [opened(false)])
      .when(handOver(body), by(reviewer))
      .thenRefused('G-STATE');
  });

  it('happens once: a later one changes nothing, and after a decision there is nothing to hand over', () => {
    const past = [opened(true), handed('undecidable', ID)];
    given(reviewDecider, past).when(handOver(), by(WORKER)).thenRefused('G-STATE');
    given(reviewDecider, past)
      .when(handOver({ reasonText: REASON }), by(program))
      .thenRefused('R-AUTO-06');
    const decided = given(reviewDecider, [opened(true)]).when(PASS, by(program)).decision;
    const events = decided.kind === 'accepted' ? decided.events : [];
    given(reviewDecider, [opened(true), ...events])
      .when(handOver(), by(WORKER))
      .thenRefused('G-STATE');
  });

  it('makes it an ordinary review: its people decide with the due date that it has', () => {
    const past = [opened(true), handed('not-answered', WORKER.id)];
    given(reviewDecider, past)
      .when(decide({ outcome: 'pass' }), by(reviewer))
      .thenTypes('review.signed', 'review.decided');
    const reject = decide({ outcome: 'reject', reasonCode: 'OUT_OF_SCOPE', reasonText: REASON });
    given(reviewDecider, past).when(reject, by(reviewer)).thenTypes('review.signed');
  });

  it('comes before a person’s decision (R-AUTO-07)', () => {
    given(reviewDecider, [opened(true)])
      .when(decide({ outcome: 'pass' }), by(reviewer))
      .then({ refused: [{ rule: 'R-AUTO-07', params: { pipeline: ID, answerBy: ANSWER_BY } }] });
  });
});

describe('what a program checked', () => {
  it('is asked of nobody else', () => {
    const body: DecideReview = { outcome: 'pass', checks: CHECKS };
    given(reviewDecider, [opened(false)])
      .when(decide(body), by(reviewer))
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/checks' }] });
  });

  it('does not make the program a colleague of the levels around it: others go on as before', () => {
    const acts: PriorAct[] = [{ level: 'district', duty: 'formal-check', actor: ID }];
    const past = opened(false, acts);
    const district = { ...past, data: { ...past.data, kind: 'district-review' } } as ReviewEvent;
    given(reviewDecider, [district])
      .when(decide({ outcome: 'pass' }), by(reviewer))
      .thenTypes('review.signed');
  });
});
