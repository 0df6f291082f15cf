import { ApplicationEvents, ApprovalEvents, PaymentEvents, type EventEnvelope } from '#libs/contracts';
import { officeDate } from '#libs/calendar';
import type { AwaitedType, Fact, ToldType } from '../definitions/case.signals.js';

/**
 * What a workflow takes, and whether it is woken by it. A type that is missing here does not compile; one too many costs the
 * engine for nothing.
 */
const WAKES: Readonly<Record<AwaitedType, true> & Record<ToldType, false>> = {
  'application.created': true,
  'application.plan-sealed': true,
  'application.submitted': true,
  'application.resubmitted': true,
  'application.rectification-extended': true,
  'application.rectification-submitted': true,
  'application.resumed': true,
  'application.reconsideration-opened': true,
  'application.withdrawn': true,
  'application.terminated': true,
  'meeting.adopted': true,
  'meeting.declined': true,
  'review.decided': true,
  'filing.receipted': false,
  'inspection.visit-postponed': true,
  'inspection.visited': true,
  'inspection.completed': true,
  'notice.objection-accepted': true,
  'notice.objection-set-aside': true,
  'notice.objection-resolved': true,
  'notice.upheld': true,
  'grant.approved': true,
  'grant.paid': true,
  'grant.payment-failed': true,
  'grant.voucher-recorded': true,
  'grant.cancelled': true,
};

const SCHEMAS = { ...ApplicationEvents, ...ApprovalEvents, ...PaymentEvents };

const isKnown = (type: string): type is AwaitedType | ToldType => Object.hasOwn(WAKES, type);

/** Whether a workflow has to hear of it at once. */
export const wakes = (fact: Fact): boolean => WAKES[fact.type];

/**
 * The event as a workflow gets it, or undefined when no workflow takes it.
 * @throws ZodError when its data does not fit the contract: such an event is a dead letter
 */
export const factOf = (event: EventEnvelope): Fact | undefined => {
  const { subject, sequence, type, officetime, actor } = event;
  if (!isKnown(type)) return undefined;
  const data = SCHEMAS[type].parse(event.data);
  // Type and data belong together by the line above, which the compiler cannot follow through a table.
  return { subject, sequence: Number(sequence), type, data, officeDate: officeDate(officetime), actor } as Fact;
};
