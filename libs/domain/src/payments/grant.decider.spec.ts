import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold, type Payee, type PriorAct } from '#libs/contracts';
import { given } from '#libs/testing';
import type { GrantContext } from './grant-context.js';
import { NOTHING_SEEN, type SeenEvidence } from './grant-evidence.js';
import { grantIdIn, paymentKeyOf, type GrantEvent, type GrantState } from './grant-state.js';
import type { GrantCommand } from './grant-command.js';
import { grantDecider } from './grant.decider.js';

const CASE = '01980000-0000-7000-8000-000000000001';
const AMOUNT = 10_000_000;
const hash = (digit: string): string => digit.repeat(64);
const position = (subject: string, sequence: number) => ({ subject, sequence });

const payee: Payee = {
  legalName: '成都市示例医院工会委员会',
  uscc: '81510104MATX010017',
  accountName: '成都市示例医院工会委员会',
  bankName: '示例银行成都分行',
  cnaps: '102651001012',
  accountNo: '4402 0123 0900 0012 345',
};
const wrongCnaps: Payee = { ...payee, cnaps: '102651001021' };
const listing = {
  caseNo: 'TY-2026-0001',
  employerName: '成都市示例医院',
  employerUscc: '12510100MATX010010',
  unionUscc: payee.uscc,
  managingUnit: '510104',
  siteUnit: '510104',
  mode: 'SELF',
  requestedUnionFen: AMOUNT,
};
const due = {
  startedOn: '2026-05-22',
  workingDays: 15,
  dueOn: '2026-06-12',
  calendarVersion: '2026.1',
  provisional: false,
  zh: '',
  en: '',
};
const evidence = {
  planHash: hash('1'),
  resolutionHash: hash('2'),
  resolution: position('meeting/m', 6),
  filing: position('filing/f', 2),
  notice: position('notice/n', 2),
  designation: position('site/s', 1),
  reservation: position('budget/2026-UNION_MUNI', 2),
  documentNo: '成工办发〔2026〕12号',
};
const seen: SeenEvidence = {
  resolution: { caseId: CASE, planHash: hash('1'), resolutionHash: hash('2') },
  filing: { caseId: CASE },
  notice: {
    caseId: CASE,
    endedOn: '2026-05-15',
    openObjections: 0,
    upheldObjections: 0,
    unionGrantFen: AMOUNT,
    healthGrantFen: 5_000_000,
  },
  site: {
    subject: 'site/s',
    caseId: CASE,
    documentNo: evidence.documentNo,
    planHash: hash('1'),
    resolutionHash: hash('2'),
    unionName: payee.legalName,
    unionUscc: payee.uscc,
    standing: 'ACTIVE',
    stoppedOn: null,
  },
  reservation: { fund: 'UNION_MUNI', amountFen: AMOUNT, outcome: 'reserved' },
};
const priorActs: readonly PriorAct[] = [
  { level: 'district', duty: 'formal-check', actor: 'reviewer' },
  { level: 'municipal', duty: 'joint-review-union', actor: 'leader' },
];

const context = (actor: string, extra: Partial<GrantContext> = {}): GrantContext => ({
  now: '2026-05-25T10:00:00+08:00',
  today: '2026-05-25',
  actor: { id: actor, kind: 'human', roles: [] },
  subject: 'grant/g',
  payee: { hash: hash('a'), payee },
  seen,
  coolOffUntil: null,
  ...extra,
});

const planned: GrantEvent = {
  type: 'grant.planned',
  data: {
    caseId: CASE,
    site: 'site/s',
    fund: 'UNION_MUNI',
    amountFen: AMOUNT,
    payeeHash: hash('a'),
    evidence,
    listing,
    priorActs: [...priorActs],
    due,
    paymentKey: 'g.1',
    plannedOn: '2026-05-22',
  },
};
const healthPlanned: GrantEvent = {
  type: 'grant.planned',
  data: { ...planned.data, fund: 'FISCAL_HEALTH', amountFen: 5_000_000, payeeHash: null },
};
const stamp = (by: string, on = '2026-05-25') => ({ by, on });
const made: GrantEvent = {
  type: 'grant.made',
  data: {
    amountFen: AMOUNT,
    use: 'DEMO_SITE_SUBSIDY',
    method: 'TRANSFER',
    purposeHash: hash('b'),
    ...stamp('maker'),
  },
};
const checked: GrantEvent = { type: 'grant.checked', data: { cnapsOverrideHash: null, ...stamp('checker') } };
const approved: GrantEvent = { type: 'grant.approved', data: { amountFen: AMOUNT, ...stamp('approver') } };
const instructed: GrantEvent = {
  type: 'grant.instructed',
  data: { paymentKey: 'g.1', amountFen: AMOUNT, payeeHash: hash('a'), on: '2026-05-25' },
};
const paid: GrantEvent = { type: 'grant.paid', data: { reference: 'B1', amountFen: AMOUNT, paidOn: '2026-05-25' } };
const failed: GrantEvent = {
  type: 'grant.payment-failed',
  data: { reference: 'B1', reasonHash: hash('c'), on: '2026-05-25' },
};
const corrected: GrantEvent = {
  type: 'grant.payee-corrected',
  data: { payeeHash: hash('d'), coolOffUntil: '2026-05-27', paymentKey: 'g.2', ...stamp('gu-finance') },
};
const voucher: GrantEvent = {
  type: 'grant.voucher-recorded',
  data: { voucherNo: 'CZ-1', amountFen: 5_000_000, paidOn: '2026-05-24', ...stamp('mh-officer') },
};
const sentBack: GrantEvent = {
  type: 'grant.sent-back',
  data: { reasonCode: 'DATA_MISMATCH', reasonHash: hash('e'), ...stamp('checker') },
};

/** The past that leads to each state up to the payment; the transitions' own test has the others. */
const PAST = {
  NONE: [],
  PLANNED: [planned],
  MADE: [planned, made],
  CHECKED: [planned, made, checked],
  APPROVED: [planned, made, checked, approved],
  INSTRUCTED: [planned, made, checked, approved, instructed],
  PAID: [planned, made, checked, approved, instructed, paid],
  PAYMENT_FAILED: [planned, made, checked, approved, instructed, failed],
} as const satisfies Partial<Record<GrantState['status'], readonly GrantEvent[]>>;
type Status = keyof typeof PAST;
const STATUSES = Object.keys(PAST) as Status[];

const plan: GrantCommand = {
  type: 'plan',
  payeeHash: hash('a'),
  caseId: CASE,
  site: 'site/s',
  fund: 'UNION_MUNI',
  amountFen: AMOUNT,
  payee,
  evidence,
  listing,
  priorActs: [...priorActs],
  due,
};
const make: GrantCommand = {
  type: 'make',
  amountFen: AMOUNT,
  use: 'DEMO_SITE_SUBSIDY',
  method: 'TRANSFER',
  purpose: '示范点补助',
  purposeHash: hash('b'),
};
const check: GrantCommand = { type: 'check', cnapsOverrideHash: null };
const approve: GrantCommand = { type: 'approve', amountFen: AMOUNT };
const sendBack: GrantCommand = {
  type: 'send-back',
  reasonCode: 'DATA_MISMATCH',
  reasonText: '收款账户信息与证明材料不一致',
  reasonHash: hash('e'),
};
const instruct: GrantCommand = { type: 'instruct' };
const bankResult = (over: Partial<Extract<GrantCommand, { type: 'bank-result' }>> = {}): GrantCommand => ({
  type: 'bank-result',
  status: 'settled',
  reference: 'B1',
  amountFen: AMOUNT,
  paymentKey: 'g.1',
  reasonHash: hash('c'),
  ...over,
});
const correct: GrantCommand = { type: 'correct-payee', payee, payeeHash: hash('d') };
const recordVoucher: GrantCommand = { type: 'voucher', voucherNo: 'CZ-1', amountFen: 5_000_000, paidOn: '2026-05-24' };
const alarm: GrantCommand = { type: 'alarm', kind: 'escalate', level: 1, on: '2026-05-25' };
const without = (part: Partial<SeenEvidence>): Partial<GrantContext> => ({ seen: { ...seen, ...part } });

describe('planning a grant', () => {
  it('plans it with the first payment key when everything it rests on was seen', () => {
    given(grantDecider)
      .when(plan, context('worker', { today: '2026-05-22' }))
      .then([planned]);
  });

  it('takes the site by its bare id as well', () => {
    given(grantDecider)
      .when({ ...plan, site: 's' }, context('worker'))
      .thenTypes('grant.planned');
  });

  it('names every missing fact when nothing was seen', () => {
    given(grantDecider)
      .when(plan, context('worker', { seen: NOTHING_SEEN }))
      .thenRefused('R-COM-08', 'R-COM-08', 'R-FILE-03', 'R-PAY-06', 'R-FUND-01', 'R-FUND-02');
  });

  it.each([
    ['no resolution', { resolution: null }, ['R-COM-08', 'R-COM-08']],
    [
      'a resolution over another plan',
      { resolution: { caseId: CASE, planHash: hash('9'), resolutionHash: hash('2') } },
      ['R-COM-08'],
    ],
    [
      'another resolution',
      { resolution: { caseId: CASE, planHash: hash('1'), resolutionHash: hash('9') } },
      ['R-COM-08'],
    ],
    [
      "another case's resolution",
      { resolution: { caseId: 'other', planHash: hash('1'), resolutionHash: hash('2') } },
      ['R-COM-08', 'R-COM-08'],
    ],
    ['no filing receipt', { filing: null }, ['R-FILE-03']],
    ["another case's filing receipt", { filing: { caseId: 'other' } }, ['R-FILE-03']],
    ['no notice', { notice: null }, ['R-PAY-06']],
    ['a notice that has not passed', { notice: { ...seenNotice(), endedOn: null } }, ['R-PAY-06']],
    ['a notice that ends today', { notice: { ...seenNotice(), endedOn: '2026-05-25' } }, ['R-PAY-06']],
    ['an open objection', { notice: { ...seenNotice(), openObjections: 1 } }, ['R-PAY-06']],
    ['an upheld objection', { notice: { ...seenNotice(), upheldObjections: 1 } }, ['R-PAY-06']],
    ["another case's notice", { notice: { ...seenNotice(), caseId: 'other' } }, ['R-PAY-06']],
    ['another amount than the public was told', { notice: { ...seenNotice(), unionGrantFen: 1 } }, ['R-PAY-09']],
    ['no designation', { site: null }, ['R-FUND-01']],
    ['another site', { site: { ...seenSite(), subject: 'site/t' } }, ['R-FUND-01']],
    ["another case's site", { site: { ...seenSite(), caseId: 'other' } }, ['R-FUND-01']],
    ['another document number', { site: { ...seenSite(), documentNo: 'x' } }, ['R-FUND-01']],
    ['a site designated for another plan', { site: { ...seenSite(), planHash: hash('9') } }, ['R-FUND-01']],
    ['a site designated on another resolution', { site: { ...seenSite(), resolutionHash: hash('9') } }, ['R-FUND-01']],
    ["a payee that is not the site's union", { site: { ...seenSite(), unionName: '另一工会' } }, ['R-PAY-01']],
    ['no reservation', { reservation: null }, ['R-FUND-02']],
    ['a released reservation', { reservation: { ...seenReservation(), outcome: 'released' } }, ['R-FUND-02']],
    ['a spent reservation', { reservation: { ...seenReservation(), outcome: 'paid' } }, ['R-FUND-02']],
    ['a smaller reservation', { reservation: { ...seenReservation(), amountFen: 1 } }, ['R-FUND-02']],
    ["the other fund's reservation", { reservation: { ...seenReservation(), fund: 'FISCAL_HEALTH' } }, ['R-FUND-02']],
  ] as const satisfies readonly (readonly [string, Partial<SeenEvidence>, readonly string[]])[])(
    'refuses %s',
    (_what, part, rules) => {
      given(grantDecider)
        .when(plan, context('worker', without(part)))
        .thenRefused(...rules);
    },
  );

  it('plans health money without a payee: the fiscal system pays it', () => {
    const health: GrantCommand = {
      ...plan,
      fund: 'FISCAL_HEALTH',
      amountFen: 5_000_000,
      payee: null,
      payeeHash: null,
    };
    const reservation = { fund: 'FISCAL_HEALTH', amountFen: 5_000_000, outcome: 'reserved' } as const;
    const today = { today: '2026-05-22' };
    given(grantDecider)
      .when(health, context('worker', { ...without({ reservation }), ...today }))
      .then([healthPlanned]);
    given(grantDecider)
      .when(health, context('worker', { ...without({ reservation, site: null }), ...today }))
      .thenRefused('R-FUND-01');
  });
});

function seenNotice() {
  return (
    seen.notice ?? {
      caseId: CASE,
      endedOn: null,
      openObjections: 0,
      upheldObjections: 0,
      unionGrantFen: 0,
      healthGrantFen: 0,
    }
  );
}
function seenSite() {
  if (seen.site === null) throw new Error('the example has a site');
  return seen.site;
}
function seenReservation() {
  return { fund: 'UNION_MUNI', amountFen: AMOUNT, outcome: 'reserved' } as const;
}

describe('making the order', () => {
  it('is accepted from PLANNED', () => {
    given(grantDecider, PAST.PLANNED).when(make, context('maker')).then([made]);
  });

  it.each([
    ['another amount', { ...make, amountFen: AMOUNT - 1 }, {}, 'R-PAY-09', '/amountFen'],
    ['another use than the approved one', { ...make, use: 'OTHER' }, {}, 'R-FUND-04', '/use'],
    ['cash', { ...make, method: 'CASH' }, {}, 'R-FUND-05', '/method'],
    ['a prepaid card', { ...make, method: 'PREPAID_CARD' }, {}, 'R-FUND-05', '/method'],
    ['the payee unknown', make, { payee: null }, 'R-PAY-07', '/payee'],
    ['the payee of an older hash', make, { payee: { hash: hash('0'), payee } }, 'R-PAY-07', '/payee'],
    ['a foreign account name', make, pays({ accountName: '张三' }), 'R-PAY-01', '/payee/accountName'],
    ['a CNAPS code of eleven digits', make, pays({ cnaps: '10265100101' }), 'R-PAY-02', '/payee/cnaps'],
    ['an account of seven digits', make, pays({ accountNo: '1234567' }), 'R-PAY-03', '/payee/accountNo'],
    ['a personal card', make, pays({ accountNo: '6222024402000001234' }), 'R-PAY-04', '/payee/accountNo'],
    ['an open objection', make, without({ notice: { ...seenNotice(), openObjections: 1 } }), 'R-PAY-06', ''],
    ['a released reservation', make, without({ reservation: null }), 'R-FUND-02', ''],
  ] as const satisfies readonly (readonly [string, GrantCommand, Partial<GrantContext>, string, string])[])(
    'refuses %s',
    (_what, command, extra, rule, pointer) => {
      given(grantDecider, PAST.PLANNED)
        .when(command, context('maker', extra))
        .then({ refused: [{ rule, pointer }] });
    },
  );

  it('names all faults at once', () => {
    given(grantDecider, PAST.PLANNED)
      .when(
        { ...make, amountFen: 1, use: 'OTHER', method: 'CASH' },
        context('maker', pays({ accountName: '张三', accountNo: '6222024402000001234' })),
      )
      .thenRefused('R-PAY-09', 'R-FUND-04', 'R-FUND-05', 'R-PAY-01', 'R-PAY-04');
  });

  it('passes a wrong CNAPS check digit on to the checker as a note (R-PAY-02)', () => {
    const { decision } = given(grantDecider, PAST.PLANNED).when(
      make,
      context('maker', { payee: { hash: hash('a'), payee: wrongCnaps } }),
    );
    expect(decision).toMatchObject({ kind: 'accepted', notes: [{ rule: 'R-PAY-02', pointer: '/payee/cnaps' }] });
  });
});

function pays(over: Partial<Payee>): Partial<GrantContext> {
  return { payee: { hash: hash('a'), payee: { ...payee, ...over } } };
}

describe('checking the order', () => {
  const override: GrantCommand = {
    type: 'check',
    overrideCnaps: '已电话核实联行号无误，系统校验位规则不适用',
    cnapsOverrideHash: hash('f'),
  };

  it('is accepted from MADE', () => {
    given(grantDecider, PAST.MADE).when(check, context('checker')).then([checked]);
  });

  it('refuses a wrong CNAPS check digit until the checker overrides it with a reason (R-PAY-02)', () => {
    const at = context('checker', { payee: { hash: hash('a'), payee: wrongCnaps } });
    given(grantDecider, PAST.MADE)
      .when(check, at)
      .then({ refused: [{ rule: 'R-PAY-02', pointer: '/payee/cnaps' }] });
    given(grantDecider, PAST.MADE)
      .when(override, at)
      .then([{ type: 'grant.checked', data: { cnapsOverrideHash: hash('f'), ...stamp('checker') } }]);
  });

  it('keeps no override where there was nothing to override', () => {
    given(grantDecider, PAST.MADE).when(override, context('checker')).then([checked]);
  });

  it.each([
    ['a foreign account name', { accountName: '张三' }, 'R-PAY-01'],
    ['a CNAPS code with a letter', { cnaps: '10265100101X' }, 'R-PAY-02'],
    ['an account of 33 digits', { accountNo: '1'.repeat(33) }, 'R-PAY-03'],
    ['a personal card', { accountNo: '6222024402000001234' }, 'R-PAY-04'],
  ] as const)('refuses %s even with an override', (_what, over, rule) => {
    given(grantDecider, PAST.MADE)
      .when(override, context('checker', pays(over)))
      .thenRefused(rule);
  });
});

describe('approving', () => {
  it('is accepted from CHECKED', () => {
    given(grantDecider, PAST.CHECKED).when(approve, context('approver')).then([approved]);
  });

  it('refuses another amount, an open objection and a reservation given back', () => {
    given(grantDecider, PAST.CHECKED)
      .when({ ...approve, amountFen: AMOUNT + 1 }, context('approver'))
      .then({ refused: [{ rule: 'R-PAY-09', pointer: '/amountFen' }] });
    given(grantDecider, PAST.CHECKED)
      .when(approve, context('approver', { seen: NOTHING_SEEN }))
      .thenRefused('R-PAY-06', 'R-FUND-02', 'R-FUND-01');
  });
});

describe('sending back', () => {
  it.each(['MADE', 'CHECKED'] as const)('returns a %s order to the maker and forgets the three hands', (status) => {
    const sending = given(grantDecider, PAST[status]).when(sendBack, context('checker'));
    sending.then([sentBack]);
    expect(sending.state).toMatchObject({ status: 'PLANNED', maker: null, checker: null, approver: null });
  });

  it('refuses without a reason code and ten characters (R-PROC-06)', () => {
    given(grantDecider, PAST.MADE)
      .when({ type: 'send-back', reasonHash: hash('e'), reasonText: '太短' }, context('checker'))
      .thenRefused('R-PROC-06', 'R-PROC-06');
  });

  it('refuses the maker himself (R-PAY-05)', () => {
    given(grantDecider, PAST.MADE).when(sendBack, context('maker')).thenRefused('R-PAY-05');
  });
});

describe('three hands and no hand of the case', () => {
  const DUTIES = ['maker', 'checker', 'approver'] as const;
  const COMMANDS = { maker: ['PLANNED', make], checker: ['MADE', check], approver: ['CHECKED', approve] } as const;
  const pairs = DUTIES.flatMap((first, index) => DUTIES.slice(index + 1).map((second) => [first, second] as const));

  it.each(pairs)('%s and %s are two people (R-PAY-05)', (first, second) => {
    const [status, command] = COMMANDS[second];
    given(grantDecider, PAST[status])
      .when(command, context(first))
      .then({ refused: [{ rule: 'R-PAY-05', pointer: `/${second}` }] });
  });

  it.each(DUTIES.flatMap((duty) => priorActs.map((act) => [duty, act.duty, act.actor] as const)))(
    'a %s did not do the %s of the case (R-PROC-04)',
    (duty, _act, actor) => {
      const [status, command] = COMMANDS[duty];
      given(grantDecider, PAST[status]).when(command, context(actor)).thenRefused('R-PROC-04');
    },
  );

  it('accepts three people who stand outside the case, whatever their names', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 3 }), (people) => {
        fc.pre(people.every((person) => !priorActs.some((act) => act.actor === person)));
        let state: GrantState = fold(grantDecider, grantDecider.initial, PAST.PLANNED);
        for (const [index, command] of [make, check, approve].entries()) {
          const decision = grantDecider.decide(command, state, context(people[index] ?? ''));
          expect(decision.kind).toBe('accepted');
          if (decision.kind === 'accepted') state = fold(grantDecider, state, decision.events);
        }
        expect(state.status).toBe('APPROVED');
      }),
      { seed: 5, numRuns: 50 },
    );
  });
});

describe('instructing', () => {
  it('is accepted from APPROVED, under the one key', () => {
    given(grantDecider, PAST.APPROVED).when(instruct, context('worker')).then([instructed]);
  });

  it.each(['INSTRUCTED', 'PAID'] as const)('changes nothing when it is %s already (R-PAY-08)', (status) => {
    const instructing = given(grantDecider, PAST[status]).when(instruct, context('worker'));
    instructing.then([]);
    expect(instructing.decision).toMatchObject({ notes: [{ rule: 'R-PAY-08' }] });
  });

  it('refuses when an objection opened or the reservation went', () => {
    given(grantDecider, PAST.APPROVED)
      .when(instruct, context('worker', { seen: NOTHING_SEEN }))
      .thenRefused('R-PAY-06', 'R-FUND-02', 'R-FUND-01');
  });

  it('refuses a grant that names nobody to pay (R-PAY-07)', () => {
    const toNobody: GrantEvent = { type: 'grant.planned', data: { ...planned.data, payeeHash: null } };
    given(grantDecider, [toNobody, made, checked, approved])
      .when(instruct, context('worker'))
      .then({ refused: [{ rule: 'R-PAY-07', pointer: '/payee' }] });
  });
});

describe("the bank's report", () => {
  it('settles', () => {
    const settling = given(grantDecider, PAST.INSTRUCTED).when(bankResult(), context('bank'));
    settling.then([paid]);
    expect(settling.state).toMatchObject({
      status: 'PAID',
      paid: { reference: 'B1', amountFen: AMOUNT, paidOn: '2026-05-25' },
      attempts: [{ paymentKey: 'g.1', outcome: 'settled', reference: 'B1' }],
    });
  });

  it('returns', () => {
    given(grantDecider, PAST.INSTRUCTED)
      .when(bankResult({ status: 'returned' }), context('bank'))
      .then([failed]);
  });

  it.each([
    ['PAID', 'settled'],
    ['PAYMENT_FAILED', 'returned'],
  ] as const)('changes nothing when it comes again to a %s grant (R-PAY-08)', (status, outcome) => {
    const repeating = given(grantDecider, PAST[status]).when(bankResult({ status: outcome }), context('bank'));
    repeating.then([]);
    expect(repeating.decision).toMatchObject({ notes: [{ rule: 'R-PAY-08' }] });
  });

  it('is refused when it contradicts the first (R-PAY-08)', () => {
    const contradict = (status: 'PAID' | 'PAYMENT_FAILED', over: Parameters<typeof bankResult>[0]): void =>
      given(grantDecider, PAST[status]).when(bankResult(over), context('bank')).thenRefused('R-PAY-08');
    contradict('PAID', { status: 'returned' });
    contradict('PAID', { reference: 'B2' });
    contradict('PAYMENT_FAILED', { status: 'settled' });
  });

  it.each(['INSTRUCTED', 'PAID', 'PAYMENT_FAILED'] as const)(
    'is refused with another amount in %s (R-PAY-09)',
    (status) => {
      given(grantDecider, PAST[status])
        .when(bankResult({ amountFen: AMOUNT - 1 }), context('bank'))
        .then({ refused: [{ rule: 'R-PAY-09', pointer: '/amountFen' }] });
    },
  );

  it('is refused under a key that the grant never had', () => {
    given(grantDecider, PAST.INSTRUCTED)
      .when(bankResult({ paymentKey: 'g.2' }), context('bank'))
      .thenRefused('G-NOT-FOUND');
  });

  it('is refused before the order was sent', () => {
    given(grantDecider, PAST.APPROVED).when(bankResult(), context('bank')).thenRefused('G-STATE');
  });
});

describe('after a failed payment', () => {
  const correcting = context('gu-finance', { coolOffUntil: '2026-05-27' });
  const past: readonly GrantEvent[] = [...PAST.PAYMENT_FAILED, corrected];
  const later = (actor: string): GrantContext =>
    context(actor, { today: '2026-05-28', payee: { hash: hash('d'), payee } });

  it('the corrected account starts a new attempt under a new key', () => {
    const correction = given(grantDecider, PAST.PAYMENT_FAILED).when(correct, correcting);
    correction.then([corrected]);
    expect(correction.state).toMatchObject({
      status: 'PLANNED',
      payeeHash: hash('d'),
      coolOffUntil: '2026-05-27',
      maker: null,
      checker: null,
      approver: null,
      attempts: [
        { paymentKey: 'g.1', outcome: 'returned' },
        { paymentKey: 'g.2', outcome: 'open' },
      ],
    });
  });

  it.each(['2026-05-25', '2026-05-26', '2026-05-27'])('is not made on %s, within the cool-off (R-PAY-07)', (today) => {
    given(grantDecider, past)
      .when(make, { ...later('maker'), today })
      .then({ refused: [{ rule: 'R-PAY-07', params: { until: '2026-05-27' } }] });
  });

  it('is made, checked, approved and instructed again, and the second key settles', () => {
    const again: readonly GrantEvent[] = [
      ...past,
      { ...made, data: { ...made.data, on: '2026-05-28' } },
      { ...checked, data: { ...checked.data, on: '2026-05-28' } },
      { ...approved, data: { ...approved.data, on: '2026-05-28' } },
    ];
    given(grantDecider, past).when(make, later('maker')).thenTypes('grant.made');
    given(grantDecider, again)
      .when(instruct, later('worker'))
      .then([
        {
          type: 'grant.instructed',
          data: { ...instructed.data, paymentKey: 'g.2', payeeHash: hash('d'), on: '2026-05-28' },
        },
      ]);
    const sent = [...again, { ...instructed, data: { ...instructed.data, paymentKey: 'g.2' } }];
    given(grantDecider, sent)
      .when(bankResult({ paymentKey: 'g.2', reference: 'B2' }), later('bank'))
      .thenTypes('grant.paid');
    given(grantDecider, sent)
      .when(bankResult({ status: 'returned' }), later('bank'))
      .then([]);
    given(grantDecider, sent).when(bankResult(), later('bank')).thenRefused('R-PAY-08');
  });

  it('keeps the key when the account is corrected before any order was sent', () => {
    given(grantDecider, PAST.PLANNED)
      .when(correct, correcting)
      .then([{ type: 'grant.payee-corrected', data: { ...corrected.data, paymentKey: 'g.1' } }]);
  });

  it('refuses an account of somebody else, whatever legal name comes with it (R-PAY-01)', () => {
    const stolen = { ...payee, legalName: '张三', accountName: '张三' };
    given(grantDecider, PAST.PAYMENT_FAILED)
      .when({ ...correct, payee: stolen }, correcting)
      .then({ refused: [{ rule: 'R-PAY-01', pointer: '/payee/legalName' }] });
    given(grantDecider, PAST.PAYMENT_FAILED)
      .when({ ...correct, payee: { ...payee, uscc: '91510112MATX02021D' } }, correcting)
      .then({ refused: [{ rule: 'R-PAY-01', pointer: '/payee/uscc' }] });
  });

  it('refuses a wrong account at once and notes a wrong check digit', () => {
    given(grantDecider, PAST.PAYMENT_FAILED)
      .when({ ...correct, payee: { ...payee, accountNo: '6222024402000001234' } }, correcting)
      .thenRefused('R-PAY-04');
    const { decision } = given(grantDecider, PAST.PAYMENT_FAILED).when({ ...correct, payee: wrongCnaps }, correcting);
    expect(decision).toMatchObject({ kind: 'accepted', notes: [{ rule: 'R-PAY-02' }] });
  });

  it('refuses without the former payee or an end of the cool-off', () => {
    given(grantDecider, PAST.PAYMENT_FAILED)
      .when(correct, { ...correcting, payee: null })
      .thenRefused('R-PAY-07');
    given(grantDecider, PAST.PAYMENT_FAILED)
      .when(correct, { ...correcting, coolOffUntil: null })
      .thenRefused('R-PAY-07');
  });
});

describe('a health grant', () => {
  it('is paid by its voucher alone', () => {
    const recording = given(grantDecider, [healthPlanned]).when(recordVoucher, context('mh-officer'));
    recording.then([voucher]);
    expect(recording.state).toMatchObject({
      status: 'PAID',
      paid: { reference: 'CZ-1', amountFen: 5_000_000, paidOn: '2026-05-24' },
    });
  });

  it.each([
    ['make', make],
    ['check', check],
    ['approve', approve],
    ['send-back', sendBack],
    ['instruct', instruct],
    ['correct-payee', correct],
  ] as const)('refuses %s', (_name, command) => {
    given(grantDecider, [healthPlanned])
      .when(command, context('anybody', { coolOffUntil: '2026-05-27' }))
      .then({ refused: [{ rule: 'G-STATE', params: { state: 'FISCAL_HEALTH' } }] });
  });

  it('hears nothing from the bank', () => {
    given(grantDecider, [healthPlanned]).when(bankResult(), context('bank')).thenRefused('G-STATE');
  });

  it('refuses another amount, a day to come and a second voucher', () => {
    given(grantDecider, [healthPlanned])
      .when({ ...recordVoucher, amountFen: 1 }, context('mh-officer'))
      .thenRefused('R-PAY-09');
    given(grantDecider, [healthPlanned])
      .when({ ...recordVoucher, paidOn: '2026-05-26' }, context('mh-officer'))
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/paidOn' }] });
    given(grantDecider, [healthPlanned, voucher]).when(recordVoucher, context('mh-officer')).thenRefused('G-STATE');
  });

  it("is the only one with a voucher: the union's grant refuses it", () => {
    given(grantDecider, PAST.PLANNED)
      .when(recordVoucher, context('mh-officer'))
      .then({ refused: [{ rule: 'G-STATE', params: { state: 'UNION_MUNI' } }] });
  });
});

describe('alarms', () => {
  it('remind, and escalate each level once', () => {
    const remind: GrantCommand = { ...alarm, kind: 'remind', level: 0 };
    const reminding = given(grantDecider, PAST.MADE).when(remind, context('worker'));
    reminding.thenTypes('grant.alarmed');
    expect(reminding.state).toMatchObject({ reminded: true, escalation: 0 });
    const escalating = given(grantDecider, PAST.MADE).when(alarm, context('worker'));
    expect(escalating.state).toMatchObject({ reminded: false, escalation: 1 });
    const raised: GrantEvent = { type: 'grant.alarmed', data: { kind: 'escalate', level: 1, on: '2026-05-25' } };
    given(grantDecider, [...PAST.MADE, raised])
      .when(alarm, context('worker'))
      .then([]);
  });

  it('do not sound once the money is paid', () => {
    given(grantDecider, PAST.PAID).when(alarm, context('worker')).thenRefused('G-STATE');
  });
});

describe('the past of each status', () => {
  it('leads to it', () => {
    for (const status of STATUSES) expect(given(grantDecider, PAST[status]).state.status).toBe(status);
  });
});

describe('whatever the order of commands', () => {
  type Step = readonly [GrantCommand, string] | 'forward';
  const attempt = fc.record({
    status: fc.constantFrom('settled' as const, 'returned' as const),
    reference: fc.constantFrom('B1', 'B2'),
    paymentKey: fc.constantFrom('g.1', 'g.2', 'g.3'),
  });
  const steps: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.constant('forward' as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Step>(
        [make, 'maker'],
        [make, 'checker'],
        [check, 'checker'],
        [approve, 'approver'],
        [sendBack, 'checker'],
        [instruct, 'worker'],
        [correct, 'gu-finance'],
      ),
    },
    { weight: 2, arbitrary: attempt.map((over): Step => [bankResult(over), 'bank']) },
  );
  /** The command that leads on, so that long walks do get somewhere; at the bank it is anybody's guess. */
  const FORWARD: Partial<Record<GrantState['status'], Step>> = {
    PLANNED: [make, 'maker'],
    MADE: [check, 'checker'],
    CHECKED: [approve, 'approver'],
    APPROVED: [instruct, 'worker'],
    PAYMENT_FAILED: [correct, 'gu-finance'],
  };

  const walk = (sequence: readonly Step[]): { events: readonly GrantEvent[]; state: GrantState } => {
    const events: GrantEvent[] = [planned];
    let state: GrantState = fold(grantDecider, grantDecider.initial, events);
    for (const step of sequence) {
      const taken = step === 'forward' ? FORWARD[state.status] : step;
      if (taken === undefined || taken === 'forward') continue;
      const payeeHash = state.status === 'NONE' ? '' : (state.payeeHash ?? '');
      const at = context(taken[1], { payee: { hash: payeeHash, payee }, coolOffUntil: '2026-05-24' });
      const decision = grantDecider.decide(taken[0], state, at);
      if (decision.kind === 'refused') continue;
      events.push(...decision.events);
      state = fold(grantDecider, state, decision.events);
    }
    return { events, state };
  };

  it('a grant is paid at most once, for exactly its amount, by an order that three people signed', () => {
    const reached = { paid: 0, repeatedAttempts: 0 };
    fc.assert(
      fc.property(fc.array(steps, { minLength: 10, maxLength: 80 }), (sequence) => {
        const { events, state } = walk(sequence);
        const entries = events.filter((event) => event.type === 'grant.paid');
        expect(entries.length).toBeLessThanOrEqual(1);
        for (const entry of entries) expect(entry.data).toMatchObject({ amountFen: AMOUNT });
        if (state.status === 'NONE') throw new Error('the grant was planned');
        expect(state.status === 'PAID').toBe(entries.length === 1);
        const keys = state.attempts.map((one) => one.paymentKey);
        expect(keys).toEqual(keys.map((_key, index) => paymentKeyOf('g', index + 1)));
        expect(state.attempts.slice(0, -1).every((one) => one.outcome === 'returned')).toBe(true);
        if (state.status === 'INSTRUCTED' || state.status === 'PAID') {
          expect(new Set([state.maker, state.checker, state.approver]).size).toBe(3);
        }
        reached.paid += entries.length;
        reached.repeatedAttempts += keys.length > 1 ? 1 : 0;
      }),
      { seed: 8, numRuns: 400 },
    );
    // A walk that never arrives would prove nothing.
    expect(reached.paid).toBeGreaterThan(50);
    expect(reached.repeatedAttempts).toBeGreaterThan(20);
  });
});

describe('payment keys', () => {
  it('lead back to their grant', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 9999 }), (id, attempt) => {
        expect(grantIdIn(paymentKeyOf(id, attempt))).toBe(id);
      }),
    );
  });

  it.each(['', 'g', 'g.', 'g.0', '.1', 'g.01', 'g.x'])('does not take %p for one', (text) => {
    expect(grantIdIn(text)).toBeUndefined();
  });
});
