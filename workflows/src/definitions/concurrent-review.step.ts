import type { DeadlineName } from '#libs/policy';
import type { OpenedReview, Place, ReviewWish } from './activities.ports.js';
import { AlarmLadder, waitWithAlarms } from './alarm.step.js';
import { waitForDecision } from './automatic.step.js';
import type { CaseDesk } from './case-desk.step.js';
import { limitOf, type Entry, type Turn } from './case-ended.step.js';
import type { FactOf } from './case.signals.js';
import { correction } from './correction.step.js';
import { reconsideration } from './reconsideration.step.js';
import { advanceOf, isDecided, passedBy, takeDecision, type PassedReview } from './review.step.js';

export interface PassedConcurrentReview extends PassedReview {
  /** `filing/<id>` at the health authority, for the inspection and the designation. */
  readonly filing: string;
}

type Track = 'municipal-review' | 'health-verification';

/** The earliest deadline stands first, so that a settable clock is told once and not twice. */
const TRACKS: Readonly<Record<Track, DeadlineName>> = {
  'health-verification': 'healthVerification',
  'municipal-review': 'municipalReview',
};
const BOTH = Object.keys(TRACKS) as Track[];

/**
 * Municipal review, and in parallel the health filing with its verification (P5, P6). Both must pass; the inspection counts
 * from the later decision day. One rejection decides; a return waits for the other track, so that all defects go out at
 * once, and afterwards only those tracks are opened again whose documents changed or which are not decided.
 * @throws CaseEnded when the case does not come back
 */
export const concurrentReview = async (desk: CaseDesk, from: Entry): Promise<PassedConcurrentReview> => {
  const tracks = new Tracks(desk);
  let entry: Entry | Turn = from;
  let open = BOTH;
  for (;;) {
    await tracks.decide(entry, open);
    const { rejected, returned } = tracks;
    if (rejected === undefined && returned.length === 0) return tracks.result();
    const turn: Turn =
      rejected === undefined
        ? await correction(desk, { returned, passed: tracks.takeUntold() })
        : await reconsideration(desk, advanceOf(rejected, 'rejected'));
    open = BOTH.filter((track) => turn.reopens.includes(track));
    entry = turn;
  }
};

/** What the tracks have decided so far, and the filing that goes with them. */
class Tracks {
  private readonly decisions = new Map<Track, FactOf<'review.decided'>>();
  /** Tracks that passed and of which the application does not know yet, in the order in which they did. */
  private readonly untold: Track[] = [];
  private filing: { readonly work: string; readonly ladder: AlarmLadder; readonly names: string } | undefined;

  constructor(private readonly desk: CaseDesk) {}

  get rejected(): FactOf<'review.decided'> | undefined {
    return this.all.find(({ data }) => data.outcome === 'rejected');
  }

  get returned(): readonly FactOf<'review.decided'>[] {
    return this.all.filter(({ data }) => data.outcome === 'returned');
  }

  takeUntold(): readonly PassedReview['advance'][] {
    return this.untold.splice(0).flatMap((track) => this.passed(track)?.advance ?? []);
  }

  /** Opens these tracks and waits until each is decided, or one rejects the case. */
  async decide(entry: Entry | Turn, open: readonly Track[]): Promise<void> {
    const { desk } = this;
    desk.step = 'concurrent-review';
    for (const track of open) this.decisions.delete(track);
    const place = desk.place('concurrent-review', desk.rounds.count('concurrent-review'), entry.cause);
    const reviews = open.map((kind): ReviewWish => {
      const limit = limitOf(kind, TRACKS[kind], entry);
      return { kind, term: { startedOn: entry.on, limit }, round: desk.rounds.begin(kind) };
    });
    const opened = await this.open(place, entry, reviews);
    await Promise.all([
      ...open.map((track, index) => this.follow(track, place, opened[index])),
      ...(open.includes('health-verification') ? [this.watchFiling()] : []),
    ]);
  }

  /** The track that passed last leads on; of the first one the application knows. */
  result(): PassedConcurrentReview {
    const { filing } = this;
    const [last] = this.untold.flatMap((track) => this.passed(track) ?? []);
    const days = this.all.map(({ data }) => data.decidedOn).toSorted();
    const on = days.at(-1);
    if (last === undefined || filing === undefined || on === undefined) throw new Error('Both tracks have passed');
    this.desk.openWork.delete(filing.work);
    return { ...last, on, filing: filing.work };
  }

  private async open(
    place: Place,
    { advance, on }: Entry,
    reviews: readonly ReviewWish[],
  ): Promise<readonly OpenedReview[]> {
    const { desk } = this;
    const { dossier } = desk;
    const { institutionName, siteAddress, siteUnit, places } = dossier.facts;
    const names = JSON.stringify([institutionName, siteAddress, siteUnit, places]);
    const filing = {
      // A receipt over other names would be of no use to the verification.
      kept: this.filing?.names === names ? this.filing.work : null,
      round: desk.rounds.count('filing'),
      receipt: { startedOn: on, limit: 'filingReceipt' } as const,
      nonconformity: { startedOn: on, limit: 'filingNonconformity' } as const,
    };
    const opened = await desk.must(place, (activities) =>
      activities.openConcurrentReview({ place, advance, dossier, reviews, filing }),
    );
    for (const { work } of opened.reviews) desk.openWork.add(work);
    if (opened.filing !== null) {
      const { work } = opened.filing;
      if (this.filing !== undefined) desk.openWork.delete(this.filing.work);
      desk.openWork.add(work);
      this.filing = { work, names, ladder: AlarmLadder.of(place, opened.filing) };
    }
    return opened.reviews;
  }

  private async follow(track: Track, place: Place, opened: OpenedReview | undefined): Promise<void> {
    if (opened === undefined) throw new Error(`${track} was not opened`);
    const { desk } = this;
    const { work } = opened;
    const over = (): boolean => isDecided(desk, work) || this.rejected !== undefined;
    await waitForDecision(desk, track, over, { place, opened, ladder: AlarmLadder.of(place, opened) });
    if (!isDecided(desk, work)) return;
    const decision = takeDecision(desk, work);
    this.decisions.set(track, decision);
    if (decision.data.outcome === 'passed') await this.tellOfFirst(track, passedBy(decision));
  }

  /** Tells the application at once of the track that passes first; of the last one it is told when the case goes on. */
  private async tellOfFirst(track: Track, { advance, cause }: PassedReview): Promise<void> {
    this.untold.push(track);
    if (this.decisions.size === BOTH.length) return;
    this.untold.pop();
    const place = this.desk.place(track, this.desk.rounds.count(`${track} told`), cause);
    // The other track may reject the case at this very moment; then nobody needs to know that this one passed.
    const isRejected = (): boolean => this.rejected !== undefined;
    await this.desk.perform(place, (activities) => activities.advanceCase({ place, advance }), {
      refusal: isRejected,
      unless: isRejected,
    });
  }

  /**
   * The filing decides nothing by itself, and it is at its authority that it is waited for: here only its alarms ring, as
   * long as the verification is open. A filing that has its receipt takes none.
   */
  private async watchFiling(): Promise<void> {
    const over = (): boolean => this.decisions.has('health-verification') || this.rejected !== undefined;
    if (this.filing !== undefined) await waitWithAlarms(this.desk, null, over, this.filing.ladder);
  }

  private passed(track: Track): PassedReview | undefined {
    const decision = this.decisions.get(track);
    return decision?.data.outcome === 'passed' ? passedBy(decision) : undefined;
  }

  private get all(): readonly FactOf<'review.decided'>[] {
    return [...this.decisions.values()];
  }
}
