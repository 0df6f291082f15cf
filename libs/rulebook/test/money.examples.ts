import type { GivenForms, RuleExamples } from './rule-example.js';

type GrantGiven = NonNullable<GivenForms['grant']>;
const expense = (one: NonNullable<GrantGiven['expense']>): GivenForms => ({ grant: { expense: one } });
const payment = (one: NonNullable<GrantGiven['payment']>): GivenForms => ({ grant: { payment: one } });
const row = (quantity: number, unitPriceFen: number, amountFen: number) =>
  ({ source: 'UNION_MUNI', quantity, unitPriceFen, amountFen }) as const;
const dated = (date: string, paymentDate: string): GivenForms =>
  expense({
    invoice: { date },
    paymentDate,
    usableFrom: '2026-01-10',
    usableTo: '2026-12-31',
    decidedOn: '2026-01-15',
  });
const invoice = (buyerName: string, buyerUscc: string): GivenForms => ({
  union: { name: '示例工会（锦江）', uscc: '81510104MATX01010G' },
  grant: { expense: { invoice: { buyerName, buyerUscc } } },
});
const EIGHT = ['EB-1', 'EB-2', 'EB-3', 'EB-4', 'EB-5', 'EB-6', 'EB-7', 'EB-8'];
const planItems = [{ line: 'EX-03', item: '儿童床' }];

export const MONEY_EXAMPLES = {
  'R-FUND-01': {
    holds: [{ grant: { designated: true } }, { grant: { designated: false, listedPilot: true } }],
    fails: [[{ grant: { designated: false } }, '/grant/designated']],
  },
  'R-FUND-02': {
    holds: [expense({ line: 'EX-03', budget: [{ line: 'EX-03', amountFen: 1 }] })],
    fails: [
      [expense({ line: 'EX-04', budget: [{ line: 'EX-03', amountFen: 1 }] }), '/grant/expense/line'],
      [expense({ line: 'EX-03', budget: [{ line: 'EX-03', amountFen: 0 }] }), '/grant/expense/line'],
    ],
  },
  'R-FUND-03': {
    holds: [expense({ budgetFen: 100, committedFen: 40, amountFen: 60 })],
    fails: [[expense({ budgetFen: 100, committedFen: 40, amountFen: 61 }), '/grant/expense/amountFen']],
  },
  'R-FUND-04': {
    holds: [expense({ purpose: { approved: 'EX-03', requested: 'EX-03 ' } })],
    fails: [[expense({ purpose: { approved: 'EX-03', requested: 'EX-04' } }), '/grant/expense/purpose']],
  },
  'R-FUND-05': {
    holds: [expense({ method: 'TRANSFER' })],
    fails: [
      [expense({ method: 'CASH' }), '/grant/expense/method'],
      [expense({ line: 'EX-95' }), '/grant/expense/line'],
    ],
  },
  'R-FUND-06': {
    holds: [expense({ line: 'EX-09' })],
    fails: [
      [expense({ line: 'EX-90' }), '/grant/expense/line'],
      [expense({ line: 'EX-93' }), '/grant/expense/line'],
    ],
  },
  'R-FUND-07': {
    holds: [expense({ payeeKind: 'ORGANISATION' })],
    fails: [
      [expense({ payeeKind: 'STAFF' }), '/grant/expense/payeeKind'],
      [expense({ line: 'EX-98' }), '/grant/expense/line'],
    ],
  },
  'R-FUND-08': {
    holds: [expense({ line: 'EX-03', item: '儿童床', planItems })],
    fails: [
      [expense({ line: 'EX-03', item: '投影仪', planItems }), '/grant/expense/item'],
      [expense({ line: 'EX-04', item: '儿童床', planItems }), '/grant/expense/item'],
    ],
  },
  'R-FUND-09': {
    holds: [expense({ balanceFen: 100, amountFen: 100 })],
    fails: [[expense({ balanceFen: 100, amountFen: 101 }), '/grant/expense/amountFen']],
  },
  'R-FUND-10': {
    holds: [{ budget: { employerBudgetDocNo: '1号', employerBudgetYear: 2026, hasChildcareItem: true } }],
    fails: [
      [{ budget: { employerBudgetDocNo: '1号', employerBudgetYear: 2025 } }, '/budget/employerBudgetYear'],
      [{ budget: { employerBudgetDocNo: '', employerBudgetYear: 2026 } }, '/budget/employerBudgetDocNo'],
      [{ budget: { employerBudgetDocNo: '1号', hasChildcareItem: false } }, '/budget/hasChildcareItem'],
    ],
  },
  'R-FUND-11': {
    holds: [{ budget: { rows: [row(3, 333, 999), row(1, 1, 1)], totals: { UNION_MUNI: 1_000 } } }],
    fails: [
      [{ budget: { rows: [row(3, 333, 1_000)] } }, '/budget/rows/0/amountFen'],
      [{ budget: { rows: [row(3, 333, 999)], totals: { UNION_MUNI: 1_000 } } }, '/budget/totals/UNION_MUNI'],
    ],
  },
  'R-FUND-12': {
    holds: [
      {
        budget: {
          rows: [{ line: 'EX-03', item: '儿童床' }],
          fundedElsewhere: [{ line: 'EX-04', item: '图书', source: 'PB-03' }],
        },
      },
    ],
    fails: [
      [
        {
          budget: {
            rows: [{ line: 'EX-03', item: '儿童床' }],
            fundedElsewhere: [{ line: 'EX-03', item: '儿童床', source: 'OTHER_SUBSIDY' }],
          },
        },
        '/budget/rows/0',
      ],
    ],
  },
  'R-FUND-13': {
    holds: [{ grant: { programmeBudgetFen: 100, grantedFen: 90, amountFen: 10 } }],
    fails: [[{ grant: { programmeBudgetFen: 100, grantedFen: 90, amountFen: 11 } }, '/grant/amountFen']],
  },
  'R-FUND-14': {
    holds: [{ grant: { unspentFen: 0 } }],
    fails: [[{ grant: { unspentFen: 1 } }, '/grant/unspentFen']],
  },
  'R-FUND-15': {
    holds: [{ prohibitions: EIGHT }],
    fails: [[{ prohibitions: EIGHT.slice(1) }, '/prohibitions']],
  },
  'R-FUND-16': {
    holds: [
      {
        grant: {
          ledgers: [
            { ledger: 'L1', source: 'UNION_MUNI' },
            { ledger: 'L2', source: 'FISCAL_HEALTH' },
            { ledger: 'L1', source: 'UNION_OWN' },
          ],
        },
      },
    ],
    fails: [
      [
        {
          grant: {
            ledgers: [
              { ledger: 'L1', source: 'FISCAL_HEALTH' },
              { ledger: 'L1', source: 'UNION_MUNI' },
            ],
          },
        },
        '/grant/ledgers/1/source',
      ],
    ],
  },
  'R-PAY-01': {
    holds: [
      payment({ fund: 'UNION_MUNI', accountName: '示例工会 (锦江)', unionName: '示例工会（锦江）' }),
      payment({ fund: 'FISCAL_HEALTH', accountName: '示例医院', employerName: '示例医院' }),
    ],
    fails: [
      [payment({ fund: 'UNION_MUNI', accountName: '示例医院', unionName: '示例工会' }), '/grant/payment/accountName'],
    ],
  },
  'R-PAY-02': {
    holds: [payment({ cnaps: '102651001012' }), { union: { cnaps: '105651003037' } }],
    fails: [
      [payment({ cnaps: '102651001021' }), '/grant/payment/cnaps'],
      [{ union: { cnaps: '10265100101' } }, '/union/cnaps'],
    ],
  },
  'R-PAY-03': {
    holds: [payment({ accountNo: '1234 5678' }), payment({ accountNo: '1'.repeat(32) })],
    fails: [
      [payment({ accountNo: '1234567' }), '/grant/payment/accountNo'],
      [payment({ accountNo: '1'.repeat(33) }), '/grant/payment/accountNo'],
    ],
  },
  'R-PAY-04': {
    holds: [payment({ accountNo: '4402000001234567890' })],
    fails: [[payment({ accountNo: '6222024402000001234' }), '/grant/payment/accountNo']],
  },
  'R-PAY-05': {
    holds: [payment({ maker: 'a', checker: 'b', approver: 'c' })],
    fails: [
      [payment({ maker: 'a', checker: 'a' }), '/grant/payment/checker'],
      [payment({ maker: 'a', checker: 'b', approver: 'a' }), '/grant/payment/approver'],
    ],
  },
  'R-PAY-06': {
    holds: [{ notice: { endsOn: '2026-03-01' } }],
    fails: [
      [{ notice: { endsOn: '2026-03-02' } }, '/notice/endsOn'],
      [{ notice: { endsOn: '2026-03-01', openObjections: 1 } }, '/notice/endsOn'],
    ],
  },
  'R-PAY-07': {
    holds: [{ date: '2026-03-05', union: { accountChange: { changedOn: '2026-03-02', reverified: true } } }],
    fails: [
      [
        { date: '2026-03-04', union: { accountChange: { changedOn: '2026-03-02', reverified: true } } },
        '/union/accountChange',
      ],
      [
        { date: '2026-03-05', union: { accountChange: { changedOn: '2026-03-02', reverified: false } } },
        '/union/accountChange',
      ],
    ],
  },
  'R-PAY-08': {
    holds: [payment({ idempotencyKey: 'k2', instalment: 2, processed: [{ idempotencyKey: 'k1', instalment: 1 }] })],
    fails: [
      [
        payment({ idempotencyKey: 'k1', instalment: 2, processed: [{ idempotencyKey: 'k1', instalment: 1 }] }),
        '/grant/payment/idempotencyKey',
      ],
      [
        payment({ idempotencyKey: 'k2', instalment: 1, processed: [{ idempotencyKey: 'k1', instalment: 1 }] }),
        '/grant/payment/idempotencyKey',
      ],
    ],
  },
  'R-PAY-09': {
    holds: [payment({ approvedFen: 100, paidFen: 100 })],
    fails: [[payment({ approvedFen: 100, paidFen: 99 }), '/grant/payment/paidFen']],
  },
  'R-EXP-01': {
    holds: [invoice('示例工会(锦江)', '81510104MATX01010G')],
    fails: [
      [invoice('示例医院', '81510104MATX01010G'), '/grant/expense/invoice/buyerName'],
      [invoice('示例工会(锦江)', '12510104MATX000186'), '/grant/expense/invoice/buyerUscc'],
    ],
  },
  'R-EXP-02': {
    holds: [expense({ invoice: { number: '2' }, claimedInvoices: ['1'] })],
    fails: [[expense({ invoice: { number: '1' }, claimedInvoices: ['1'] }), '/grant/expense/invoice/number']],
  },
  'R-EXP-03': {
    holds: [dated('2026-01-16', '2026-12-31')],
    fails: [
      [dated('2026-01-15', '2026-01-16'), '/grant/expense/invoice/date'],
      [dated('2026-01-16', '2027-01-01'), '/grant/expense/paymentDate'],
      [dated('2026-01-09', '2026-01-16'), '/grant/expense/invoice/date'],
    ],
  },
  'R-EXP-04': {
    holds: [
      expense({ payeeKind: 'ORGANISATION', payeeUscc: '91510112MATX02021D', contractUscc: '91510112matx02021d' }),
    ],
    fails: [
      [expense({ payeeKind: 'INDIVIDUAL' }), '/grant/expense/payeeKind'],
      [expense({ payeeUscc: '91510112MATX02021D', contractUscc: '52510104MATX020131' }), '/grant/expense/payeeUscc'],
    ],
  },
  'R-EXP-05': {
    holds: [
      expense({ line: 'EX-04', evidence: ['contract', 'invoice', 'payment'] }),
      expense({ line: 'EX-01', evidence: ['contract', 'invoice', 'payment', 'service'] }),
    ],
    fails: [
      [expense({ line: 'EX-01', evidence: ['contract', 'invoice', 'payment'] }), '/grant/expense/evidence'],
      [expense({ line: 'EX-04', evidence: [] }), '/grant/expense/evidence'],
    ],
  },
  'R-EXP-06': {
    holds: [
      expense({ contractFen: 999_999 }),
      expense({ contractFen: 1_000_000, quotes: 3 }),
      expense({ contractFen: 10_000_000, competition: true }),
    ],
    fails: [
      [expense({ contractFen: 1_000_000, quotes: 2 }), '/grant/expense/contractFen'],
      [expense({ contractFen: 10_000_000, quotes: 3 }), '/grant/expense/contractFen'],
    ],
  },
  'R-EXP-07': {
    holds: [expense({ line: 'EX-01', otherChildrenMonths: 0 }), expense({ line: 'EX-04', otherChildrenMonths: 5 })],
    fails: [[expense({ line: 'EX-01', otherChildrenMonths: 1 }), '/grant/expense/otherChildrenMonths']],
  },
} satisfies Record<string, RuleExamples>;
