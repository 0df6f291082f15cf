import type { Place, PlannedGrant } from './activities.ports.js';
import { AlarmLadder, waitWithAlarms } from './alarm.step.js';
import { CaseDesk } from './case-desk.step.js';
import { positionOf } from './case-file.signals.js';
import type { ClockMode, Fact, FactOf } from './case.signals.js';

export interface GrantStart {
  readonly caseId: string;
  readonly clock: ClockMode;
  readonly planned: PlannedGrant;
  /** Facts about this grant that came before its workflow was there. */
  readonly facts: readonly Fact[];
}

/** From the planned grant to the money paid: one workflow `grant/<id>`. Returns the day of payment. */
export async function grant({ caseId, clock, planned, facts }: GrantStart): Promise<{ paidOn: string }> {
  const desk = new CaseDesk({ caseId, clock }, 'payment');
  for (const fact of facts) desk.file.add(fact);
  const subject = `grant/${planned.grantId}`;
  const ladder = ladderOf(desk, planned, subject);
  const paid =
    planned.fund === 'UNION_MUNI'
      ? await payByBank(desk, planned.grantId, ladder)
      : await paidByTreasury(desk, subject, ladder);
  desk.step = 'settlement';
  const place = desk.place('settlement', 1, positionOf(paid));
  const { budget, reservedFor } = planned;
  await desk.must(place, (activities) => activities.settleReservation({ place, budget, reservedFor }));
  return { paidOn: paid.data.paidOn };
}

const ladderOf = (desk: CaseDesk, planned: PlannedGrant, subject: string): AlarmLadder => {
  const place: Place = desk.place('payment', 1, { subject, sequence: 1 });
  return AlarmLadder.of(place, { work: subject, deadline: planned.deadline });
};

/** Maker, checker and approver sign; each approval goes to the bank once, until one payment arrives. */
const payByBank = async (desk: CaseDesk, grantId: string, ladder: AlarmLadder): Promise<FactOf<'grant.paid'>> => {
  const subject = `grant/${grantId}`;
  let seen = 0;
  for (let n = 1; ; n += 1) {
    const approved = await next(desk, subject, 'order, check and approval', ladder, () =>
      desk.file.first(subject, 'grant.approved', seen),
    );
    const place = desk.place('payment', n, positionOf(approved));
    await desk.must(place, (activities) => activities.instructPayment({ place, grantId, n }));
    const result = await next(
      desk,
      subject,
      'the bank',
      ladder,
      () =>
        desk.file.first(subject, 'grant.paid', approved.sequence) ??
        desk.file.first(subject, 'grant.payment-failed', approved.sequence),
    );
    if (result.type === 'grant.paid') return result;
    // The account is corrected by people, and the order made, checked and approved anew (R-PAY-07).
    seen = result.sequence;
  }
};

/** The fiscal system pays the health grant; what is waited for is its voucher. */
const paidByTreasury = (
  desk: CaseDesk,
  subject: string,
  ladder: AlarmLadder,
): Promise<FactOf<'grant.voucher-recorded'>> =>
  next(desk, subject, 'voucher', ladder, () => desk.file.first(subject, 'grant.voucher-recorded'));

const next = async <Found extends Fact>(
  desk: CaseDesk,
  subject: string,
  what: string,
  ladder: AlarmLadder,
  find: () => Found | undefined,
): Promise<Found> => {
  await waitWithAlarms(desk, what, () => find() !== undefined, ladder);
  const found = find();
  if (found === undefined) throw new Error(`${subject} went on without ${what}`);
  return found;
};
