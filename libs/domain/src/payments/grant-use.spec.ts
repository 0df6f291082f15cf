import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold, type RegisterExpense } from '#libs/contracts';
import { given } from '#libs/testing';
import {
  PAST,
  RECEIVED,
  TODAY,
  useBegun,
  buildGrantContext,
  by,
  expensePaid,
  expenseRegistered,
  findingOpened,
  hash,
  reportSigned,
  unionPaid,
  unspentReturned,
} from './grant-builders.js';
import type { GrantCommand } from './grant-command.js';
import type { GrantContext } from './grant-context.js';
import type { SeenSite } from './grant-evidence.js';
import { COMMAND, receiptOf, someText } from './grant-examples.js';
import type { GrantEvent, GrantState } from './grant-state.js';
import { grantDecider } from './grant.decider.js';
import { ledgerOf } from './grant-use-state.js';

type Of<Type extends GrantCommand['type']> = Extract<GrantCommand, { type: Type }>;
const as = <Type extends GrantCommand['type']>(type: Type): Of<Type> => COMMAND[type] as Of<Type>;
const expense = (over: Partial<RegisterExpense>): GrantCommand => ({ ...as('expense'), ...over });
const personIn = (context: GrantContext, id: string): GrantContext => ({ ...context, actor: { ...context.actor, id } });
const ledger = (events: readonly GrantEvent[]) => {
  const state = fold(grantDecider, grantDecider.initial, events);
  if (state.status === 'NONE') throw new Error('no grant');
  return ledgerOf(state);
};
/** AT-07: 36,500.00 yuan properly spent of 80,000.00, all of it services. */
const spentWell: readonly GrantEvent[] = [
  ...unionPaid,
  expenseRegistered(1, 'EX-01', 3_000_000),
  useBegun,
  expensePaid(1, 3_000_000),
  expenseRegistered(2, 'EX-07', 650_000),
  expensePaid(2, 650_000),
];

describe('cancelling', () => {
  it('needs a site that is no longer in force, as payments has seen it', () => {
    const at = (over: Partial<SeenSite>): GrantContext => buildGrantContext('cancel', 'UNION_MUNI', over);
    given(grantDecider, PAST.CHECKED)
      .when(as('cancel'), at({}))
      .then({ refused: [{ rule: 'G-STATE', params: { state: 'site ACTIVE', command: 'CancelGrant' } }] });
    for (const standing of ['SUSPENDED', 'REVOKED'] as const) {
      given(grantDecider, PAST.APPROVED).when(as('cancel'), at({ standing })).thenTypes('grant.cancelled');
    }
  });

  it('needs a reason (R-PROC-06), and nobody who handled the order (R-PROC-04)', () => {
    const suspended = buildGrantContext('cancel', 'UNION_MUNI', { standing: 'SUSPENDED' });
    given(grantDecider, PAST.PLANNED)
      .when({ type: 'cancel', reasonText: '太短', reasonHash: hash('7') }, suspended)
      .thenRefused('R-PROC-06', 'R-PROC-06');
    given(grantDecider, PAST.CHECKED).when(as('cancel'), personIn(suspended, 'maker')).thenRefused('R-PROC-04');
  });

  it('lets the worker who comes too late find nothing to send', () => {
    const late = given(grantDecider, PAST.CANCELLED).when(as('instruct'), buildGrantContext('instruct'));
    late.then([]);
    expect(late.state.status).toBe('CANCELLED');
  });
});

describe('a suspended site', () => {
  it.each([
    ['PLANNED', 'make'],
    ['CHECKED', 'approve'],
    ['APPROVED', 'instruct'],
    ['PAID', 'expense'],
    ['IN_USE', 'settle-expense'],
  ] as const)('keeps money in its place: in %s %s is refused (R-FUND-01)', (status, name) => {
    const context = buildGrantContext(name, 'UNION_MUNI', { standing: 'SUSPENDED', stoppedOn: TODAY });
    given(grantDecider, PAST[status]).when(COMMAND[name], context).thenRefused('R-FUND-01');
  });
});

describe('registering an expense', () => {
  const context = buildGrantContext('expense');

  it('commits the money, and the first one brings the grant into use', () => {
    const first = given(grantDecider, unionPaid).when(as('expense'), context);
    first.thenTypes('grant.expense-registered', 'grant.use-begun');
    expect(first.state).toMatchObject({ status: 'IN_USE', use: { expenses: [{ expense: 1, outcome: 'open' }] } });
    expect(ledger(PAST.IN_USE)).toEqual({
      receivedFen: RECEIVED,
      spentFen: 0,
      committedFen: 1_000_000,
      returnedFen: 0,
      balanceFen: RECEIVED,
      misusedFen: 0,
      freeFen: RECEIVED - 1_000_000,
    });
  });

  it('refuses supermarket cards for the staff: R-FUND-05 and R-FUND-07 (AT-07)', () => {
    const cards = expense({
      amountFen: 1_200_000,
      method: 'PREPAID_CARD',
      payee: { kind: 'STAFF', name: '职工', uscc: null },
      purpose: '超市卡, 发放职工',
    });
    given(grantDecider, spentWell)
      .when(cards, context)
      .then({
        refused: [
          { rule: 'R-FUND-05', pointer: '/method' },
          { rule: 'R-FUND-07', pointer: '/payee/kind' },
        ],
      });
  });

  it.each([
    ['office costs', { line: 'EX-90' }, 'R-FUND-06', '/line'],
    ['wages', { line: 'EX-96' }, 'R-FUND-06', '/line'],
    ['cash', { line: 'EX-95' }, 'R-FUND-05', '/line'],
    ['a subsidy', { line: 'EX-98' }, 'R-FUND-07', '/line'],
    ['settlement in cash', { method: 'CASH' }, 'R-FUND-05', '/method'],
    ['a person as payee', { payee: { kind: 'INDIVIDUAL', name: '张三', uscc: null } }, 'R-EXP-04', '/payee/kind'],
    ['more than there is', { amountFen: RECEIVED - 1_000_000 + 1 }, 'R-FUND-09', '/amountFen'],
    ['an invoice of this grant', { invoiceNo: '1'.padStart(20, '0') }, 'R-EXP-02', '/invoiceNo'],
  ] as const satisfies readonly (readonly [string, Partial<RegisterExpense>, string, string])[])(
    'refuses %s',
    (_what, over, rule, pointer) => {
      given(grantDecider, PAST.IN_USE)
        .when(expense(over), context)
        .then({ refused: [{ rule, pointer }] });
    },
  );

  it('takes an audit fee, and all that is left to the last fen', () => {
    given(grantDecider, PAST.IN_USE)
      .when(expense({ line: 'EX-09', amountFen: RECEIVED - 1_000_000 }), context)
      .thenTypes('grant.expense-registered');
  });

  it('takes an invoice again that was dropped', () => {
    const dropped: GrantEvent = {
      type: 'grant.expense-settled',
      data: {
        expense: 1,
        outcome: 'dropped',
        amountFen: 1_000_000,
        invoiceNo: '1'.padStart(20, '0'),
        reference: null,
        paidOn: null,
        reasonHash: hash('7'),
        ...by('gu-finance'),
      },
    };
    given(grantDecider, [...PAST.IN_USE, dropped])
      .when(expense({ invoiceNo: '1'.padStart(20, '0'), amountFen: RECEIVED }), context)
      .thenTypes('grant.expense-registered');
  });
});

describe('settling an expense', () => {
  const context = buildGrantContext('settle-expense');
  const settle = (over: object): GrantCommand => ({ ...as('settle-expense'), ...over });

  it.each([
    ['an unknown one', { expense: 7 }, 'G-NOT-FOUND'],
    ['a day before the money came', { paidOn: '2026-06-11' }, 'R-EXP-03'],
    ['a day to come', { paidOn: '2026-08-04' }, 'R-EXP-03'],
    ['a drop without a reason', { outcome: 'dropped' }, 'R-PROC-06'],
  ])('refuses %s', (_what, over, rule) => {
    const { decision } = given(grantDecider, PAST.IN_USE).when(settle(over), context);
    expect(decision).toMatchObject({
      kind: 'refused',
      refusals: expect.arrayContaining([expect.objectContaining({ rule })]),
    });
  });

  it('refuses what is settled, and whoever registered it (R-PAY-05)', () => {
    given(grantDecider, [...PAST.IN_USE, expensePaid(1, 1_000_000)])
      .when(settle({}), context)
      .thenRefused('G-STATE');
    given(grantDecider, PAST.IN_USE).when(settle({}), personIn(context, 'gu-handler')).thenRefused('R-PAY-05');
  });

  it('never spends what an audit found missing (R-FUND-09)', () => {
    const past = [...PAST.IN_USE, findingOpened('MINOR', RECEIVED - 500_000)];
    given(grantDecider, past).when(settle({}), context).thenRefused('R-FUND-09');
  });
});

describe('findings', () => {
  const context = buildGrantContext('finding');
  const open = (over: Partial<Of<'finding'>>): GrantCommand => ({ ...as('finding'), ...over });

  it('freeze when they are serious, and say so (R-AUD-03)', () => {
    const freezing = given(grantDecider, spentWell).when(open({ severity: 'MAJOR' }), context);
    freezing.thenTypes('grant.finding-opened', 'grant.frozen');
    expect(freezing.decision).toMatchObject({ notes: [{ rule: 'R-AUD-03' }] });
    expect(freezing.state).toMatchObject({ status: 'FROZEN', use: { frozenFrom: 'IN_USE' } });
    given(grantDecider, spentWell)
      .when(open({ severity: 'MINOR' }), context)
      .thenTypes('grant.finding-opened');
  });

  it('unfreeze only when the last serious one is closed', () => {
    const two = [...PAST.FROZEN, findingOpened('MAJOR', 0, 'F-2'), findingOpened('MINOR', 0, 'F-3')];
    const close = (finding: string): GrantCommand => ({ type: 'close-finding', finding, ...someText });
    const first = given(grantDecider, two).when(close('F-1'), context);
    first.thenTypes('grant.finding-closed');
    const closed: GrantEvent = {
      type: 'grant.finding-closed',
      data: { finding: 'F-1', textHash: hash('d'), ...by('auditor') },
    };
    const second = given(grantDecider, [...two, closed]).when(close('F-2'), context);
    second.thenTypes('grant.finding-closed', 'grant.unfrozen');
    expect(second.state.status).toBe('PAID');
    given(grantDecider, two).when(close('F-9'), context).thenRefused('G-NOT-FOUND');
  });

  it('refuse a known id, expenses that were not paid, more misuse than there is money, and an auditor of the case', () => {
    given(grantDecider, PAST.FROZEN)
      .when(open({ finding: 'F-1' }), context)
      .thenRefused('G-MALFORMED');
    given(grantDecider, PAST.IN_USE)
      .when(open({ expenses: [1] }), context)
      .thenRefused('G-MALFORMED');
    given(grantDecider, spentWell)
      .when(open({ expenses: [1, 1] }), context)
      .thenRefused('G-MALFORMED');
    given(grantDecider, spentWell)
      .when(open({ misusedFen: 4_350_001 }), context)
      .thenRefused('R-FUND-09');
    given(grantDecider, spentWell).when(open({}), personIn(context, 'gu-finance')).thenRefused('R-AUD-02');
    given(grantDecider, spentWell).when(open({}), personIn(context, 'reviewer')).thenRefused('R-AUD-02');
  });
});

describe('the end of the use', () => {
  it('is not reported while an expense is open, and by two people', () => {
    given(grantDecider, PAST.IN_USE).when(as('report'), buildGrantContext('report')).thenRefused('G-STATE');
    const reporting = [...spentWell, reportSigned];
    const second = buildGrantContext('countersign-report');
    given(grantDecider, spentWell).when(as('countersign-report'), second).thenRefused('G-STATE');
    given(grantDecider, reporting).when(as('countersign-report'), personIn(second, 'chair')).thenRefused('R-AUD-02');
    given(grantDecider, reporting)
      .when(as('countersign-report'), personIn(second, 'gu-finance'))
      .thenRefused('R-AUD-02');
    given(grantDecider, reporting)
      .when({ type: 'countersign-report', reportHash: hash('0') }, second)
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/reportHash' }] });
  });

  it('forgets a report when another expense comes', () => {
    const { state } = given(grantDecider, [...spentWell, reportSigned, expenseRegistered(3, 'EX-01', 1)]);
    expect(state).toMatchObject({ use: { reportHash: null } });
  });

  it('is audited without open findings, by somebody independent (R-AUD-02)', () => {
    const context = buildGrantContext('audit');
    given(grantDecider, [...PAST.REPORTED, findingOpened('MINOR')])
      .when(as('audit'), context)
      .thenRefused('G-STATE');
    given(grantDecider, PAST.REPORTED).when(as('audit'), personIn(context, 'chair')).thenRefused('R-AUD-02');
  });

  it('is closed when nothing is left (R-FUND-14)', () => {
    given(grantDecider, PAST.AUDITED)
      .when(as('close'), buildGrantContext('close'))
      .then({ refused: [{ rule: 'R-FUND-14', params: { left: '80,000.00' } }] });
    given(grantDecider, [...PAST.AUDITED, unspentReturned(RECEIVED)])
      .when(as('close'), buildGrantContext('close'))
      .thenTypes('grant.closed');
  });

  it('gives back no more than is free, and not on a day to come', () => {
    const context = buildGrantContext('receipt');
    given(grantDecider, PAST.IN_USE)
      .when(receiptOf(RECEIVED - 999_999), context)
      .thenRefused('R-FUND-09');
    given(grantDecider, PAST.PAID)
      .when({ ...as('receipt'), receivedOn: '2026-08-04' }, context)
      .thenRefused('R-EXP-03');
  });
});

describe('recovery', () => {
  const context = buildGrantContext('order-recovery');
  const order = (over: Partial<Of<'order-recovery'>>): GrantCommand => ({ ...as('order-recovery'), ...over });
  const misuse = order({ ground: 'MISUSE', serviceStoppedOn: null });

  it('of AT-07 is 43,500.00 yuan, due 30 calendar days later', () => {
    const frozen: GrantEvent = { type: 'grant.frozen', data: { finding: 'F-1', on: TODAY } };
    const ordering = given(grantDecider, [...spentWell, findingOpened('VIOLATION', 1_200_000), frozen]).when(
      misuse,
      context,
    );
    ordering.then([
      {
        type: 'grant.recovery-ordered',
        data: {
          ground: 'MISUSE',
          misusedFen: 1_200_000,
          unspentFen: 3_150_000,
          proRataFen: 0,
          monthsMissing: 0,
          totalFen: 4_350_000,
          serviceStoppedOn: null,
          dueOn: '2026-09-02',
          reasonHash: hash('9'),
          ...by('leader'),
        },
      },
    ]);
    expect(ordering.state).toMatchObject({
      status: 'RECOVERY',
      use: { recovery: { totalFen: 4_350_000, repaidFen: 0 } },
    });
  });

  it('counts misused expenses once, and what lasts of the proper ones pro rata', () => {
    const past: readonly GrantEvent[] = [
      ...unionPaid,
      expenseRegistered(1, 'EX-05', 2_400_000),
      useBegun,
      expensePaid(1, 2_400_000),
      expenseRegistered(2, 'EX-05', 600_000),
      expensePaid(2, 600_000),
      { ...findingOpened('VIOLATION'), data: { ...findingOpened('VIOLATION').data, expenses: [2] } } as GrantEvent,
      { type: 'grant.frozen', data: { finding: 'F-1', on: TODAY } },
    ];
    const stopped = { standing: 'REVOKED', stoppedOn: '2026-07-20' } as const;
    const { decision } = given(grantDecider, past).when(
      order({ ground: 'REVOCATION', serviceStoppedOn: '2026-07-20' }),
      buildGrantContext('order-recovery', 'UNION_MUNI', stopped),
    );
    expect(decision).toMatchObject({
      events: [{ data: { misusedFen: 600_000, unspentFen: 5_000_000, proRataFen: 2_300_000, monthsMissing: 23 } }],
    });
  });

  it('needs its ground, the day the service stopped, and something to recover', () => {
    given(grantDecider, spentWell).when(misuse, context).thenRefused('G-MALFORMED');
    given(grantDecider, spentWell)
      .when(order({ ground: 'REVOCATION' }), context)
      .thenRefused('G-MALFORMED');
    given(grantDecider, spentWell)
      .when(order({ serviceStoppedOn: null }), context)
      .thenRefused('G-MALFORMED');
    given(grantDecider, spentWell)
      .when(order({ serviceStoppedOn: '2026-08-04' }), context)
      .thenRefused('G-MALFORMED');
    const suspended = { standing: 'SUSPENDED', stoppedOn: '2026-07-20' } as const;
    given(grantDecider, spentWell)
      .when(order({}), buildGrantContext('order-recovery', 'UNION_MUNI', suspended))
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/serviceStoppedOn' }] });
    given(grantDecider, [...PAST.REPORTED, unspentReturned(RECEIVED)])
      .when(order({}), context)
      .thenRefused('G-STATE');
  });

  it('is repaid in parts until all is there, and never more (R-PAY-09)', () => {
    const receiving = buildGrantContext('receipt');
    const part = given(grantDecider, PAST.RECOVERY).when(receiptOf(RECEIVED - 1), receiving);
    part.thenTypes('grant.repaid');
    const repaid: GrantEvent = {
      type: 'grant.repaid',
      data: { amountFen: RECEIVED - 1, reference: 'R9', receivedOn: TODAY, outstandingFen: 1, ...by('cashier') },
    };
    given(grantDecider, [...PAST.RECOVERY, repaid])
      .when(receiptOf(2, 'R10'), receiving)
      .thenRefused('R-PAY-09');
    const last = given(grantDecider, [...PAST.RECOVERY, repaid]).when(receiptOf(1, 'R10'), receiving);
    last.thenTypes('grant.repaid', 'grant.recovered');
    expect(last.state.status).toBe('RECOVERED');
  });

  it('counts a reference of the bank once (R-PAY-08), and not with another amount', () => {
    const receiving = buildGrantContext('receipt');
    const first = given(grantDecider, PAST.RECOVERY).when(receiptOf(500), receiving);
    const events = first.decision.kind === 'accepted' ? [...PAST.RECOVERY, ...first.decision.events] : [];
    const again = given(grantDecider, events).when(receiptOf(500), receiving);
    again.then([]);
    expect(again.decision).toMatchObject({ kind: 'accepted', notes: [{ rule: 'R-PAY-08' }] });
    given(grantDecider, events)
      .when(receiptOf(501), receiving)
      .then({ refused: [{ rule: 'R-PAY-08', pointer: '/reference' }] });
  });
});

describe('the separate ledger', () => {
  it('is never negative, whatever is tried in whatever order (R-FUND-09)', () => {
    const amount = fc.integer({ min: 1, max: RECEIVED });
    const step = fc.oneof(
      fc
        .tuple(amount, fc.integer({ min: 0, max: 9 }))
        .map(([amountFen, no]): [GrantCommand, string] => [
          expense({ amountFen, invoiceNo: String(no).repeat(20) }),
          'gu-handler',
        ]),
      fc
        .integer({ min: 1, max: 6 })
        .map((no): [GrantCommand, string] => [{ ...as('settle-expense'), expense: no }, 'gu-finance']),
      fc
        .tuple(amount, fc.uuid())
        .map(([amountFen, reference]): [GrantCommand, string] => [receiptOf(amountFen, reference), 'cashier']),
      fc
        .tuple(amount, fc.uuid())
        .map(([misusedFen, id]): [GrantCommand, string] => [
          { ...as('finding'), severity: 'MINOR', finding: id, misusedFen },
          'auditor',
        ]),
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let state: GrantState = fold(grantDecider, grantDecider.initial, unionPaid);
        for (const [command, actor] of steps) {
          const decision = grantDecider.decide(command, state, personIn(buildGrantContext('expense'), actor));
          if (decision.kind === 'accepted') {
            accepted += 1;
            state = fold(grantDecider, state, decision.events);
          }
          if (state.status === 'NONE') throw new Error('no grant');
          const { receivedFen, spentFen, returnedFen, balanceFen, misusedFen } = ledgerOf(state);
          expect(balanceFen).toBe(receivedFen - spentFen - returnedFen);
          expect(balanceFen - misusedFen).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
    expect(accepted).toBeGreaterThan(200);
  });
});
