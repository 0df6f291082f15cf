import type { Position } from '#libs/contracts';
import type { Advance } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';
import type { Entry } from './case-ended.step.js';
import { examineObjections } from './objection.step.js';
import { acceptedIn, endOf, type OpenNotice } from './open-notice.step.js';
import { reconsideration } from './reconsideration.step.js';
import type { PassedReview } from './review.step.js';

/** How much later a notice is tried again when the service's clock says that its last day is not over. */
const RETRY_MS = 60_000;

export interface PassedNotice extends Entry {
  readonly advance: Advance;
  readonly notice: string;
  readonly unionGrantFen: number;
  readonly healthGrantFen: number;
}

/**
 * The public notice (P9): it passes at 24:00 of its last day, when no objection is open. An accepted objection stops the
 * clock; dismissed, the rest of the days follows; upheld, the case is rejected. The step's date is the last day of the
 * period, whenever it was passed.
 * @throws CaseEnded when an objection is upheld and it stays at that
 */
export const publicNotice = async (desk: CaseDesk, from: PassedReview): Promise<PassedNotice> => {
  const unionGrantFen = from.decision.data.unionGrantFen ?? 0;
  const healthGrantFen = from.decision.data.healthGrantFen ?? 0;
  let entry: Entry = from;
  let reconsidered: string | null = null;
  for (;;) {
    const notice = await open(desk, entry, { unionGrantFen, healthGrantFen, reconsidered });
    const end = await untilOver(desk, notice);
    desk.openWork.delete(notice.work);
    if ('outcome' in end) {
      entry = await reconsideration(desk, end);
      reconsidered = notice.work;
      continue;
    }
    const advance = { step: 'public-notice', outcome: 'passed', decision: end, decidedOn: notice.dueOn } as const;
    return { advance, on: notice.dueOn, cause: end, notice: notice.work, unionGrantFen, healthGrantFen };
  }
};

interface Announced {
  readonly unionGrantFen: number;
  readonly healthGrantFen: number;
  readonly reconsidered: string | null;
}

const open = async (desk: CaseDesk, { advance, on, cause }: Entry, announced: Announced): Promise<OpenNotice> => {
  desk.step = 'public-notice';
  const round = desk.rounds.begin('public-notice');
  const place = desk.place('public-notice', round.round, cause);
  const { dossier } = desk;
  const term = { startedOn: on, limit: 'publicity' } as const;
  const { work, deadline } = await desk.must(place, (activities) =>
    activities.openNotice({ place, advance, dossier, term, round, ...announced }),
  );
  desk.openWork.add(work);
  // The objections that are looked at again stop the clock from the beginning.
  const stoppedOn = announced.reconsidered === null ? undefined : on;
  return { work, round: round.round, cause, startedOn: on, ...endOf(deadline), stoppedOn, seen: 0 };
};

/** Where the notice passed, or the rejection that an upheld objection is. */
const untilOver = async (desk: CaseDesk, notice: OpenNotice): Promise<Position | Advance> => {
  for (;;) {
    if (notice.stoppedOn === undefined) {
      const passed = await runClock(desk, notice);
      if (passed !== undefined) return passed;
    }
    const upheld = await examineObjections(desk, notice);
    if (upheld !== undefined) return upheld;
  }
};

/** Undefined when an objection was accepted before the notice could pass. */
const runClock = async (desk: CaseDesk, notice: OpenNotice): Promise<Position | undefined> => {
  const { work } = notice;
  const isAccepted = (): boolean => acceptedIn(desk, notice) !== undefined;
  let instant = notice.endsAt;
  for (;;) {
    if (await desk.waitFor('end of notice', isAccepted, { instant, due: notice.dueOn })) return undefined;
    const examined = setAsideIn(desk, notice);
    const place = desk.place('public-notice', notice.round, notice.cause);
    const answer = await desk.perform(place, (activities) => activities.passNotice({ place, work }), {
      refusal: ({ rule }) => rule === 'R-PUB-01' || rule === 'R-PUB-03',
      unless: isAccepted,
    });
    if (answer?.kind === 'done') return answer.passed;
    if (answer?.rule === 'R-PUB-01') {
      instant = new Date(desk.clock.nowMs + RETRY_MS).toISOString();
    } else {
      const isExamined = (): boolean => isAccepted() || setAsideIn(desk, notice) > examined;
      await desk.waitFor('examination of the objection', isExamined);
    }
  }
};

/** How many objections were set aside as leads: each may have been the last one that the notice waited for. */
const setAsideIn = ({ file }: CaseDesk, { work }: OpenNotice): number =>
  file.all(work, 'notice.objection-set-aside').length;
