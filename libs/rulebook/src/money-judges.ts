import type { Refusal } from '#libs/contracts';
import { addWorkingDays } from '#libs/calendar';
import {
  checkAccountName,
  checkAccountNumber,
  checkAllowedLine,
  checkApprovedAmount,
  checkBudgetLine,
  checkBudgetSums,
  checkCnaps,
  checkCoolOff,
  checkDuty,
  checkEmployerBudget,
  checkGrantEligible,
  checkLedgerBalance,
  checkLedgersApart,
  checkNotFundedTwice,
  checkNoticeEnded,
  checkNotPaidBefore,
  checkNotPersonalCard,
  checkNotToStaff,
  checkPlanItem,
  checkProgrammeBalance,
  checkProhibitionsSigned,
  checkPurpose,
  checkSettlement,
  checkUnspentReturned,
  checkWithinBudget,
  type RuleId,
} from '#libs/policy';
import { dutyRule } from './procedure-judges.js';
import type { RuleCase } from './rule-case.js';
import { allGiven, judged, only, type JudgeTable } from './rule-judge.js';

const AT = '/grant/expense';

/** R-FUND-05, R-FUND-06 and R-FUND-07 share the line: whichever says most of it speaks. */
const lineRule = (rule: RuleId) => (given: RuleCase) => {
  const { line, method, payeeKind } = given.grant?.expense ?? {};
  const found = [
    ...(line === undefined ? [] : [checkAllowedLine(line, `${AT}/line`)]),
    ...(method === undefined || rule !== 'R-FUND-05' ? [] : [checkSettlement(method, `${AT}/method`)]),
    ...(payeeKind === undefined || rule !== 'R-FUND-07' ? [] : [checkNotToStaff(payeeKind, `${AT}/payeeKind`)]),
  ];
  return found.length === 0 ? undefined : only(rule, found.flat());
};

const budgetLine = ({ grant }: RuleCase): readonly Refusal[] | undefined => {
  const facts = { line: grant?.expense?.line, budget: grant?.expense?.budget };
  return allGiven(facts) ? checkBudgetLine(facts, `${AT}/line`) : undefined;
};

const withinBudget = ({ grant }: RuleCase): readonly Refusal[] | undefined => {
  const { budgetFen, committedFen = 0, amountFen } = grant?.expense ?? {};
  const facts = { budgetFen, committedFen, amountFen };
  return allGiven(facts) ? checkWithinBudget(facts, `${AT}/amountFen`) : undefined;
};

const planItem = ({ grant }: RuleCase): readonly Refusal[] | undefined => {
  const facts = { line: grant?.expense?.line, item: grant?.expense?.item };
  const plan = grant?.expense?.planItems;
  return allGiven(facts) && plan !== undefined ? checkPlanItem(facts, plan, `${AT}/item`) : undefined;
};

const ledgerBalance = ({ grant }: RuleCase): readonly Refusal[] | undefined => {
  const facts = { balanceFen: grant?.expense?.balanceFen, amountFen: grant?.expense?.amountFen };
  return allGiven(facts) ? checkLedgerBalance(facts, `${AT}/amountFen`) : undefined;
};

const employerBudget = ({ budget, date }: RuleCase): readonly Refusal[] | undefined => {
  const { employerBudgetDocNo, employerBudgetYear, hasChildcareItem } = budget ?? {};
  if (employerBudgetDocNo === undefined && employerBudgetYear === undefined && hasChildcareItem === undefined)
    return undefined;
  const year = Number(date.slice(0, 4));
  return checkEmployerBudget(
    {
      docNo: employerBudgetDocNo ?? '',
      budgetYear: employerBudgetYear ?? year,
      year,
      hasChildcareItem: hasChildcareItem ?? true,
    },
    '/budget',
  );
};

const budgetSums = ({ budget }: RuleCase): readonly Refusal[] | undefined => {
  const rows = (budget?.rows ?? []).map(({ source, quantity, unitPriceFen, amountFen }) => ({
    source,
    quantity,
    unitPriceFen,
    amountFen,
  }));
  const priced = rows.filter(allGiven);
  return priced.length === 0 || priced.length < rows.length
    ? undefined
    : checkBudgetSums(priced, budget?.totals ?? {}, '/budget');
};

const fundedTwice = ({ budget }: RuleCase): readonly Refusal[] | undefined => {
  const { rows, fundedElsewhere } = budget ?? {};
  if (rows === undefined || fundedElsewhere === undefined) return undefined;
  return checkNotFundedTwice(
    rows.map(({ line = '', item = '' }) => ({ line, item })),
    fundedElsewhere,
    '/budget/rows',
  );
};

const programmeBalance = ({ grant }: RuleCase): readonly Refusal[] | undefined => {
  const { programmeBudgetFen: budgetFen, grantedFen = 0, amountFen } = grant ?? {};
  const facts = { budgetFen, grantedFen, amountFen };
  return allGiven(facts) ? checkProgrammeBalance(facts, '/grant/amountFen') : undefined;
};

/** The account of the payment, else the one that F2 states. */
const accountOf = ({ grant, union }: RuleCase, field: 'cnaps' | 'accountNo') => {
  const ofPayment = grant?.payment?.[field];
  return ofPayment === undefined
    ? ([union?.[field], `/union/${field}`] as const)
    : ([ofPayment, `/grant/payment/${field}`] as const);
};

const accountRule = (field: 'cnaps' | 'accountNo', check: (text: string, pointer: string) => readonly Refusal[]) =>
  judged((given) => {
    const [text, pointer] = accountOf(given, field);
    return text === undefined ? undefined : check(text, pointer);
  });

const accountName = ({ grant, union, employer, site }: RuleCase): readonly Refusal[] | undefined => {
  const payment = grant?.payment ?? {};
  const name = payment.accountName ?? union?.accountName;
  if (name === undefined) return undefined;
  const pointer = payment.accountName === undefined ? '/union/accountName' : '/grant/payment/accountName';
  if (payment.fund === 'FISCAL_HEALTH') {
    const employerName = payment.employerName ?? employer?.name ?? '';
    const institutionName = payment.institutionName ?? site?.institutionName ?? '';
    return checkAccountName({ fund: 'FISCAL_HEALTH', accountName: name, employerName, institutionName }, pointer);
  }
  const unionName = payment.unionName ?? union?.name;
  return unionName === undefined
    ? undefined
    : checkAccountName({ fund: 'UNION_MUNI', accountName: name, unionName }, pointer);
};

const HANDS = [
  ['maker', 'payment-making'],
  ['checker', 'payment-checking'],
  ['approver', 'payment-approval'],
] as const;

/** The three hands of F11, each against those before, by the duty matrix. */
const hands = (given: RuleCase): readonly Refusal[] | undefined => {
  const acts = HANDS.flatMap(([field, duty]) => {
    const actor = given.grant?.payment?.[field];
    return actor === undefined ? [] : [{ field, duty, actor, level: '' }];
  });
  const stated = dutyRule(given, 'R-PAY-05');
  if (acts.length < 2 && stated === undefined) return undefined;
  const found = acts.flatMap((act, at) =>
    only('R-PAY-05', checkDuty(act, acts.slice(0, at), `/grant/payment/${act.field}`)),
  );
  return [...(stated ?? []), ...found];
};

const noticeEnded = ({ notice, date }: RuleCase): readonly Refusal[] | undefined =>
  notice?.openedOn === undefined && notice?.endsOn === undefined
    ? undefined
    : checkNoticeEnded(
        {
          endsOn: notice.endsOn,
          today: date,
          openObjections: notice.openObjections ?? 0,
          upheldObjections: notice.upheldObjections ?? 0,
        },
        '/notice/endsOn',
      );

const notPaidBefore = ({ grant }: RuleCase): readonly Refusal[] | undefined => {
  const { idempotencyKey, instalment, processed } = grant?.payment ?? {};
  const key = { idempotencyKey, instalment };
  return allGiven(key) && processed !== undefined
    ? checkNotPaidBefore(key, processed, '/grant/payment/idempotencyKey')
    : undefined;
};

const approvedAmount = ({ grant }: RuleCase): readonly Refusal[] | undefined => {
  const facts = { approvedFen: grant?.payment?.approvedFen, paidFen: grant?.payment?.paidFen };
  return allGiven(facts) ? checkApprovedAmount(facts, '/grant/payment/paidFen') : undefined;
};

/** R-FUND and R-PAY. */
export const MONEY_JUDGES = {
  'R-FUND-01': judged(({ grant }) =>
    grant?.designated === undefined
      ? undefined
      : checkGrantEligible(
          { designated: grant.designated, listedPilot: grant.listedPilot ?? false },
          '/grant/designated',
        ),
  ),
  'R-FUND-02': judged(budgetLine),
  'R-FUND-03': judged(withinBudget),
  'R-FUND-04': judged(({ grant }) =>
    grant?.expense?.purpose === undefined ? undefined : checkPurpose(grant.expense.purpose, `${AT}/purpose`),
  ),
  'R-FUND-05': judged(lineRule('R-FUND-05')),
  'R-FUND-06': judged(lineRule('R-FUND-06')),
  'R-FUND-07': judged(lineRule('R-FUND-07')),
  'R-FUND-08': judged(planItem),
  'R-FUND-09': judged(ledgerBalance),
  'R-FUND-10': judged(employerBudget),
  'R-FUND-11': judged(budgetSums),
  'R-FUND-12': judged(fundedTwice),
  'R-FUND-13': judged(programmeBalance),
  'R-FUND-14': judged(({ grant }) =>
    grant?.unspentFen === undefined ? undefined : checkUnspentReturned(grant.unspentFen, '/grant/unspentFen'),
  ),
  'R-FUND-15': judged(({ prohibitions }) =>
    prohibitions === undefined ? undefined : checkProhibitionsSigned(prohibitions, '/prohibitions'),
  ),
  'R-FUND-16': judged(({ grant }) =>
    grant?.ledgers === undefined ? undefined : checkLedgersApart(grant.ledgers, '/grant/ledgers'),
  ),
  'R-PAY-01': judged(accountName),
  'R-PAY-02': accountRule('cnaps', checkCnaps),
  'R-PAY-03': accountRule('accountNo', checkAccountNumber),
  'R-PAY-04': accountRule('accountNo', checkNotPersonalCard),
  'R-PAY-05': judged(hands),
  'R-PAY-06': judged(noticeEnded),
  'R-PAY-07': judged(({ union, date }, { parameters }) => {
    if (union?.accountChange === undefined) return undefined;
    const { changedOn, reverified } = union.accountChange;
    const coolOffEndsOn = addWorkingDays(changedOn, parameters.deadlines.coolOff).dueOn;
    return checkCoolOff({ changed: true, reverified, coolOffEndsOn, today: date }, '/union/accountChange');
  }, 'deadlines'),
  'R-PAY-08': judged(notPaidBefore),
  'R-PAY-09': judged(approvedAmount),
} satisfies JudgeTable;
