import { type GrantFund, type GrantStatus, type Payee } from '#libs/contracts';
import type { GrantContext } from './grant-context.js';
import type { SeenEvidence, SeenSite } from './grant-evidence.js';
import type { GrantEvent } from './grant-state.js';
import type { GrantCommandName } from './grant-transitions.js';

/*
 * Builders for tests of a grant: E10's unionPaid, 80,000.00 yuan received on 2026-06-12, and a past that leads to each state.
 */
const CASE = '01980000-0000-7000-8000-000000000001';
export const RECEIVED = 8_000_000;
export const TODAY = '2026-08-03';
export const hash = (digit: string): string => digit.repeat(64);
const position = { subject: 'x/1', sequence: 1 };
export const payee: Payee = {
  legalName: '成都示例传媒公司工会委员会',
  uscc: '81510108MATX01109T',
  accountName: '成都示例传媒公司工会委员会',
  bankName: '示例银行成都分行',
  cnaps: '102651001012',
  accountNo: '510000000000010',
};
export const planBody = {
  caseId: CASE,
  site: 'site/s',
  evidence: {
    planHash: hash('1'),
    resolutionHash: hash('2'),
    resolution: position,
    filing: position,
    notice: position,
    designation: position,
    reservation: position,
    documentNo: '1号',
  },
  listing: {
    caseNo: 'TY2026-00000010',
    employerName: '成都示例传媒公司',
    employerUscc: '91510108MATX001069',
    unionUscc: payee.uscc,
    managingUnit: '510108',
    siteUnit: '510108',
    mode: 'SELF',
    requestedUnionFen: RECEIVED,
  },
  priorActs: [{ level: 'municipal', duty: 'municipal-signature', actor: 'reviewer' }],
  due: {
    startedOn: '2026-05-22',
    workingDays: 15,
    dueOn: '2026-06-12',
    calendarVersion: '1',
    provisional: false,
    zh: '',
    en: '',
  },
};
const site: SeenSite = {
  subject: 'site/s',
  caseId: CASE,
  documentNo: '1号',
  planHash: hash('1'),
  resolutionHash: hash('2'),
  unionName: payee.legalName,
  unionUscc: payee.uscc,
  standing: 'ACTIVE',
  stoppedOn: null,
};
const seenFor = (fund: GrantFund): SeenEvidence => ({
  resolution: { caseId: CASE, planHash: hash('1'), resolutionHash: hash('2') },
  filing: { caseId: CASE },
  notice: {
    caseId: CASE,
    endedOn: '2026-05-15',
    openObjections: 0,
    upheldObjections: 0,
    unionGrantFen: RECEIVED,
    healthGrantFen: RECEIVED,
  },
  site,
  reservation: { fund, amountFen: RECEIVED, outcome: 'reserved' },
});

/** Who acts on the grant in these examples: one person for each command. */
export const PEOPLE: Readonly<Record<GrantCommandName, string>> = {
  plan: 'worker',
  make: 'maker',
  check: 'checker',
  approve: 'approver',
  'send-back': 'approver',
  instruct: 'worker',
  'bank-result': 'bank',
  'correct-payee': 'gu-finance',
  voucher: 'mh-officer',
  cancel: 'leader',
  expense: 'gu-handler',
  'settle-expense': 'gu-finance',
  finding: 'auditor',
  'close-finding': 'auditor',
  report: 'chair',
  'countersign-report': 'gu-audit',
  audit: 'auditor',
  close: 'leader',
  'order-recovery': 'leader',
  receipt: 'cashier',
  alarm: 'worker',
};

export const by = (actor: string, on = TODAY) => ({ by: actor, on });
export const plannedFor = (fund: GrantFund): GrantEvent => {
  const payeeHash = fund === 'UNION_MUNI' ? hash('a') : null;
  const data = { ...planBody, fund, amountFen: RECEIVED, payeeHash, paymentKey: 'g.1', plannedOn: '2026-05-22' };
  return { type: 'grant.planned', data };
};
const made: GrantEvent = {
  type: 'grant.made',
  data: { amountFen: RECEIVED, use: 'DEMO_SITE_SUBSIDY', method: 'TRANSFER', purposeHash: hash('b'), ...by('maker') },
};
const checked: GrantEvent = { type: 'grant.checked', data: { cnapsOverrideHash: null, ...by('checker') } };
const approved: GrantEvent = { type: 'grant.approved', data: { amountFen: RECEIVED, ...by('approver') } };
const instructed: GrantEvent = {
  type: 'grant.instructed',
  data: { paymentKey: 'g.1', amountFen: RECEIVED, payeeHash: hash('a'), on: TODAY },
};
const paid: GrantEvent = {
  type: 'grant.paid',
  data: { reference: 'B1', amountFen: RECEIVED, paidOn: '2026-06-12' },
};
export const expenseRegistered = (
  expense: number,
  line: 'EX-01' | 'EX-05' | 'EX-07',
  amountFen: number,
): GrantEvent => ({
  type: 'grant.expense-registered',
  data: {
    expense,
    line,
    amountFen,
    invoiceNo: String(expense).padStart(20, '0'),
    claimHash: hash('c'),
    ...by('gu-handler'),
  },
});
export const expensePaid = (expense: number, amountFen: number): GrantEvent => ({
  type: 'grant.expense-settled',
  data: {
    expense,
    outcome: 'paid',
    amountFen,
    invoiceNo: String(expense).padStart(20, '0'),
    reference: `E${expense}`,
    paidOn: '2026-07-01',
    reasonHash: null,
    ...by('gu-finance'),
  },
});
export const useBegun: GrantEvent = { type: 'grant.use-begun', data: { on: TODAY } };
export const findingOpened = (
  severity: 'MINOR' | 'MAJOR' | 'VIOLATION',
  misusedFen = 0,
  finding = 'F-1',
): GrantEvent => ({
  type: 'grant.finding-opened',
  data: { finding, severity, prohibition: null, misusedFen, expenses: [], textHash: hash('d'), ...by('auditor') },
});
const frozen: GrantEvent = { type: 'grant.frozen', data: { finding: 'F-1', on: TODAY } };
export const reportSigned: GrantEvent = {
  type: 'grant.report-signed',
  data: { reportHash: hash('e'), spentFen: 0, receivedFen: RECEIVED, ...by('chair') },
};
const reported: GrantEvent = { type: 'grant.reported', data: { reportHash: hash('e'), ...by('gu-audit') } };
const audited: GrantEvent = { type: 'grant.audited', data: { opinionHash: hash('f'), ...by('auditor') } };
export const unspentReturned = (amountFen: number): GrantEvent => ({
  type: 'grant.unspent-returned',
  data: { amountFen, reference: 'R1', receivedOn: TODAY, balanceFen: 0, ...by('cashier') },
});
const ordered = (totalFen: number): GrantEvent => ({
  type: 'grant.recovery-ordered',
  data: {
    ground: 'MISUSE',
    misusedFen: 0,
    unspentFen: totalFen,
    proRataFen: 0,
    monthsMissing: 0,
    totalFen,
    serviceStoppedOn: null,
    dueOn: '2026-09-02',
    reasonHash: hash('9'),
    ...by('leader'),
  },
});
const repaid = (amountFen: number): GrantEvent => ({
  type: 'grant.repaid',
  data: { amountFen, reference: 'R2', receivedOn: TODAY, outstandingFen: 0, ...by('cashier') },
});

const PAID = (fund: GrantFund): readonly GrantEvent[] =>
  fund === 'UNION_MUNI'
    ? [plannedFor(fund), made, checked, approved, instructed, paid]
    : [
        plannedFor(fund),
        {
          type: 'grant.voucher-recorded',
          data: { voucherNo: 'V1', amountFen: RECEIVED, paidOn: '2026-06-12', ...by('mh-officer') },
        },
      ];
export const unionPaid = PAID('UNION_MUNI');

/** A past that leads to each state; the compiler closes the list. */
export const PAST: Readonly<Record<GrantStatus | 'NONE', readonly GrantEvent[]>> = {
  NONE: [],
  PLANNED: unionPaid.slice(0, 1),
  MADE: unionPaid.slice(0, 2),
  CHECKED: unionPaid.slice(0, 3),
  APPROVED: unionPaid.slice(0, 4),
  INSTRUCTED: unionPaid.slice(0, 5),
  PAYMENT_FAILED: [
    ...unionPaid.slice(0, 5),
    { type: 'grant.payment-failed', data: { reference: 'B1', reasonHash: hash('8'), on: TODAY } },
  ],
  CANCELLED: [
    ...unionPaid.slice(0, 4),
    { type: 'grant.cancelled', data: { reasonCode: 'SAFETY', reasonHash: hash('7'), ...by('leader') } },
  ],
  PAID: unionPaid,
  IN_USE: [...unionPaid, expenseRegistered(1, 'EX-01', 1_000_000), useBegun],
  FROZEN: [...unionPaid, findingOpened('VIOLATION', 1_200_000), frozen],
  REPORTED: [...unionPaid, reportSigned, reported],
  AUDITED: [...unionPaid, reportSigned, reported, audited],
  CLOSED: [
    ...unionPaid,
    reportSigned,
    reported,
    audited,
    unspentReturned(RECEIVED),
    { type: 'grant.closed', data: by('leader') },
  ],
  RECOVERY: [...unionPaid, ordered(RECEIVED)],
  RECOVERED: [
    ...unionPaid,
    ordered(RECEIVED),
    repaid(RECEIVED),
    { type: 'grant.recovered', data: { totalFen: RECEIVED, on: TODAY } },
  ],
};
export const STATUSES = Object.keys(PAST) as (GrantStatus | 'NONE')[];

/** What a command on the grant may know when all is in order. */
export const buildGrantContext = (
  name: GrantCommandName,
  fund: GrantFund = 'UNION_MUNI',
  over: Partial<SeenSite> = {},
): GrantContext => ({
  now: `${TODAY}T10:00:00+08:00`,
  today: TODAY,
  actor: { id: PEOPLE[name], kind: 'human', roles: [] },
  subject: 'grant/g',
  payee: { hash: hash('a'), payee },
  seen: { ...seenFor(fund), site: { ...site, ...over } },
  coolOffUntil: '2026-08-05',
});
