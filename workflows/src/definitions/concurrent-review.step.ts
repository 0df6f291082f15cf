import type { Position } from '#libs/contracts';
import type { DeadlineName } from '#libs/policy';
import type { Advance, OpenedWithDeadline, Place } from './activities.ports.js';
import { AlarmLadder, waitWithAlarms } from './alarm.step.js';
import type { CaseDesk } from './case-desk.step.js';
import type { PassedStep } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import { awaitReview, type PassedReview } from './review.step.js';

export interface PassedConcurrentReview extends PassedStep {
  readonly advance: Advance;
  /** `filing/<id>` at the health authority, for the designation. */
  readonly filing: string;
  /** The receipt on which the health verification rests. */
  readonly receipt: Position;
}

/**
 * Municipal review, and in parallel the health filing with its verification (P5, P6). Both must pass; the inspection counts
 * from the later decision day.
 */
export const concurrentReview = async (desk: CaseDesk, from: PassedReview): Promise<PassedConcurrentReview> => {
  desk.step = 'concurrent-review';
  const place = desk.place('concurrent-review', 1, from.cause);
  const count = (limit: DeadlineName) => ({ startedOn: from.on, limit });
  const { dossier } = desk;
  const opened = await desk.must(place, (activities) =>
    activities.openConcurrentReview({
      place,
      advance: from.advance,
      dossier,
      municipal: count('municipalReview'),
      health: count('healthVerification'),
      receipt: count('filingReceipt'),
      nonconformity: count('filingNonconformity'),
    }),
  );
  desk.openWork.add(opened.filing.work);
  const tracks = new Tracks(desk);
  // The earliest deadline is waited for first, so that a settable clock is told once and not three times.
  await Promise.all([
    tracks.follow(awaitReview(desk, 'health-verification', place, opened.health)),
    watchFiling(desk, place, opened.filing, () => tracks.areOver),
    tracks.follow(awaitReview(desk, 'municipal-review', place, opened.municipal)),
  ]);
  const [first, last] = tracks.passed;
  if (first === undefined || last === undefined) throw new Error('Both tracks have passed');
  return {
    advance: last.advance,
    on: first.on > last.on ? first.on : last.on,
    cause: last.cause,
    filing: opened.filing.work,
    receipt: await receiptOf(desk, opened.filing.work),
  };
};

/** The tracks that have passed, in the order in which they did. */
class Tracks {
  readonly passed: PassedReview[] = [];
  private hasEnded = false;

  constructor(private readonly desk: CaseDesk) {}

  get areOver(): boolean {
    return this.hasEnded || this.passed.length === 2;
  }

  /** Tells the application of the first track that passes at once; of the last one it is told when the inspection opens. */
  async follow(track: Promise<PassedReview>): Promise<void> {
    const passed = await track.catch((error: unknown) => {
      this.hasEnded = true;
      throw error;
    });
    this.passed.push(passed);
    if (this.areOver) return;
    const place = this.desk.place(passed.advance.step, 1, passed.cause);
    // The other track may reject the case at this very moment; then nobody needs to know that this one passed.
    const hasEnded = (): boolean => this.hasEnded;
    await this.desk.perform(place, (activities) => activities.advanceCase({ place, advance: passed.advance }), {
      refusal: hasEnded,
      unless: hasEnded,
    });
  }
}

/** The filing decides nothing by itself; it is reminded of until it has a receipt or is found not to conform. */
const watchFiling = async (
  desk: CaseDesk,
  place: Place,
  opened: OpenedWithDeadline,
  isOver: () => boolean,
): Promise<void> => {
  const { work } = opened;
  const isAnswered = (): boolean =>
    desk.file.first(work, 'filing.receipted') !== undefined ||
    desk.file.first(work, 'filing.nonconforming') !== undefined;
  await waitWithAlarms(desk, 'filing', () => isAnswered() || isOver(), AlarmLadder.of(place, opened));
};

/** A verification that passed rests on a receipt, whose fact may still be on its way. */
const receiptOf = async (desk: CaseDesk, work: string): Promise<Position> => {
  await desk.waitFor('filing receipt', () => desk.file.first(work, 'filing.receipted') !== undefined);
  const receipt = desk.file.first(work, 'filing.receipted');
  if (receipt === undefined) throw new Error(`${work} has no receipt`);
  desk.openWork.delete(work);
  desk.remember({ level: 'county-health', duty: 'filing-record', actor: receipt.data.recordedBy });
  return positionOf(receipt);
};
