import {
  accept,
  refusal,
  refuse,
  type ApprovePayment,
  type CheckPayment,
  type CorrectPayee,
  type Decider,
  type Decision,
  type MakePayment,
  type PlanGrant,
  type RaiseAlarm,
  type RecordBankResult,
  type RecordVoucher,
  type SendBackPayment,
} from '#libs/contracts';
import type { GrantContext } from './grant-context.js';
import { checkEvidence, wrongGrantState } from './grant-evidence.js';
import { approveOrder, checkOrder, makeOrder, sendBackOrder } from './grant-order.js';
import { correctPayee, instructOrder, recordBankResult, recordVoucher } from './grant-payout.js';
import { evolveGrant, paymentKeyOf, type GrantEvent, type GrantState, type PlannedGrant } from './grant-state.js';

/** What is done to a grant. Hashes name the documents that hold what people wrote; the log holds only the hashes. */
export type GrantCommand =
  | ({ readonly type: 'plan'; readonly payeeHash: string | null } & PlanGrant)
  | ({ readonly type: 'make'; readonly purposeHash: string } & MakePayment)
  | ({ readonly type: 'check'; readonly cnapsOverrideHash: string | null } & CheckPayment)
  | ({ readonly type: 'approve' } & ApprovePayment)
  | ({ readonly type: 'send-back'; readonly reasonHash: string } & SendBackPayment)
  | { readonly type: 'instruct' }
  | ({ readonly type: 'bank-result'; readonly paymentKey: string; readonly reasonHash: string } & RecordBankResult)
  | ({ readonly type: 'correct-payee'; readonly payeeHash: string } & CorrectPayee)
  | ({ readonly type: 'voucher' } & RecordVoucher)
  | ({ readonly type: 'alarm' } & RaiseAlarm);

/** A grant from plan to money paid, domain.md §8.3. */
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
  if (state.status !== 'NONE') return refuse(wrongGrantState(state.status, 'PlanGrant'));
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
    case 'alarm':
      return raiseAlarm(command, state);
  }
};

/** An alarm on paid money has nobody to wake; a level that was reached before is not reached again. */
const raiseAlarm = (command: RaiseAlarm, state: PlannedGrant): Decision<GrantEvent> => {
  if (state.status === 'PAID') return refuse(wrongGrantState(state.status, 'RaiseAlarm'));
  const { kind, level, on } = command;
  if (kind === 'escalate' && level <= state.escalation) return accept<GrantEvent>([]);
  return accept([{ type: 'grant.alarmed', data: { kind, level, on } }]);
};
