import type { Advance, ReturnedStep } from './activities.ports.js';
import { AlarmLadder, waitUntil } from './alarm.step.js';
import type { CaseDesk } from './case-desk.step.js';
import type { Turn } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import type { FactOf } from './case.signals.js';
import { lapse } from './lapse.step.js';
import { closeMeeting, hasPlanNews, takePlanNews } from './plan-versions.step.js';

/** Reviews that returned the plan, and the one beside them that passed it and is not told of yet. */
export interface Return {
  readonly returned: readonly FactOf<'review.decided'>[];
  readonly passed: readonly Advance[];
}

/**
 * The plan goes back to its applicant with every defect at once (P3c). It comes back corrected, with a new decision of the
 * committee where more than the listed items changed, and then the steps that have to decide it are open again.
 * @throws CaseEnded when it does not come back in time (R-PROC-03)
 */
export const correction = async (desk: CaseDesk, { returned, passed }: Return): Promise<Turn> => {
  desk.step = 'correction';
  const last = returned.at(-1);
  if (last === undefined) throw new Error('A correction needs a return');
  const place = desk.place('correction', desk.rounds.count('correction'), positionOf(last));
  const startedOn =
    returned
      .map(({ data }) => data.decidedOn)
      .toSorted()
      .at(-1) ?? last.data.decidedOn;
  const term = { startedOn, limit: 'correction' } as const;
  const steps = returned.map(returnedStep);
  const { deadline } = await desk.must(place, (activities) =>
    activities.returnCase({ place, passed, returned: steps, term }),
  );
  const ladder = AlarmLadder.of(place, { work: desk.subject, deadline });
  for (;;) {
    const found = resubmissionOf(desk);
    if (found !== undefined) return takeResubmission(desk, found);
    if ((await takePlanNews(desk)) !== undefined) continue;
    const more = (): boolean => hasPlanNews(desk) || resubmissionOf(desk) !== undefined;
    if (await waitUntil(desk, 'resubmission', more, { ladder, endsAt: deadline.endsAt })) continue;
    await lapse(desk, 'correction-overdue', place, more);
  }
};

const returnedStep = (decision: FactOf<'review.decided'>): ReturnedStep => {
  const { kind, decidedOn, defectsHash, defectItems } = decision.data;
  // What the contract of a returning review has and the type of the event does not know.
  return { step: kind, decision: positionOf(decision), decidedOn, defectsHash, defectItems } as ReturnedStep;
};

/** The resubmission counts once the decision on which it rests is known here too, as the submission did. */
const resubmissionOf = (desk: CaseDesk): FactOf<'application.resubmitted'> | undefined => {
  const found = desk.nextTurn('application.resubmitted');
  if (found === undefined) return undefined;
  const { planHash, resolutionPlanHash } = found.data;
  const isKnown = desk.plans.version(planHash) !== undefined && desk.plans.adoptionOf(resolutionPlanHash) !== undefined;
  return isKnown ? found : undefined;
};

const takeResubmission = async (desk: CaseDesk, found: FactOf<'application.resubmitted'>): Promise<Turn> => {
  const { planHash, resolutionHash, resubmittedBy, resubmittedOn, reopens } = found.data;
  const cause = positionOf(found);
  desk.takeTurn(found);
  const version = desk.plans.version(planHash);
  if (version !== undefined) desk.take(version);
  desk.resolution = { resolutionHash, binding: cause };
  desk.remember({ level: 'grassroots', duty: 'application-submission', actor: resubmittedBy });
  await closeMeeting(desk, desk.place('resubmission', found.sequence, cause));
  return { advance: null, on: resubmittedOn, cause, reopens };
};
