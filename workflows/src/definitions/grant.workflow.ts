import type { Place, PlannedGrant } from './activities.ports.js';
import { AlarmLadder, waitWithAlarms } from './alarm.step.js';
import { CaseDesk } from './case-desk.step.js';
import { positionOf } from './case-file.signals.js';
import type { ClockMode, Fact, FactOf, FactOfAny } from './case.signals.js';

export interface GrantStart {
  readonly caseId: string;
  readonly clock: ClockMode;
  readonly planned: PlannedGrant;
}

export interface GrantResult {
  /** Null when the grant was cancelled. */
  readonly paidOn: string | null;
}

type Paid = FactOf<'grant.paid'> | FactOf<'grant.voucher-recorded'>;
type Cancelled = FactOf<'grant.cancelled'>;

/** From the planned grant to the money paid, or to its cancellation: one workflow `grant/<id>`. */
export async function grant({ caseId, clock, planned }: GrantStart): Promise<GrantResult> {
  const { facts = [], fund, grantId, budget, reservedFor } = planned;
  const desk = new CaseDesk({ caseId, clock, facts }, 'payment');
  const subject = `grant/${grantId}`;
  const ladder = ladderOf(desk, planned, subject);
  const end =
    fund === 'UNION_MUNI' ? await payByBank(desk, grantId, ladder) : await paidByTreasury(desk, subject, ladder);
  desk.step = 'settlement';
  const place = desk.place('settlement', 1, positionOf(end));
  const outcome = end.type === 'grant.cancelled' ? 'released' : 'paid';
  await desk.must(place, (activities) => activities.settleReservation({ place, budget, reservedFor, outcome }));
  return { paidOn: end.type === 'grant.cancelled' ? null : end.data.paidOn };
}

const ladderOf = (desk: CaseDesk, planned: PlannedGrant, subject: string): AlarmLadder => {
  const place: Place = desk.place('payment', 1, { subject, sequence: 1 });
  return AlarmLadder.of(place, { work: subject, deadline: planned.deadline });
};

/** Maker, checker and approver sign; each approval goes to the bank once, until one payment arrives or the grant is off. */
const payByBank = async (desk: CaseDesk, grantId: string, ladder: AlarmLadder): Promise<Paid | Cancelled> => {
  const subject = `grant/${grantId}`;
  let seen = 0;
  for (let n = 1; ; n += 1) {
    const approved = await next(desk, 'order, check and approval', ladder, () =>
      earliest(desk, subject, ['grant.approved', 'grant.cancelled'], seen),
    );
    if (approved.type === 'grant.cancelled') return approved;
    const place = desk.place('payment', n, positionOf(approved));
    const isCancelled = (): boolean => desk.file.first(subject, 'grant.cancelled') !== undefined;
    await desk.perform(place, (activities) => activities.instructPayment({ place, grantId, n }), {
      refusal: isCancelled,
      unless: isCancelled,
    });
    const results = ['grant.paid', 'grant.payment-failed', 'grant.cancelled'] as const;
    const result = await next(desk, 'the bank', ladder, () => earliest(desk, subject, results, approved.sequence));
    if (result.type !== 'grant.payment-failed') return result;
    // The account is corrected by people, and the order made, checked and approved anew (R-PAY-07).
    seen = result.sequence;
  }
};

/** The fiscal system pays the health grant; what is waited for is its voucher. */
const paidByTreasury = (desk: CaseDesk, subject: string, ladder: AlarmLadder): Promise<Paid | Cancelled> =>
  next(desk, 'voucher', ladder, () => earliest(desk, subject, ['grant.voucher-recorded', 'grant.cancelled']));

/** Told anew from its journal, a grant has all its facts at once: what happened first counts first. */
const earliest = <Type extends Fact['type']>(
  { file }: CaseDesk,
  subject: string,
  types: readonly Type[],
  after = 0,
): FactOfAny<Type> | undefined => {
  const found = types.flatMap((type) => file.first(subject, type, after) ?? []);
  const [first] = found.toSorted((one, other) => one.sequence - other.sequence);
  return first;
};

const next = async <Found extends Pick<Fact, 'subject'>>(
  desk: CaseDesk,
  what: string,
  ladder: AlarmLadder,
  find: () => Found | undefined,
): Promise<Found> => {
  await waitWithAlarms(desk, what, () => find() !== undefined, ladder);
  const found = find();
  if (found === undefined) throw new Error(`${desk.caseId} went on without ${what}`);
  return found;
};
