import { accept, refusal, refuse, type Decider, type Decision, type RaiseAlarm } from '#libs/contracts';
import type { GrantCommand } from './grant-command.js';
import type { GrantContext } from './grant-context.js';
import {
  auditGrant,
  cancelGrant,
  closeGrant,
  countersignReport,
  orderRecovery,
  recordReceipt,
  signReport,
} from './grant-end.js';
import { checkEvidence } from './grant-evidence.js';
import { closeFinding, openFinding, registerExpense, settleExpense } from './grant-expense.js';
import { approveOrder, checkOrder, makeOrder, sendBackOrder } from './grant-order.js';
import { correctPayee, instructOrder, recordBankResult, recordVoucher } from './grant-payout.js';
import { evolveGrant, paymentKeyOf, type GrantEvent, type GrantState, type PlannedGrant } from './grant-state.js';
import { checkRow, wrongGrantState } from './grant-transitions.js';

/** A grant from its plan to its end, domain.md §8.3. Which command is open in which state stands in `GRANT_TRANSITIONS`. */
export const grantDecider: Decider<GrantState, GrantCommand, GrantEvent, GrantContext> = {
  noun: 'grant',
  initial: { status: 'NONE' },
  decide: (command, state, context) => {
    if (command.type === 'plan') return plan(command, state, context);
    if (state.status === 'NONE') return refuse(refusal('G-NOT-FOUND', '', { what: context.subject }));
    return decidePlanned(command, state, context);
  },
  evolve: evolveGrant,
};

const plan = (
  command: Extract<GrantCommand, { type: 'plan' }>,
  state: GrantState,
  context: GrantContext,
): Decision<GrantEvent> => {
  if (state.status !== 'NONE') return refuse(wrongGrantState(state.status, 'plan'));
  const refusals = checkEvidence(command, context.seen, context.today);
  if (refusals.length > 0) return refuse(...refusals);
  const { caseId, site, fund, amountFen, payeeHash, evidence, listing, priorActs, due } = command;
  const paymentKey = paymentKeyOf(context.subject.slice(context.subject.indexOf('/') + 1), 1);
  const data = { caseId, site, fund, amountFen, payeeHash, evidence, listing, priorActs, due };
  return accept([{ type: 'grant.planned', data: { ...data, paymentKey, plannedOn: context.today } }]);
};

const decidePlanned = (
  command: Exclude<GrantCommand, { type: 'plan' }>,
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  switch (command.type) {
    case 'make':
      return makeOrder(command, state, context);
    case 'check':
      return checkOrder(command, state, context);
    case 'approve':
      return approveOrder(command, state, context);
    case 'send-back':
      return sendBackOrder(command, state, context);
    case 'instruct':
      return instructOrder(state, context);
    case 'bank-result':
      return recordBankResult(command, state, context);
    case 'correct-payee':
      return correctPayee(command, state, context);
    case 'voucher':
      return recordVoucher(command, state, context);
    case 'cancel':
      return cancelGrant(command, state, context);
    case 'alarm':
      return raiseAlarm(command, state);
    case 'expense':
      return registerExpense(command, state, context);
    case 'settle-expense':
      return settleExpense(command, state, context);
    case 'finding':
      return openFinding(command, state, context);
    case 'close-finding':
      return closeFinding(command, state, context);
    case 'report':
      return signReport(command, state, context);
    case 'countersign-report':
      return countersignReport(command, state, context);
    case 'audit':
      return auditGrant(command, state, context);
    case 'close':
      return closeGrant(state, context);
    case 'order-recovery':
      return orderRecovery(command, state, context);
    case 'receipt':
      return recordReceipt(command, state, context);
  }
};

/** An alarm on money that was paid or never will be has nobody to wake; a level that was reached before is not reached again. */
const raiseAlarm = (command: RaiseAlarm, state: PlannedGrant): Decision<GrantEvent> => {
  const stop = checkRow(state, 'alarm');
  if (stop.length > 0) return refuse(...stop);
  const { kind, level, on } = command;
  if (kind === 'escalate' && level <= state.escalation) return accept<GrantEvent>([]);
  return accept([{ type: 'grant.alarmed', data: { kind, level, on } }]);
};
