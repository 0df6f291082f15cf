import {
  accept,
  refuse,
  type ApprovePayment,
  type CheckPayment,
  type Decision,
  type Duty,
  type MakePayment,
  type PaymentUse,
  type Refusal,
  type SendBackPayment,
} from '#libs/contracts';
import { checkApprovedAmount, checkDuty, checkNegativeDecision, checkPurpose, checkSettlement } from '#libs/policy';
import type { GrantContext } from './grant-context.js';
import { checkNotice, checkReservation, checkSiteInForce } from './grant-evidence.js';
import { checkCooledOff, checkPayeeOfRecord } from './grant-payee.js';
import { handsOf } from './grant-separation.js';
import type { GrantEvent, PlannedGrant } from './grant-state.js';
import { checkRow } from './grant-transitions.js';

/** What every grant is approved for: it is planned for a designated demonstration site only (R-FUND-01). */
const APPROVED_USE: PaymentUse = 'DEMO_SITE_SUBSIDY';

/** MU_FIN_MAKER makes the order (制单). A wrong CNAPS check digit goes on to the checker as a note. */
export const makeOrder = (
  command: MakePayment & { readonly purposeHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'make');
  if (stop.length > 0) return refuse(...stop);
  const payee = checkPayeeOfRecord(state, context.payee);
  const refusals = [
    ...checkHand('payment-making', state, context, '/maker'),
    ...checkApprovedAmount({ approvedFen: state.amountFen, paidFen: command.amountFen }, '/amountFen'),
    ...checkPurpose({ approved: APPROVED_USE, requested: command.use }, '/use'),
    ...checkSettlement(command.method, '/method'),
    ...payee.refusals,
    ...checkCooledOff(state, context.today),
    ...checkStillDue(state, context),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const { amountFen, use, method, purposeHash } = command;
  const data = { amountFen, use, method, purposeHash, ...by(context) };
  return accept([{ type: 'grant.made', data }], payee.overridable);
};

/** MU_FIN_CHECKER checks (复核), and alone may override a wrong check digit, with a reason on record (R-PAY-02). */
export const checkOrder = (
  command: CheckPayment & { readonly cnapsOverrideHash: string | null },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'check');
  if (stop.length > 0) return refuse(...stop);
  const payee = checkPayeeOfRecord(state, context.payee);
  const overrides = command.overrideCnaps !== undefined && payee.overridable.length > 0;
  const refusals = [
    ...checkHand('payment-checking', state, context, '/checker'),
    ...payee.refusals,
    ...(overrides ? [] : payee.overridable),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const cnapsOverrideHash = overrides ? command.cnapsOverrideHash : null;
  return accept([{ type: 'grant.checked', data: { cnapsOverrideHash, ...by(context) } }]);
};

/** MU_FIN_APPROVER approves (审批). */
export const approveOrder = (
  command: ApprovePayment,
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'approve');
  if (stop.length > 0) return refuse(...stop);
  const refusals = [
    ...checkHand('payment-approval', state, context, '/approver'),
    ...checkApprovedAmount({ approvedFen: state.amountFen, paidFen: command.amountFen }, '/amountFen'),
    ...checkStillDue(state, context),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  return accept([{ type: 'grant.approved', data: { amountFen: command.amountFen, ...by(context) } }]);
};

/** Checker or approver sends the order back to the maker, with a reason (R-PROC-06); the maker does not. */
export const sendBackOrder = (
  command: SendBackPayment & { readonly reasonHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'send-back');
  if (stop.length > 0) return refuse(...stop);
  const { reasonCode, reasonText, reasonHash } = command;
  const refusals = [
    ...checkHand('payment-checking', state, context, '/checker'),
    ...checkNegativeDecision({ positive: false, reasonCode, reasonText }),
  ];
  if (reasonCode === undefined || refusals.length > 0) return refuse(...refusals);
  return accept([{ type: 'grant.sent-back', data: { reasonCode, reasonHash, ...by(context) } }]);
};

/**
 * What must still hold whenever money comes a step closer: the notice passed (R-PAY-06), the money
 * reserved (R-FUND-02), the site in force (R-FUND-01).
 */
export const checkStillDue = (state: PlannedGrant, context: GrantContext): readonly Refusal[] => [
  ...checkNotice(context.seen.notice, context.today, ''),
  ...checkReservation(state, context.seen.reservation, ''),
  ...checkSiteInForce(context.seen.site),
];

/**
 * The duty matrix for a hand on the order: not one of the other hands (R-PAY-05, at `pointer`), and nobody who applied for,
 * reviewed or inspected this case (R-PROC-04, domain.md §3.5).
 */
const checkHand = (duty: Duty, state: PlannedGrant, { actor }: GrantContext, pointer: string): readonly Refusal[] => {
  const next = { duty, actor: actor.id };
  return [...checkDuty(next, handsOf(state), pointer), ...checkDuty(next, state.priorActs)];
};

const by = (context: GrantContext): { by: string; on: string } => ({ by: context.actor.id, on: context.today });
