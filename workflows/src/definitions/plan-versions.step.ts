import type { Position } from '#libs/contracts';
import type { Idle, Place } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';
import { positionOf } from './case-file.signals.js';
import type { FactOf } from './case.signals.js';
import type { SealedPlan } from './plan-book.step.js';

/** Something was taken up. `idle` counts anew from it where a draft was touched by it. */
export interface TakenUp {
  readonly idle?: Idle;
}

/** Whether there is a decision of the committee or a plan version that was not taken up yet. */
export const hasPlanNews = (desk: CaseDesk): boolean => decisionOf(desk) !== undefined || nextPlan(desk) !== undefined;

/**
 * Takes up the committee's decision or the next plan version, in a draft and in a correction alike. A decision is read
 * before a newer plan: which came first is the application's to say. Undefined when there is nothing new.
 */
export const takePlanNews = async (desk: CaseDesk): Promise<TakenUp | undefined> => {
  const decision = decisionOf(desk);
  if (decision !== undefined) return takeDecision(desk, decision);
  const next = nextPlan(desk);
  return next === undefined ? undefined : takeNewPlan(desk, next);
};

type Decision = FactOf<'meeting.adopted'> | FactOf<'meeting.declined'>;

const decisionOf = ({ file, plans: { meeting } }: CaseDesk): Decision | undefined =>
  meeting === undefined
    ? undefined
    : (file.first(meeting, 'meeting.adopted') ?? file.first(meeting, 'meeting.declined'));

const nextPlan = ({ file, subject, plans }: CaseDesk): SealedPlan | undefined =>
  file.first(subject, 'application.plan-sealed', plans.current?.sequence);

const takeDecision = async (desk: CaseDesk, decision: Decision): Promise<TakenUp> => {
  desk.openWork.delete(decision.subject);
  desk.plans.meeting = undefined;
  desk.remember({ level: 'grassroots', duty: 'committee-chairing', actor: decision.data.decidedBy });
  const place = placeOf(desk, decision);
  // The plan was changed while the committee voted: its answer binds nothing, and the newer plan has its own meeting.
  const refusal = (): boolean => true;
  if (decision.type === 'meeting.declined') {
    const { planHash, rule } = decision.data;
    const noted = await desk.perform(
      place,
      (activities) => activities.noteCommitteeDeclined({ place, planHash, rule }),
      { refusal },
    );
    return noted?.kind === 'done' ? { idle: noted.idle } : {};
  }
  const { planHash, resolutionHash, resolutionNo, decidedOn } = decision.data;
  const resolution = { planHash, resolutionHash, resolutionNo, decidedOn };
  const recorded = await desk.perform(place, (activities) => activities.recordResolution({ place, resolution }), {
    refusal,
  });
  if (recorded?.kind !== 'done') return {};
  desk.plans.adopt(decision);
  return { idle: recorded.idle };
};

/** Opens the meeting for the next plan version and closes the one it supersedes. */
const takeNewPlan = async (desk: CaseDesk, next: SealedPlan): Promise<TakenUp> => {
  const superseded = desk.plans.meeting ?? null;
  desk.plans.take(next);
  desk.take(next);
  // A later version may be somebody else's than the draft.
  desk.remember({ level: 'grassroots', duty: 'application-preparation', actor: next.actor });
  const place = placeOf(desk, next);
  // A corrected version that differs in the listed items alone goes by the decision there is (R-COM-08).
  if (next.data.correction?.needsResolution === false) {
    await closeMeeting(desk, place);
    return {};
  }
  const { dossier } = desk;
  const opened = await desk.must(place, (activities) =>
    activities.openMeeting({ place, dossier, planNumber: next.data.number, superseded }),
  );
  if (superseded !== null) desk.openWork.delete(superseded);
  desk.openWork.add(opened.work);
  desk.plans.meeting = opened.work;
  return { idle: opened.idle };
};

/** Closes the meeting over a version that is not wanted any more, if one is open. */
export const closeMeeting = async (desk: CaseDesk, place: Place): Promise<void> => {
  const { meeting } = desk.plans;
  if (meeting === undefined) return;
  await desk.must(place, (activities) => activities.closeWorks({ place, works: [meeting], why: 'superseded' }));
  desk.openWork.delete(meeting);
  desk.plans.meeting = undefined;
};

/** The round of everything about a plan version is its number. */
const placeOf = (desk: CaseDesk, cause: Position): Place =>
  desk.place('committee', desk.plans.current?.data.number ?? 1, positionOf(cause));
