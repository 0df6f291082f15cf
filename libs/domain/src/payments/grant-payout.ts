import {
  accept,
  refusal,
  refuse,
  type CorrectPayee,
  type Decision,
  type RecordBankResult,
  type RecordVoucher,
} from '#libs/contracts';
import { checkApprovedAmount } from '#libs/policy';
import type { GrantContext } from './grant-context.js';
import { checkStillDue } from './grant-order.js';
import { checkPayee, checkSamePerson } from './grant-payee.js';
import {
  currentAttempt,
  paymentKeyOf,
  type GrantEvent,
  type PaymentAttempt,
  type PlannedGrant,
} from './grant-state.js';
import { checkRow, wrongGrantState } from './grant-transitions.js';

/** The approved order is about to go to the bank. Once more changes nothing: the caller then sends it again (R-PAY-08). */
export const instructOrder = (state: PlannedGrant, context: GrantContext): Decision<GrantEvent> => {
  const stop = checkRow(state, 'instruct');
  if (stop.length > 0) return refuse(...stop);
  if (state.status !== 'APPROVED') return accept<GrantEvent>([], [refusal('R-PAY-08')]);
  const refusals = checkStillDue(state, context);
  if (refusals.length > 0) return refuse(...refusals);
  const { amountFen, payeeHash } = state;
  if (payeeHash === null) return refuse(refusal('R-PAY-07', '/payee'));
  const { paymentKey } = currentAttempt(state);
  return accept([{ type: 'grant.instructed', data: { paymentKey, amountFen, payeeHash, on: context.today } }]);
};

/**
 * The bank reports on one payment key. The first report counts; the same once more is accepted without an event, and
 * another one on a finished attempt is refused (R-PAY-08), as is another amount (R-PAY-09).
 */
export const recordBankResult = (
  command: RecordBankResult & { readonly paymentKey: string; readonly reasonHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'bank-result');
  if (stop.length > 0) return refuse(...stop);
  const { paymentKey, reference, amountFen, reasonHash } = command;
  const attempt = state.attempts.find((one) => one.paymentKey === paymentKey);
  if (attempt === undefined) return refuse(refusal('G-NOT-FOUND', '', { what: paymentKey }));
  if (attempt.outcome === 'open') return refuse(wrongGrantState(state.status, 'bank-result'));
  const wrongAmount = checkApprovedAmount({ approvedFen: state.amountFen, paidFen: amountFen }, '/amountFen');
  if (wrongAmount.length > 0) return refuse(...wrongAmount);
  if (attempt.outcome !== 'instructed') return answerAgain(command, attempt);
  return command.status === 'settled'
    ? accept([{ type: 'grant.paid', data: { reference, amountFen, paidOn: context.today } }])
    : accept([{ type: 'grant.payment-failed', data: { reference, reasonHash, on: context.today } }]);
};

const answerAgain = (command: RecordBankResult, attempt: PaymentAttempt): Decision<GrantEvent> => {
  const isRepeat = attempt.outcome === command.status && attempt.reference === command.reference;
  return isRepeat ? accept<GrantEvent>([], [refusal('R-PAY-08')]) : refuse(refusal('R-PAY-08', '/status'));
};

/**
 * GU_FINANCE corrects the account: after the bank returned the money, or before an order is made, when its check found
 * the data wrong. The order is then made, checked and approved anew, after the cool-off (R-PAY-07). A returned attempt's
 * key is never used again; a new one begins only here, when the former is finally returned.
 */
export const correctPayee = (
  command: CorrectPayee & { readonly payeeHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'correct-payee');
  if (stop.length > 0) return refuse(...stop);
  const { coolOffUntil } = context;
  const findings = checkPayee(command.payee, '/payee');
  const refusals = [
    ...checkSamePerson(context.payee?.hash === state.payeeHash ? context.payee : null, command.payee),
    ...findings.refusals,
  ];
  if (refusals.length > 0) return refuse(...refusals);
  if (coolOffUntil === null) return refuse(refusal('R-PAY-07'));
  const former = currentAttempt(state);
  const grantId = context.subject.slice(context.subject.indexOf('/') + 1);
  const paymentKey =
    former.outcome === 'returned' ? paymentKeyOf(grantId, state.attempts.length + 1) : former.paymentKey;
  const data = { payeeHash: command.payeeHash, coolOffUntil, paymentKey, by: context.actor.id, on: context.today };
  return accept([{ type: 'grant.payee-corrected', data }], findings.overridable);
};

/** MH_OFFICER records that the fiscal system has paid the health grant. The union's own grant has no voucher. */
export const recordVoucher = (
  command: RecordVoucher,
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'voucher');
  if (stop.length > 0) return refuse(...stop);
  const { voucherNo, amountFen, paidOn } = command;
  const refusals = [
    ...checkApprovedAmount({ approvedFen: state.amountFen, paidFen: amountFen }, '/amountFen'),
    ...(paidOn > context.today ? [futureDate()] : []),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const by = { by: context.actor.id, on: context.today };
  return accept([{ type: 'grant.voucher-recorded', data: { voucherNo, amountFen, paidOn, ...by } }]);
};

const futureDate = () =>
  refusal('G-MALFORMED', '/paidOn', { problem: 'paidOn lies in the future', problemZh: '支付日期不得晚于今日' });
