import { describe, expect, it } from '@jest/globals';
import type { Actor, DecideReview, EarlierRound, PriorAct, ReviewKind } from '#libs/contracts';
import { given } from '#libs/testing';
import { buildDue, buildFacts, buildOpening, hash, human, on } from './case-builders.js';
import { reviewDecider, type ReviewCommand, type ReviewEvent } from './review.decider.js';

const TODAY = '2026-04-30';
const reviewer = human('du-reviewer-1', { role: 'DU_REVIEWER', unit: '510104' });
const leader = human('du-leader-1', { role: 'DU_LEADER', unit: '510104' });
const muReviewer = human('mu-reviewer-1', { role: 'MU_REVIEWER', unit: '5101' });
const muLeader = human('mu-leader-1', { role: 'MU_LEADER', unit: '5101' });
const mhLeader = human('mh-leader-1', { role: 'MH_LEADER', unit: '5101' });
const officer = human('officer-1', { role: 'CH_OFFICER', unit: '510105' });
const admin = human('sys-admin-1', { role: 'SYS_ADMIN' });

interface Opening {
  readonly round?: number;
  readonly corrections?: number;
  readonly excluded?: string[];
  readonly earlier?: EarlierRound[];
  readonly priorActs?: PriorAct[];
}
const opened = (kind: ReviewKind, { priorActs = [], round = 1, ...more }: Opening = {}): ReviewEvent => ({
  type: 'review.opened',
  data: {
    ...buildOpening({ priorActs }),
    ...more,
    kind,
    round,
    due: buildDue('2026-05-08'),
    facts: buildFacts(),
    about: null,
    openedOn: '2026-04-27',
  },
});
const REASON = { reasonCode: 'OUT_OF_SCOPE', reasonText: '该申请不符合本年度项目支持范围' } as const;
const DEFECTS: NonNullable<DecideReview['defects']> = [
  { item: 'A05', reasonCode: 'DOC_EXPIRED', text: '所附为2025年度预算，请提交2026年度预算文件' },
  { item: 'budget', reasonCode: 'BUDGET_PROBLEM', text: '单位年度预算中没有托育经费安排，请补充' },
  { item: 'budget', reasonCode: 'DATA_MISMATCH', text: '预算明细中的数量与方案中的托位数不一致' },
];
const decide = (body: DecideReview): ReviewCommand => ({
  type: 'decide',
  body,
  reasonHash: body.reasonText === undefined ? null : hash('7'),
  defectsHash: body.defects === undefined ? null : hash('8'),
});
const PASS = decide({ outcome: 'pass' });
const REJECT = decide({ outcome: 'reject', ...REASON });
const RETURN = decide({ outcome: 'return', defects: DEFECTS });
const DEFER = decide({ outcome: 'defer', ...REASON });
const GRANTS = { unionGrantFen: 10_000_000, healthGrantFen: 5_000_000 };
const PROPOSE = decide({ outcome: 'pass', ...GRANTS });

type Step = readonly [ReviewCommand, Actor];
/** Plays these signatures one after another; each must be accepted. */
const play = (first: ReviewEvent, ...steps: readonly Step[]): ReviewEvent[] =>
  steps.reduce<ReviewEvent[]>(
    (past, [command, actor]) => {
      const { decision } = given(reviewDecider, past).when(command, on(TODAY, actor));
      expect(decision).toMatchObject({ kind: 'accepted' });
      return decision.kind === 'accepted' ? [...past, ...decision.events] : past;
    },
    [first],
  );
const when = (past: readonly ReviewEvent[], command: ReviewCommand, actor: Actor) =>
  given(reviewDecider, past).when(command, on(TODAY, actor));
const decidedIn = (events: readonly ReviewEvent[]) => events.find((event) => event.type === 'review.decided')?.data;

describe('a return for correction', () => {
  it.each([
    ['formal-check', [[RETURN, reviewer]]],
    [
      'district-review',
      [
        [PASS, reviewer],
        [RETURN, leader],
      ],
    ],
    [
      'municipal-review',
      [
        [PASS, muReviewer],
        [RETURN, muLeader],
      ],
    ],
    ['health-verification', [[RETURN, officer]]],
  ] as const satisfies readonly (readonly [ReviewKind, readonly Step[]])[])(
    'leaves the %s with every defect at once, in codes',
    (kind, steps) => {
      const events = play(opened(kind), ...steps);
      expect(decidedIn(events)).toMatchObject({
        outcome: 'returned',
        reasonCode: 'DOC_EXPIRED',
        defectsHash: hash('8'),
        defectItems: ['A05', 'budget'],
        defects: DEFECTS.map(({ item, reasonCode }) => ({ item, reasonCode })),
      });
      expect(JSON.stringify(events)).not.toContain('托育经费安排');
      expect(given(reviewDecider, events).state).toMatchObject({ status: 'RETURNED', defectItems: ['A05', 'budget'] });
    },
  );

  it('lists at least one defect (R-PROC-01)', () => {
    for (const defects of [undefined, []]) {
      when([opened('formal-check')], decide({ outcome: 'return', ...REASON, defects }), reviewer).then({
        refused: [{ rule: 'R-PROC-01', pointer: '/defects' }],
      });
    }
  });

  it('says of each defect what is wrong, in ten characters or more (R-PROC-06)', () => {
    const [first] = DEFECTS;
    if (first === undefined) throw new Error('no defect');
    const defects = [first, { item: 'staff' as const, reasonCode: 'MISSING_DOC' as const, text: ' 缺健康证 ' }];
    when([opened('formal-check')], decide({ outcome: 'return', defects }), reviewer).then({
      refused: [{ rule: 'R-PROC-06', pointer: '/defects/1/text' }],
    });
  });

  it('names a defect once', () => {
    when(
      [opened('formal-check')],
      decide({ outcome: 'return', defects: [...DEFECTS, ...DEFECTS.slice(0, 1)] }),
      reviewer,
    ).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/defects/3' }] });
  });

  it('is all that names defects', () => {
    when([opened('formal-check')], decide({ outcome: 'pass', defects: DEFECTS }), reviewer).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/defects' }],
    });
  });

  it('is possible twice at a step, and a third time not (R-PROC-02)', () => {
    when([opened('formal-check', { round: 2 })], RETURN, reviewer).thenTypes('review.signed', 'review.decided');
    when([opened('formal-check', { round: 3 })], RETURN, reviewer).then({
      refused: [{ rule: 'R-PROC-02', pointer: '/outcome', params: { rounds: 2 } }],
    });
    when([opened('formal-check', { round: 3 })], PASS, reviewer).thenTypes('review.signed', 'review.decided');
    when([opened('formal-check', { round: 3 })], REJECT, reviewer).thenTypes('review.signed');
  });

  it('is not used up by a reconsideration, which makes a round without a return', () => {
    when([opened('formal-check', { round: 3, corrections: 1 })], RETURN, reviewer).thenTypes(
      'review.signed',
      'review.decided',
    );
    when([opened('formal-check', { round: 2, corrections: 2 })], RETURN, reviewer).thenRefused('R-PROC-02');
  });

  it('by a reviewer is an opinion that the leader sees and need not share', () => {
    const past = play(opened('district-review'), [RETURN, reviewer]);
    expect(decidedIn(past)).toBeUndefined();
    expect(given(reviewDecider, past).state).toMatchObject({
      signatures: [{ outcome: 'return', defectItems: ['A05', 'budget'] }],
    });
    expect(decidedIn(play(opened('district-review'), [RETURN, reviewer], [PASS, leader]))).toMatchObject({
      outcome: 'passed',
      reasonCode: null,
    });
  });

  it.each(['joint-review', 'designation', 'operator'] as const)('is not possible at the %s', (kind) => {
    when([opened(kind)], RETURN, kind === 'operator' ? admin : muLeader).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/outcome' }],
    });
  });
});

describe('a formal check that does not accept', () => {
  it('needs the leader’s signature after the reviewer’s', () => {
    when([opened('formal-check')], REJECT, leader).thenRefused('G-STATE');
    const past = play(opened('formal-check'), [REJECT, reviewer]);
    expect(decidedIn(past)).toBeUndefined();
    expect(decidedIn(play(opened('formal-check'), [REJECT, reviewer], [REJECT, leader]))).toMatchObject({
      outcome: 'rejected',
      reasonCode: 'OUT_OF_SCOPE',
      decidedBy: [
        { actor: 'du-reviewer-1', duty: 'formal-check' },
        { actor: 'du-leader-1', level: 'district', duty: 'formal-signature' },
      ],
    });
  });

  it('is the leader’s to overrule, and nobody’s to sign twice', () => {
    const past = play(opened('formal-check'), [REJECT, reviewer]);
    expect(decidedIn(play(opened('formal-check'), [REJECT, reviewer], [PASS, leader]))).toMatchObject({
      outcome: 'passed',
    });
    expect(decidedIn(play(opened('formal-check'), [REJECT, reviewer], [RETURN, leader]))).toMatchObject({
      outcome: 'returned',
    });
    const both = human('du-reviewer-1', { role: 'DU_REVIEWER', unit: '510104' }, { role: 'DU_LEADER', unit: '510104' });
    when(past, REJECT, both).thenRefused('R-PROC-05');
    when(past, REJECT, reviewer).thenRefused('G-STATE');
  });

  it('does not open the leader’s seat when the reviewer accepts or returns', () => {
    for (const command of [PASS, RETURN]) {
      when(play(opened('formal-check'), [command, reviewer]), PASS, leader).thenRefused('G-STATE');
    }
  });
});

describe('the joint review', () => {
  const joint = opened('joint-review');

  it('is rejected when both leaders reject', () => {
    expect(decidedIn(play(joint, [REJECT, mhLeader], [REJECT, muLeader]))).toMatchObject({
      outcome: 'rejected',
      reasonCode: 'OUT_OF_SCOPE',
    });
  });

  it('is deferred when the leaders disagree, with the reason of whoever is against', () => {
    for (const steps of [
      [
        [PROPOSE, muLeader],
        [REJECT, mhLeader],
      ],
      [
        [REJECT, mhLeader],
        [PROPOSE, muLeader],
      ],
    ] as const) {
      expect(decidedIn(play(joint, ...steps))).toMatchObject({
        outcome: 'deferred',
        disagreed: true,
        reasonCode: 'OUT_OF_SCOPE',
        reasonHash: hash('7'),
        unionGrantFen: null,
      });
    }
  });

  it('is deferred by either leader at once, with a reason (R-PROC-06)', () => {
    expect(decidedIn(play(joint, [DEFER, muLeader]))).toMatchObject({
      outcome: 'deferred',
      reasonCode: 'OUT_OF_SCOPE',
    });
    const events = play(joint, [PROPOSE, muLeader], [DEFER, mhLeader]);
    expect(decidedIn(events)).toMatchObject({ outcome: 'deferred' });
    expect(decidedIn(events)).not.toHaveProperty('disagreed');
    expect(given(reviewDecider, events).state).toMatchObject({ status: 'DEFERRED' });
    when([joint], decide({ outcome: 'defer' }), muLeader).thenRefused('R-PROC-06', 'R-PROC-06');
  });

  it('is the only review that can be deferred', () => {
    when([opened('formal-check')], DEFER, reviewer).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/outcome' }] });
  });

  it('opens anew after a deferral, for the same leaders', () => {
    const act = { level: 'municipal', duty: 'joint-review-union', actor: 'mu-leader-1' };
    expect(
      decidedIn(play(opened('joint-review', { round: 2, priorActs: [act] }), [PROPOSE, muLeader], [PROPOSE, mhLeader])),
    ).toMatchObject({ outcome: 'passed', ...GRANTS });
  });
});

describe('a corrected version', () => {
  const first: PriorAct[] = [
    { level: 'district', duty: 'formal-check', actor: 'du-reviewer-1' },
    { level: 'district', duty: 'district-review', actor: 'du-reviewer-1' },
    { level: 'district', duty: 'district-signature', actor: 'du-leader-1' },
  ];

  it('is reviewed by the same people in the same seats', () => {
    const again = opened('district-review', { round: 2, priorActs: first });
    expect(decidedIn(play(again, [PASS, reviewer], [PASS, leader]))).toMatchObject({ outcome: 'passed' });
  });

  it('is not signed by the reviewer of the first version in the leader’s seat (R-PROC-05)', () => {
    const promoted = human('du-reviewer-1', { role: 'DU_LEADER', unit: '510104' });
    const again = opened('district-review', { round: 2, priorActs: first });
    const other = human('du-reviewer-2', { role: 'DU_REVIEWER', unit: '510104' });
    when(play(again, [PASS, other]), PASS, promoted).thenRefused('R-PROC-05');
  });

  it('is not judged on the next level by whoever judged any version before (R-PROC-05)', () => {
    const promoted = human('du-leader-1', { role: 'MU_REVIEWER', unit: '5101' });
    when([opened('municipal-review', { round: 2, priorActs: first })], PASS, promoted).thenRefused('R-PROC-05');
  });

  it('shows what the earlier rounds decided and why', () => {
    const earlier: EarlierRound[] = [
      {
        round: 1,
        work: 'review/0193a1b2-0000-8000-8000-000000000001',
        outcome: 'returned',
        decidedOn: '2026-04-30',
        reasonCode: 'DOC_EXPIRED',
        reasonHash: null,
        defectsHash: hash('8'),
        defectItems: ['A05'],
      },
    ];
    expect(given(reviewDecider, [opened('formal-check', { round: 2, earlier })]).state).toMatchObject({
      round: 2,
      earlier,
    });
  });
});

describe('a reconsideration', () => {
  const again = (kind: ReviewKind, ...excluded: string[]): ReviewEvent =>
    opened(kind, { round: 2, corrections: 0, excluded });

  it('is closed to everybody of the first decision, and says why (R-PROC-04)', () => {
    when([again('district-review', 'du-reviewer-1', 'du-leader-1')], PASS, reviewer).then({
      refused: [{ rule: 'R-PROC-04', pointer: '', params: { variant: 'reconsideration' } }],
    });
    const otherSeat = human('du-reviewer-1', { role: 'DU_LEADER', unit: '510104' });
    const other = human('du-reviewer-2', { role: 'DU_REVIEWER', unit: '510104' });
    const past = play(again('district-review', 'du-reviewer-1', 'du-leader-1'), [PASS, other]);
    when(past, PASS, otherSeat).thenRefused('R-PROC-04');
    when(past, PASS, leader).thenRefused('R-PROC-04');
  });

  it('is decided by others in the same seats, either way', () => {
    const reviewer2 = human('du-reviewer-2', { role: 'DU_REVIEWER', unit: '510104' });
    const leader2 = human('du-leader-2', { role: 'DU_LEADER', unit: '510104' });
    const open = again('district-review', 'du-reviewer-1', 'du-leader-1');
    expect(decidedIn(play(open, [PASS, reviewer2], [PASS, leader2]))).toMatchObject({ outcome: 'passed' });
    expect(decidedIn(play(open, [PASS, reviewer2], [REJECT, leader2]))).toMatchObject({ outcome: 'rejected' });
  });

  it.each([
    ['joint-review', muLeader],
    ['joint-review', mhLeader],
    ['designation', mhLeader],
    ['health-verification', officer],
  ] as const)('of a %s excludes its signers too', (kind, actor) => {
    when([again(kind, actor.id)], REJECT, actor).thenRefused('R-PROC-04');
  });
});

describe('a decision that comes too late', () => {
  it.each(['withdrawn', 'terminated', 'lapsed', 'superseded', 'case-ended'] as const)(
    'is refused after the work was closed as %s',
    (why) => {
      const { decision, state } = when([opened('formal-check')], { type: 'close', body: { why } }, human('worker'));
      expect(decision).toMatchObject({ events: [{ type: 'review.closed', data: { why } }] });
      expect(state).toMatchObject({ status: 'CLOSED' });
      when([opened('formal-check'), { type: 'review.closed', data: { why } }], PASS, reviewer).then({
        refused: [{ rule: 'G-STATE', params: { state: 'CLOSED', command: 'decide' } }],
      });
    },
  );

  it.each([
    ['RETURNED', [RETURN, reviewer] as Step],
    ['PASSED', [PASS, reviewer] as Step],
  ])('is refused when the review is %s', (state, step) => {
    when(play(opened('formal-check'), step), PASS, reviewer).then({
      refused: [{ rule: 'G-STATE', params: { state, command: 'decide' } }],
    });
  });
});
