import { describe, expect, it } from '@jest/globals';
import {
  DUTY_NAMES,
  REVIEW_KINDS,
  fold,
  type Decision,
  type DomainEvent,
  type Duty,
  type PriorAct,
  type ReviewKind,
  type Seat,
} from '#libs/contracts';
import { DUTIES, DUTY_MATRIX } from '#libs/policy';
import { buildDue, buildFacts, buildListing, buildOpening, hash, human, on } from './approvals/case-builders.js';
import { filingDecider } from './approvals/filing.decider.js';
import { inspectionDecider } from './approvals/inspection.decider.js';
import type { NoticeEvent } from './approvals/notice-state.js';
import { noticeDecider } from './approvals/notice.decider.js';
import { reviewDecider, type ReviewEvent } from './approvals/review.decider.js';
import { seatsOf, unitOfSeat } from './approvals/seats.js';
import { NOTHING_SEEN } from './payments/grant-evidence.js';
import type { GrantEvent } from './payments/grant-state.js';
import type { GrantCommand } from './payments/grant-command.js';
import { grantDecider } from './payments/grant.decider.js';

/*
 * The duty matrix says which duties exclude each other; here every decider is asked whether it keeps to it, pair by pair.
 * What a person may not do is refused before anything else is looked at, so the tries need no more than somebody to make
 * them.
 */
const TODAY = '2026-05-12';
const PERSON = 'one-person';
const SEPARATION = ['R-PROC-04', 'R-PROC-05', 'R-PAY-05', 'R-AUD-02'];

/** Duties with which a case begins: nothing was done on it before, so nothing stands against them. */
const FIRST_DUTIES = [
  'application-preparation',
  'committee-chairing',
  'committee-vote',
  'application-submission',
] as const satisfies readonly Duty[];
type FirstDuty = (typeof FIRST_DUTIES)[number];
type Try = (priorActs: PriorAct[]) => Decision<DomainEvent>;

const seatNamed = (kind: ReviewKind, duty: Duty): { seat: Seat; before: readonly Seat[] } => {
  const { order, seats } = seatsOf(kind);
  const index = seats.findIndex((one) => one.duty === duty);
  const seat = seats[index];
  if (seat === undefined) throw new Error(`${kind} has no ${duty}`);
  return { seat, before: order === 'sequence' ? seats.slice(0, index) : [] };
};

const openedReview = (kind: ReviewKind, priorActs: PriorAct[]): ReviewEvent => ({
  type: 'review.opened',
  data: {
    ...buildOpening({ priorActs }),
    kind,
    round: 1,
    due: buildDue('2026-05-20'),
    facts: buildFacts(),
    about: null,
    openedOn: TODAY,
  },
});
/** Signed in such a way that the seat `next` is open. */
const signedBy = (actor: string, { role }: Seat, next?: Seat): ReviewEvent => ({
  type: 'review.signed',
  data: {
    role,
    actor,
    outcome: next?.after ?? 'pass',
    reasonCode: null,
    reasonHash: null,
    unionGrantFen: null,
    healthGrantFen: null,
    documentNo: null,
    signedOn: TODAY,
  },
});
const sign = (past: readonly ReviewEvent[], { role, ...seat }: Seat): Decision<DomainEvent> => {
  const person = human(PERSON, { role, unit: unitOfSeat({ role, ...seat }, buildListing()) });
  const state = fold(reviewDecider, reviewDecider.initial, past);
  return reviewDecider.decide(
    { type: 'decide', body: { outcome: 'pass' }, reasonHash: null },
    state,
    on(TODAY, person),
  );
};
const reviewing =
  (kind: ReviewKind, duty: Duty): Try =>
  (priorActs) => {
    const { seat, before } = seatNamed(kind, duty);
    return sign([openedReview(kind, priorActs), ...before.map((one) => signedBy('somebody-else', one, seat))], seat);
  };

const recordFiling: Try = (priorActs) => {
  const dues = { receiptDue: buildDue('2026-05-20'), nonconformityDue: buildDue('2026-06-02') };
  const data = { ...buildOpening({ priorActs }), facts: buildFacts(), ...dues, openedOn: TODAY };
  const state = fold(filingDecider, filingDecider.initial, [{ type: 'filing.opened', data }]);
  const { no: filingNo, ...filing } = buildFacts().filing;
  const person = human(PERSON, { role: 'CH_OFFICER', unit: buildListing().siteUnit });
  return filingDecider.decide({ type: 'record-receipt', body: { filingNo, ...filing } }, state, on(TODAY, person));
};

const visit: Try = (priorActs) => {
  const opening = buildOpening({ priorActs });
  const data = { ...opening, facts: buildFacts(), visitDue: buildDue('2026-05-20'), openedOn: TODAY };
  const state = fold(inspectionDecider, inspectionDecider.initial, [{ type: 'inspection.opened', data }]);
  const person = human(PERSON, { role: 'INSPECTOR', body: 'union' });
  const body = { visitedOn: TODAY, companion: 'somebody-else' };
  return inspectionDecider.decide({ type: 'record-visit', body }, state, on(TODAY, person));
};

const SOMEBODY = { role: 'MU_REVIEWER', actor: 'somebody-else' };
const noticeWithObjection = (priorActs: PriorAct[], ...more: NoticeEvent[]) => {
  const grants = { unionGrantFen: 1, healthGrantFen: 1 };
  const period = buildDue('2026-05-15', '2026-05-09', 5);
  const data = { ...buildOpening({ priorActs }), facts: buildFacts(), period, ...grants, openedOn: '2026-05-09' };
  return fold(noticeDecider, noticeDecider.initial, [
    { type: 'notice.opened', data },
    { type: 'notice.objection-lodged', data: { objection: 1, documentHash: hash('5'), lodgedOn: TODAY } },
    ...more,
  ]);
};
const acceptedBy = (examiner: typeof SOMEBODY & { level?: string; duty?: string }): NoticeEvent => ({
  type: 'notice.objection-accepted',
  data: { objection: 1, examiner, acceptedOn: TODAY },
});
const examineObjection: Try = (priorActs) => {
  const body = { objection: 1, outcome: 'accept' as const };
  const person = human(PERSON, { role: 'MU_REVIEWER', unit: '5101' });
  return noticeDecider.decide(
    { type: 'examine-objection', body, reasonHash: null },
    noticeWithObjection(priorActs),
    on(TODAY, person),
  );
};
const resolvingObjection =
  (role: 'MU_LEADER' | 'MH_LEADER', ...past: NoticeEvent[]): Try =>
  (priorActs) => {
    const body = { objection: 1, outcome: 'dismissed' as const, finding: '经现场复核，异议所述情况不属实' };
    return noticeDecider.decide(
      { type: 'resolve-objection', body, findingHash: hash('6') },
      noticeWithObjection(priorActs, ...(past.length > 0 ? past : [acceptedBy(SOMEBODY)])),
      on(TODAY, human(PERSON, { role, unit: '5101' })),
    );
  };

const stamp = (by: string) => ({ by, on: TODAY });
const MADE_FOR = { amountFen: 1, use: 'DEMO_SITE_SUBSIDY', method: 'TRANSFER', purposeHash: hash('7') } as const;
const made = (by: string): GrantEvent => ({ type: 'grant.made', data: { ...MADE_FOR, ...stamp(by) } });
const checked = (by: string): GrantEvent => ({
  type: 'grant.checked',
  data: { cnapsOverrideHash: null, ...stamp(by) },
});
const plannedGrant = (priorActs: PriorAct[]): GrantEvent => {
  const at = { subject: 'x/1', sequence: 1 };
  return {
    type: 'grant.planned',
    data: {
      caseId: buildOpening().caseId,
      site: 'site/s',
      fund: 'UNION_MUNI',
      amountFen: 1,
      payeeHash: hash('8'),
      evidence: {
        planHash: hash('1'),
        resolutionHash: hash('2'),
        resolution: at,
        filing: at,
        notice: at,
        designation: at,
        reservation: at,
        documentNo: '1号',
      },
      listing: buildListing(),
      priorActs,
      due: buildDue('2026-06-12'),
      paymentKey: 'g.1',
      plannedOn: TODAY,
    },
  };
};
const MAKE: GrantCommand = { type: 'make', ...MADE_FOR, purpose: '示范点补助' };
const CHECK: GrantCommand = { type: 'check', cnapsOverrideHash: null };
const APPROVE: GrantCommand = { type: 'approve', amountFen: 1 };
const handle = (command: GrantCommand, past: readonly GrantEvent[]): Decision<DomainEvent> =>
  grantDecider.decide(command, fold(grantDecider, grantDecider.initial, past), {
    ...on(TODAY, human(PERSON)),
    subject: 'grant/g',
    payee: null,
    seen: NOTHING_SEEN,
    coolOffUntil: null,
  });

const PAID: readonly GrantEvent[] = [
  made('maker'),
  checked('checker'),
  { type: 'grant.approved', data: { amountFen: 1, ...stamp('approver') } },
  { type: 'grant.instructed', data: { paymentKey: 'g.1', amountFen: 1, payeeHash: hash('8'), on: TODAY } },
  { type: 'grant.paid', data: { reference: 'B1', amountFen: 1, paidOn: TODAY } },
];
const claim = { line: 'EX-01', amountFen: 1, invoiceNo: '1'.repeat(20) } as const;
const registered: readonly GrantEvent[] = [
  { type: 'grant.expense-registered', data: { expense: 1, ...claim, claimHash: hash('9'), ...stamp('somebody') } },
  { type: 'grant.use-begun', data: { on: TODAY } },
];
const signedReport: GrantEvent = {
  type: 'grant.report-signed',
  data: { reportHash: hash('a'), spentFen: 0, receivedFen: 1, ...stamp('somebody') },
};
/** A try on the grant after its payment, as far as `more` leads. */
const using =
  (command: GrantCommand, more: readonly GrantEvent[] = []): Try =>
  (priorActs) =>
    handle(command, [plannedGrant(priorActs), ...PAID, ...more]);
const REGISTER: GrantCommand = {
  type: 'expense',
  ...claim,
  payee: { kind: 'ORGANISATION', name: '托育机构', uscc: null },
  method: 'TRANSFER',
  purpose: '托育服务',
  claimHash: hash('9'),
};
const SETTLE: GrantCommand = {
  type: 'settle-expense',
  expense: 1,
  outcome: 'paid',
  reference: 'E1',
  paidOn: TODAY,
  reasonHash: null,
};
const FIND: GrantCommand = {
  type: 'finding',
  finding: 'F-1',
  severity: 'MAJOR',
  prohibition: null,
  misusedFen: 0,
  expenses: [],
  text: '审计发现的问题说明',
  textHash: hash('b'),
};
const RECOVER: GrantCommand = {
  type: 'order-recovery',
  ground: 'EXIT',
  serviceStoppedOn: TODAY,
  reasonText: '退出示范点项目',
  reasonHash: hash('c'),
};
const RECEIVE: GrantCommand = { type: 'receipt', amountFen: 1, reference: 'R1', receivedOn: TODAY };

/** How each duty is taken on. One that nobody tries here does not compile. */
const TRIES: Readonly<Record<Exclude<Duty, FirstDuty>, Try>> = {
  'formal-check': reviewing('formal-check', 'formal-check'),
  'formal-signature': reviewing('formal-check', 'formal-signature'),
  'district-review': reviewing('district-review', 'district-review'),
  'district-signature': reviewing('district-review', 'district-signature'),
  'municipal-review': reviewing('municipal-review', 'municipal-review'),
  'municipal-signature': reviewing('municipal-review', 'municipal-signature'),
  'filing-record': recordFiling,
  'health-verification': reviewing('health-verification', 'health-verification'),
  inspection: visit,
  'joint-review-union': reviewing('joint-review', 'joint-review-union'),
  'joint-review-health': reviewing('joint-review', 'joint-review-health'),
  'objection-examination': examineObjection,
  'objection-decision': resolvingObjection('MU_LEADER'),
  'objection-decision-health': resolvingObjection('MH_LEADER'),
  'designation-union': reviewing('designation', 'designation-union'),
  'designation-health': reviewing('designation', 'designation-health'),
  operation: reviewing('operator', 'operation'),
  'payment-making': (priorActs) => handle(MAKE, [plannedGrant(priorActs)]),
  'payment-checking': (priorActs) => handle(CHECK, [plannedGrant(priorActs), made('maker')]),
  'payment-approval': (priorActs) => handle(APPROVE, [plannedGrant(priorActs), made('maker'), checked('checker')]),
  'receipt-recording': using(RECEIVE),
  'expense-registration': using(REGISTER),
  'expense-settlement': using(SETTLE, registered),
  'performance-report': using({
    type: 'report',
    summary: '资金使用绩效自评',
    indicators: [],
    reportHash: hash('a'),
  }),
  'report-countersignature': using({ type: 'countersign-report', reportHash: hash('a') }, [signedReport]),
  'grant-direction': using(RECOVER),
  'grant-audit': using(FIND),
};
const tried = Object.entries(TRIES) as [Duty, Try][];

const ruleOf = (one: Duty, other: Duty): string | undefined =>
  DUTY_MATRIX.find(
    ({ first, second }) => [first, second].includes(one) && [first, second].includes(other) && one !== other,
  )?.rule;
const separationIn = (decision: Decision<DomainEvent>): string[] =>
  decision.kind === 'refused'
    ? decision.refusals.map(({ rule }) => rule).filter((rule) => SEPARATION.includes(rule))
    : [];
const actOf = (duty: Duty, actor = PERSON): PriorAct => ({ level: DUTIES[duty].level ?? '', duty, actor });

describe('the separation of duties in the deciders', () => {
  const pairs = tried.flatMap(([second, attempt]) =>
    DUTY_NAMES.map((first) => [first, second, ruleOf(first, second), attempt] as const),
  );

  it.each(pairs)('after %s on the case, %s by the same person meets %s', (first, _second, rule, attempt) => {
    expect(separationIn(attempt([actOf(first)]))).toEqual(rule === undefined ? [] : [rule]);
  });

  it.each(pairs)('after %s by another person, %s meets no rule of separation', (first, _second, _rule, attempt) => {
    expect(separationIn(attempt([actOf(first, 'another-person')]))).toEqual([]);
  });

  const seatPairs = REVIEW_KINDS.flatMap((kind) =>
    seatsOf(kind).seats.flatMap((first) =>
      seatsOf(kind).seats.flatMap((second) => {
        const isBefore = seatNamed(kind, second.duty).before.includes(first) || seatsOf(kind).order === 'parallel';
        return first === second || !isBefore ? [] : [[kind, first.duty, second.duty, first, second] as const];
      }),
    ),
  );

  it.each(seatPairs)('in one %s, after %s the same person is refused %s', (kind, first, second, seat, next) => {
    const rule = ruleOf(first, second);
    expect(rule).toBeDefined();
    expect(separationIn(sign([openedReview(kind, []), signedBy(PERSON, seat, next)], next))).toEqual([rule]);
  });

  it.each([
    ['payment-making', 'payment-checking', CHECK, [made(PERSON)]],
    ['payment-making', 'payment-approval', APPROVE, [made(PERSON), checked('checker')]],
    ['payment-checking', 'payment-approval', APPROVE, [made('maker'), checked(PERSON)]],
  ] as const)('on one order, after %s the same person is refused %s', (first, second, command, past) => {
    const rule = ruleOf(first, second);
    expect(rule).toBe('R-PAY-05');
    expect(separationIn(handle(command, [plannedGrant([]), ...past]))).toEqual([rule]);
  });

  it.each(['MU_LEADER', 'MH_LEADER'] as const)('on one objection, whoever examined it is refused as %s', (role) => {
    const examiner = { ...SOMEBODY, actor: PERSON, level: 'municipal', duty: 'objection-examination' };
    expect(separationIn(resolvingObjection(role, acceptedBy(examiner))([]))).toEqual(['R-PROC-05']);
  });

  /** The other commands of a duty that has several, each from a past in which the same person has done the first duty. */
  it.each([
    ['grant-audit', 'payment-approval', { type: 'audit', opinion: '经审计，合规', opinionHash: hash('d') }],
    ['grant-audit', 'expense-settlement', { type: 'audit', opinion: '经审计，合规', opinionHash: hash('d') }],
    ['grant-direction', 'payment-checking', { type: 'close' }],
  ] as const satisfies readonly (readonly [Duty, Duty, GrantCommand])[])(
    '%s after %s, on the same grant, is refused at its end as well',
    (duty, first, command) => {
      const reported: readonly GrantEvent[] = [
        signedReport,
        { type: 'grant.reported', data: { reportHash: hash('a'), ...stamp('somebody-else') } },
      ];
      const audited: GrantEvent = { type: 'grant.audited', data: { opinionHash: hash('d'), ...stamp('an-auditor') } };
      const more = command.type === 'close' ? [...reported, audited] : reported;
      expect(separationIn(using(command, more)([actOf(first)]))).toEqual([ruleOf(first, duty)]);
    },
  );

  it('is tried for every duty but those with which a case begins', () => {
    expect(DUTY_NAMES.filter((duty) => !tried.some(([name]) => name === duty))).toEqual(FIRST_DUTIES);
  });
});
