import {
  accept,
  refusal,
  refuse,
  type AuditGrant,
  type CancelGrant,
  type CountersignReport,
  type Decision,
  type OrderRecovery,
  type RecordGrantReceipt,
  type Refusal,
  type ReportPerformance,
} from '#libs/contracts';
import {
  checkLedgerBalance,
  checkNegativeDecision,
  checkSpentInPeriod,
  checkUnspentReturned,
  parametersOn,
  recoveryOf,
} from '#libs/policy';
import type { GrantContext } from './grant-context.js';
import { checkSiteNotInForce } from './grant-evidence.js';
import { checkUseDuty } from './grant-separation.js';
import type { GrantEvent, PlannedGrant } from './grant-state.js';
import { checkRow, wrongGrantState } from './grant-transitions.js';
import { ledgerOf, recoverableOf, useOf } from './grant-use-state.js';

/** MU_LEADER cancels what was not sent to the bank, because the site is no longer eligible. The worker frees the money. */
export const cancelGrant = (
  command: CancelGrant & { readonly reasonHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'cancel');
  if (stop.length > 0) return refuse(...stop);
  const { reasonCode, reasonText, reasonHash } = command;
  const refusals = [
    ...checkUseDuty('grant-direction', state, context),
    ...checkNegativeDecision({ positive: false, reasonCode, reasonText }),
    ...checkSiteNotInForce(context.seen.site),
  ];
  if (reasonCode === undefined || refusals.length > 0) return refuse(...refusals);
  return accept([{ type: 'grant.cancelled', data: { reasonCode, reasonHash, ...by(context) } }]);
};

/** GU_CHAIR signs the performance report; a further one takes the place of one that was not signed by GU_AUDIT yet. */
export const signReport = (
  command: ReportPerformance & { readonly reportHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkReportable(state, 'report');
  if (stop.length > 0) return refuse(...stop);
  const refusals = checkUseDuty('performance-report', state, context);
  if (refusals.length > 0) return refuse(...refusals);
  const { spentFen, receivedFen } = ledgerOf(state);
  const { reportHash } = command;
  return accept([{ type: 'grant.report-signed', data: { reportHash, spentFen, receivedFen, ...by(context) } }]);
};

/** GU_AUDIT signs the same report, a second person (R-AUD-02): the grant is reported. */
export const countersignReport = (
  { reportHash }: CountersignReport,
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkReportable(state, 'countersign-report');
  if (stop.length > 0) return refuse(...stop);
  const signed = useOf(state).reportHash;
  if (signed === null) return refuse(wrongGrantState(`${state.status}, no report`, 'countersign-report'));
  const refusals = [
    ...checkUseDuty('report-countersignature', state, context),
    ...(reportHash === signed
      ? []
      : [malformed('/reportHash', 'not the report that the chair signed', '不是主席签署的绩效自评报告')]),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  return accept([{ type: 'grant.reported', data: { reportHash, ...by(context) } }]);
};

/** Every expense is settled before the use of the money is reported. */
const checkReportable = (state: PlannedGrant, command: 'report' | 'countersign-report'): readonly Refusal[] => {
  const stop = checkRow(state, command);
  if (stop.length > 0) return stop;
  const open = useOf(state).expenses.filter(({ outcome }) => outcome === 'open');
  return open.length === 0
    ? []
    : [wrongGrantState(`expenses ${open.map(({ expense }) => expense).join(', ')} open`, command)];
};

/** MU_AUDIT, independent of everybody in the case (R-AUD-02), has no open finding. */
export const auditGrant = (
  { opinionHash }: AuditGrant & { readonly opinionHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'audit');
  if (stop.length > 0) return refuse(...stop);
  const open = useOf(state).findings.filter((one) => one.open);
  const refusals = [
    ...checkUseDuty('grant-audit', state, context),
    ...open.map(({ finding }) => wrongGrantState(`finding ${finding} open`, 'audit')),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  return accept([{ type: 'grant.audited', data: { opinionHash, ...by(context) } }]);
};

/** MU_LEADER closes when nothing is left of the grant (R-FUND-14). */
export const closeGrant = (state: PlannedGrant, context: GrantContext): Decision<GrantEvent> => {
  const stop = checkRow(state, 'close');
  if (stop.length > 0) return refuse(...stop);
  const refusals = [
    ...checkUseDuty('grant-direction', state, context),
    ...checkUnspentReturned(ledgerOf(state).balanceFen, ''),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  return accept([{ type: 'grant.closed', data: by(context) }]);
};

/** MU_LEADER orders recovery; the amount is reckoned, never stated (domain.md §8.3). */
export const orderRecovery = (
  command: OrderRecovery & { readonly reasonHash: string },
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'order-recovery');
  if (stop.length > 0) return refuse(...stop);
  const { ground, serviceStoppedOn, reasonHash } = command;
  const refusals = [
    ...checkUseDuty('grant-direction', state, context),
    ...checkGround(command, state, context),
    ...checkStop(serviceStoppedOn, context),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const { recoveryCalendarDays, serviceMonths } = parametersOn(context.today);
  const paidOn = state.paid?.paidOn ?? context.today;
  const amount = recoveryOf({ ...recoverableOf(state), paidOn, serviceStoppedOn, serviceMonths });
  if (amount.totalFen === 0) return refuse(wrongGrantState(`${state.status}, nothing to recover`, 'order-recovery'));
  const dueOn = daysLater(context.today, recoveryCalendarDays);
  const data = { ground, ...amount, serviceStoppedOn, dueOn, reasonHash, ...by(context) };
  return accept([{ type: 'grant.recovery-ordered', data }]);
};

const checkGround = (
  { ground, serviceStoppedOn }: OrderRecovery,
  state: PlannedGrant,
  { seen }: GrantContext,
): readonly Refusal[] => {
  if (ground === 'MISUSE') {
    const stands = useOf(state).findings.some(({ open, severity }) => open && severity === 'VIOLATION');
    return stands ? [] : [malformed('/ground', 'no violation was found', '没有认定为违规的审计发现')];
  }
  if (serviceStoppedOn === null) {
    return [malformed('/serviceStoppedOn', 'the day the service stopped is needed', '请填写停止服务的日期')];
  }
  if (ground === 'REVOCATION' && seen.site?.standing !== 'REVOKED') {
    return [malformed('/ground', 'the site is not revoked', '该示范点未被撤销')];
  }
  return [];
};

/** The day the service stopped is the day the site was suspended, as payments has seen it itself. */
const checkStop = (stoppedOn: string | null, { seen, today }: GrantContext): readonly Refusal[] => {
  const known = seen.site?.stoppedOn ?? null;
  if (known !== null && stoppedOn !== known) {
    return [malformed('/serviceStoppedOn', `the site was suspended on ${known}`, `该示范点于${known}暂停`)];
  }
  return stoppedOn !== null && stoppedOn > today
    ? [malformed('/serviceStoppedOn', 'lies in the future', '停止服务的日期不得晚于今日')]
    : [];
};

/**
 * Money came back: unspent, or towards a recovery that ends when all of it is repaid. The bank's reference names the receipt:
 * told again it changes nothing, and with another amount it is refused (R-PAY-08).
 */
export const recordReceipt = (
  command: RecordGrantReceipt,
  state: PlannedGrant,
  context: GrantContext,
): Decision<GrantEvent> => {
  const stop = checkRow(state, 'receipt');
  if (stop.length > 0) return refuse(...stop);
  const { amountFen, reference, receivedOn } = command;
  const known = useOf(state).receipts?.find((receipt) => receipt.reference === reference);
  if (known !== undefined) {
    return known.amountFen === amountFen
      ? accept<GrantEvent>([], [refusal('R-PAY-08')])
      : refuse(refusal('R-PAY-08', '/reference'));
  }
  const paidOn = state.paid?.paidOn ?? context.today;
  const refusals = [
    ...checkUseDuty('receipt-recording', state, context),
    ...checkSpentInPeriod({ spentOn: receivedOn, paidOn, today: context.today }, '/receivedOn'),
  ];
  const data = { amountFen, reference, receivedOn, ...by(context) };
  const { recovery } = useOf(state);
  if (recovery === null) {
    const { freeFen, balanceFen } = ledgerOf(state);
    refusals.push(...checkLedgerBalance({ balanceFen: Math.max(0, freeFen), amountFen }, '/amountFen'));
    if (refusals.length > 0) return refuse(...refusals);
    return accept([{ type: 'grant.unspent-returned', data: { ...data, balanceFen: balanceFen - amountFen } }]);
  }
  const outstandingFen = recovery.totalFen - recovery.repaidFen - amountFen;
  if (outstandingFen < 0) refusals.push(refusal('R-PAY-09', '/amountFen'));
  if (refusals.length > 0) return refuse(...refusals);
  const repaid: GrantEvent = { type: 'grant.repaid', data: { ...data, outstandingFen } };
  const { totalFen } = recovery;
  return outstandingFen === 0
    ? accept([repaid, { type: 'grant.recovered', data: { totalFen, on: context.today } }])
    : accept([repaid]);
};

/** Calendar days, not working days: the day of the order is not counted. */
const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const malformed = (pointer: string, problem: string, problemZh: string): Refusal =>
  refusal('G-MALFORMED', pointer, { problem, problemZh });

const by = (context: GrantContext): { by: string; on: string } => ({ by: context.actor.id, on: context.today });
