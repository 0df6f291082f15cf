import { ApplicationEvents, ApprovalEvents, PaymentEvents, type EventEnvelope } from '#libs/contracts';
import { officeDate } from '#libs/calendar';
import type { AwaitedType, Fact } from '../definitions/case.signals.js';

/** What a workflow waits for. A type that is missing here does not compile; one too many costs the engine for nothing. */
const AWAITED: Readonly<Record<AwaitedType, true>> = {
  'application.created': true,
  'application.plan-sealed': true,
  'application.submitted': true,
  'meeting.adopted': true,
  'meeting.declined': true,
  'review.decided': true,
  'filing.receipted': true,
  'filing.nonconforming': true,
  'inspection.visited': true,
  'inspection.completed': true,
  'notice.objection-resolved': true,
  'notice.upheld': true,
  'grant.approved': true,
  'grant.paid': true,
  'grant.payment-failed': true,
  'grant.voucher-recorded': true,
};

const SCHEMAS = { ...ApplicationEvents, ...ApprovalEvents, ...PaymentEvents };

const isAwaited = (type: string): type is AwaitedType => Object.hasOwn(AWAITED, type);

/**
 * The event as a workflow gets it, or undefined when no workflow waits for it.
 * @throws ZodError when its data does not fit the contract: such an event is a dead letter
 */
export const factOf = (event: EventEnvelope): Fact | undefined => {
  const { subject, sequence, type, officetime, actor } = event;
  if (!isAwaited(type)) return undefined;
  const data = SCHEMAS[type].parse(event.data);
  // Type and data belong together by the line above, which the compiler cannot follow through a table.
  return { subject, sequence: Number(sequence), type, data, officeDate: officeDate(officetime), actor } as Fact;
};
