import type { Position } from '#libs/contracts';
import type { Refused } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';
import { CaseEnded, type PassedStep } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import type { FactOf } from './case.signals.js';
import type { PassedReview } from './review.step.js';

/** How much later a notice is tried again when the service's clock says that its last day is not over. */
const RETRY_MS = 60_000;

export interface PassedNotice extends PassedStep {
  readonly notice: string;
  readonly unionGrantFen: number;
  readonly healthGrantFen: number;
}

/**
 * The public notice (P9): it passes at 24:00 of its last day, when no objection is open. An objection that is upheld ends
 * the case. The step's date is the last day of the period, whenever it was passed.
 */
export const publicNotice = async (desk: CaseDesk, from: PassedReview): Promise<PassedNotice> => {
  desk.step = 'public-notice';
  const place = desk.place('public-notice', 1, from.cause);
  const { dossier } = desk;
  const unionGrantFen = from.decision.data.unionGrantFen ?? 0;
  const healthGrantFen = from.decision.data.healthGrantFen ?? 0;
  const { work, deadline } = await desk.must(place, (activities) =>
    activities.openNotice({
      place,
      advance: from.advance,
      dossier,
      term: { startedOn: from.on, limit: 'publicity' },
      unionGrantFen,
      healthGrantFen,
    }),
  );
  desk.openWork.add(work);
  const passed = await untilPassed(desk, work, { ...deadline, cause: place.cause });
  desk.openWork.delete(work);
  const decidedOn = deadline.dueOn;
  return {
    advance: { step: 'public-notice', outcome: 'passed', decision: passed, decidedOn },
    on: decidedOn,
    cause: passed,
    notice: work,
    unionGrantFen,
    healthGrantFen,
  };
};

/** @throws CaseEnded when an objection is upheld */
const untilPassed = async (
  desk: CaseDesk,
  work: string,
  { dueOn, endsAt, cause }: { dueOn: string; endsAt: string; cause: Position },
): Promise<Position> => {
  const upheld = (): FactOf<'notice.upheld'> | undefined => desk.file.first(work, 'notice.upheld');
  let instant = endsAt;
  for (let n = 1; ; n += 1) {
    await desk.waitFor('end of notice', () => upheld() !== undefined, { instant, due: dueOn });
    const resolved = desk.file.all(work, 'notice.objection-resolved').length;
    refuseUpheld(upheld());
    const place = desk.place('public-notice', 1, cause);
    const answer = await desk.perform(place, (activities) => activities.passNotice({ place, work, n }), {
      refusal: isExpected,
      unless: () => upheld() !== undefined,
    });
    if (answer?.kind === 'done') {
      rememberDeciders(desk, work);
      return answer.passed;
    }
    if (answer?.kind === 'refused' && answer.rule === 'R-PUB-01') {
      instant = new Date(desk.clock.nowMs + RETRY_MS).toISOString();
      continue;
    }
    await desk.waitFor(
      'decision on the objection',
      () => upheld() !== undefined || desk.file.all(work, 'notice.objection-resolved').length > resolved,
    );
  }
};

/** Whoever has dismissed an objection has judged the case. */
const rememberDeciders = (desk: CaseDesk, work: string): void => {
  const resolved = desk.file.all(work, 'notice.objection-resolved');
  desk.remember(
    ...resolved.map(({ data }) => ({ level: 'municipal', duty: 'objection-decision', actor: data.resolvedBy })),
  );
};

/** Too early by the service's clock, an objection is open, or one was upheld a moment ago. */
const isExpected = ({ rule }: Refused): boolean => ['R-PUB-01', 'R-PUB-03', 'G-STATE'].includes(rule);

const refuseUpheld = (upheld: FactOf<'notice.upheld'> | undefined): void => {
  if (upheld === undefined) return;
  throw new CaseEnded('REJECTED', {
    step: 'public-notice',
    outcome: 'rejected',
    decision: positionOf(upheld),
    decidedOn: upheld.data.resolvedOn,
    reasonCode: 'OBJECTION_UPHELD',
  });
};
