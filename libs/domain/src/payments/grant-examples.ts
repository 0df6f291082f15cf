import { RECEIVED, TODAY, hash, payee, planBody } from './grant-builders.js';
import type { GrantCommand } from './grant-command.js';
import type { GrantCommandName } from './grant-transitions.js';

const reason = { reasonCode: 'SAFETY', reasonText: '示范点发生安全问题，已暂停运营', reasonHash: hash('7') } as const;
export const someText = { text: '经查证，该项情况属实并已记录', textHash: hash('d') };
const expense: GrantCommand = {
  type: 'expense',
  line: 'EX-01',
  amountFen: 500_000,
  payee: { kind: 'ORGANISATION', name: '成都示例托育服务有限公司', uscc: '91510112MATX02021D' },
  invoiceNo: '9'.repeat(20),
  method: 'TRANSFER',
  purpose: '职工子女托育服务',
  claimHash: hash('c'),
};
export const bankReport = (status: 'settled' | 'returned'): GrantCommand => {
  const told = { reference: 'B1', amountFen: RECEIVED, paymentKey: 'g.1', reasonHash: hash('8') };
  return { type: 'bank-result', status, ...told };
};
export const findingOf = (severity: 'MINOR' | 'VIOLATION'): GrantCommand => {
  const about = { prohibition: null, misusedFen: 0, expenses: [] };
  return { type: 'finding', finding: 'F-9', severity, ...about, ...someText };
};
export const receiptOf = (amountFen: number, reference = 'R9'): GrantCommand => ({
  type: 'receipt',
  amountFen,
  reference,
  receivedOn: TODAY,
});

/** An example of each command, as good as it can be. */
export const COMMAND: Readonly<Record<GrantCommandName, GrantCommand>> = {
  plan: { type: 'plan', ...planBody, fund: 'UNION_MUNI', amountFen: RECEIVED, payee, payeeHash: hash('a') },
  make: {
    type: 'make',
    amountFen: RECEIVED,
    use: 'DEMO_SITE_SUBSIDY',
    method: 'TRANSFER',
    purpose: '示范点补助',
    purposeHash: hash('b'),
  },
  check: { type: 'check', cnapsOverrideHash: null },
  approve: { type: 'approve', amountFen: RECEIVED },
  'send-back': { type: 'send-back', ...reason },
  instruct: { type: 'instruct' },
  'bank-result': bankReport('settled'),
  'correct-payee': { type: 'correct-payee', payee, payeeHash: hash('6') },
  voucher: { type: 'voucher', voucherNo: 'V1', amountFen: RECEIVED, paidOn: TODAY },
  cancel: { type: 'cancel', ...reason },
  expense,
  'settle-expense': {
    type: 'settle-expense',
    expense: 1,
    outcome: 'paid',
    reference: 'E1',
    paidOn: TODAY,
    reasonHash: null,
  },
  finding: findingOf('VIOLATION'),
  'close-finding': { type: 'close-finding', finding: 'F-1', ...someText },
  report: { type: 'report', summary: '资金使用和绩效情况自评', indicators: [], reportHash: hash('e') },
  'countersign-report': { type: 'countersign-report', reportHash: hash('e') },
  audit: { type: 'audit', opinion: '经审计，资金使用合规', opinionHash: hash('f') },
  close: { type: 'close' },
  'order-recovery': {
    type: 'order-recovery',
    ground: 'EXIT',
    serviceStoppedOn: TODAY,
    reasonText: '单位退出示范点项目，停止服务',
    reasonHash: hash('9'),
  },
  receipt: receiptOf(RECEIVED),
  alarm: { type: 'alarm', kind: 'escalate', level: 1, on: TODAY },
};
