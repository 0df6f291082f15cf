import {
  accept,
  refusal,
  refuse,
  type CloseFinding,
  type Decision,
  type OpenFinding,
  type Refusal,
  type RegisterExpense,
  type SettleExpense,
} from '#libs/contracts';
import {
  checkAllowedLine,
  checkInvoiceUnused,
  checkLedgerBalance,
  checkNegativeDecision,
  checkNotFrozen,
  checkNotIndividual,
  checkNotToStaff,
  checkSettlement,
  checkSpentInPeriod,
  freezesGrant,
} from '#libs/policy';
import type { GrantContext } from './grant-context.js';
import { checkSiteInForce } from './grant-evidence.js';
import { checkUseDuty } from './grant-separation.js';
import type { GrantEvent, PlannedGrant } from './grant-state.js';
import { checkRow, wrongGrantState } from './grant-transitions.js';
import { ledgerOf, useOf, type GrantFinding } from './grant-use-state.js';

/** GU_HANDLER registers an expense: it commits money of the separate ledger. The first one brings the grant into use. */
export const registerExpense = (
  command: RegisterExpense & { readonly claimHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const { line, amountFen, invoiceNo, payee, method, claimHash } = command;
  const stop = standing(state, 'expense');
  if (stop.length > 0) return refuse(...stop);
  const { expenses } = useOf(state);
  const claimed = expenses.filter(({ outcome }) => outcome !== 'dropped').map((one) => one.invoiceNo);
  const refusals = [
    ...checkUseDuty('expense-registration', state, context),
    ...checkAllowedLine(line, '/line'),
    ...checkSettlement(method, '/method'),
    ...checkNotToStaff(payee.kind, '/payee/kind'),
    ...checkNotIndividual(payee.kind, '/payee/kind'),
    ...checkInvoiceUnused(invoiceNo, claimed, '/invoiceNo'),
    ...checkLedgerBalance({ balanceFen: Math.max(0, ledgerOf(state).freeFen), amountFen }, '/amountFen'),
    ...checkSiteInForce(context.seen.site),
  ];
  if (!isAllowed(line) || refusals.length > 0) return refuse(...refusals);
  const data = { expense: expenses.length + 1, line, amountFen, invoiceNo, claimHash, ...by(context) };
  const registered: GrantEvent = { type: 'grant.expense-registered', data };
  return state.status === 'PAID'
    ? accept([registered, { type: 'grant.use-begun', data: { on: context.today } }])
    : accept([registered]);
};

type AllowedLine = Extract<GrantEvent, { type: 'grant.expense-registered' }>['data']['line'];
/** The rest of the lines was refused by R-FUND-05, 06 or 07. */
const isAllowed = (line: RegisterExpense['line']): line is AllowedLine => !line.startsWith('EX-9') || line === 'EX-09';

/** GU_FINANCE settles an expense, never his own (R-PAY-05): paid by transfer, or dropped with a reason. */
export const settleExpense = (
  command: SettleExpense & { readonly reasonHash: string | null },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = standing(state, 'settle-expense');
  if (stop.length > 0) return refuse(...stop);
  const found = useOf(state).expenses.find(({ expense }) => expense === command.expense);
  if (found === undefined) return refuse(refusal('G-NOT-FOUND', '/expense', { what: `expense ${command.expense}` }));
  if (found.outcome !== 'open') return refuse(wrongGrantState(`expense ${found.outcome}`, 'settle-expense'));
  const refusals = [
    ...checkUseDuty('expense-settlement', state, context),
    ...checkSettling(command, found.amountFen, state, context),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const { expense, amountFen, invoiceNo } = found;
  const how =
    command.outcome === 'paid'
      ? { reference: command.reference, paidOn: command.paidOn, reasonHash: null }
      : { reference: null, paidOn: null, reasonHash: command.reasonHash };
  const data = { expense, outcome: command.outcome, amountFen, invoiceNo, ...how, ...by(context) };
  return accept([{ type: 'grant.expense-settled', data }]);
};

const checkSettling = (
  command: SettleExpense,
  amountFen: number,
  state: PlannedGrant,
  context: GrantContext,
): readonly Refusal[] => {
  if (command.outcome === 'dropped') {
    const { reasonCode, reasonText } = command;
    return checkNegativeDecision({ positive: false, reasonCode, reasonText });
  }
  const { balanceFen, misusedFen } = ledgerOf(state);
  const paidOn = state.paid?.paidOn ?? context.today;
  return [
    ...checkLedgerBalance({ balanceFen: Math.max(0, balanceFen - misusedFen), amountFen }, ''),
    ...checkSpentInPeriod({ spentOn: command.paidOn, paidOn, today: context.today }, '/paidOn'),
    ...checkSiteInForce(context.seen.site),
  ];
};

/** MU_AUDIT opens a finding; a MAJOR one or a VIOLATION freezes the grant (R-AUD-03). */
export const openFinding = (
  command: OpenFinding & { readonly textHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'finding');
  if (stop.length > 0) return refuse(...stop);
  const { finding, severity, prohibition, misusedFen, expenses, textHash } = command;
  const { balanceFen, misusedFen: known } = ledgerOf(state);
  const refusals = [
    ...checkUseDuty('grant-audit', state, context),
    ...(useOf(state).findings.some((one) => one.finding === finding)
      ? [refusal('G-MALFORMED', '/finding', { problem: 'this id is taken', problemZh: '该审计发现编号已使用' })]
      : []),
    ...checkMisused(expenses, state),
    ...checkLedgerBalance({ balanceFen: Math.max(0, balanceFen - known), amountFen: misusedFen }, '/misusedFen'),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const data = { finding, severity, prohibition, misusedFen, expenses, textHash, ...by(context) };
  const opened: GrantEvent = { type: 'grant.finding-opened', data };
  return freezesGrant(severity) && state.status !== 'FROZEN'
    ? accept([opened, { type: 'grant.frozen', data: { finding, on: context.today } }], checkNotFrozen(true, ''))
    : accept([opened]);
};

/** Only what was paid can have been misused, and nothing twice. */
const checkMisused = (expenses: readonly number[], state: PlannedGrant): readonly Refusal[] => {
  const use = useOf(state);
  const known = new Set(use.findings.filter(({ open }) => open).flatMap((finding) => finding.expenses));
  return expenses.flatMap((no, index) => {
    const isPaid = use.expenses.some(({ expense, outcome }) => expense === no && outcome === 'paid');
    if (isPaid && !known.has(no) && expenses.indexOf(no) === index) return [];
    const problem = { problem: 'not a paid expense, or named already', problemZh: '不是已支付的支出，或已重复列出' };
    return [refusal('G-MALFORMED', `/expenses/${index}`, problem)];
  });
};

/** MU_AUDIT closes a finding. The last one that froze the grant gives it back its former state. */
export const closeFinding = (
  command: CloseFinding & { readonly textHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'close-finding');
  if (stop.length > 0) return refuse(...stop);
  const { finding, textHash } = command;
  const open = useOf(state).findings.filter((one) => one.open);
  if (!open.some((one) => one.finding === finding)) {
    return refuse(refusal('G-NOT-FOUND', '/finding', { what: `finding ${finding}` }));
  }
  const refusals = checkUseDuty('grant-audit', state, context);
  if (refusals.length > 0) return refuse(...refusals);
  const closed: GrantEvent = { type: 'grant.finding-closed', data: { finding, textHash, ...by(context) } };
  const freezes = (one: GrantFinding): boolean => one.finding !== finding && freezesGrant(one.severity);
  return state.status === 'FROZEN' && !open.some(freezes)
    ? accept([closed, { type: 'grant.unfrozen', data: { finding, on: context.today } }])
    : accept([closed]);
};

/** A frozen grant says that it is (R-AUD-03), any other state which one it is. */
const standing = (state: PlannedGrant, command: 'expense' | 'settle-expense'): readonly Refusal[] => {
  const frozen = checkNotFrozen(state.status === 'FROZEN', '');
  return frozen.length > 0 ? frozen : checkRow(state, command);
};

const by = (context: GrantContext): { by: string; on: string } => ({ by: context.actor.id, on: context.today });
