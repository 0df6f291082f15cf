import type { Idle } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';
import { CaseEnded, type Entry } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import type { FactOf } from './case.signals.js';
import { hasPlanNews, takePlanNews } from './plan-versions.step.js';

/**
 * Draft and collective decision (P0, P1): each sealed plan version gets its own meeting. Ends with the submission, or with
 * the archive when nobody touches the draft for 180 days.
 */
export const committee = async (desk: CaseDesk, begun: Idle): Promise<Entry> => {
  desk.step = 'committee';
  let idle = begun;
  for (;;) {
    const submitted = submissionOf(desk);
    if (submitted !== undefined) return takeSubmission(desk, submitted);
    const taken = await takePlanNews(desk);
    if (taken !== undefined) idle = taken.idle ?? idle;
    else await untilMore(desk, idle);
  }
};

/** The submission counts once the decision over the same plan version is known here too. */
const submissionOf = ({ file, subject, plans }: CaseDesk): FactOf<'application.submitted'> | undefined => {
  const submitted = file.first(subject, 'application.submitted');
  return submitted !== undefined && plans.adoptionOf(submitted.data.planHash) !== undefined ? submitted : undefined;
};

const takeSubmission = (desk: CaseDesk, submitted: FactOf<'application.submitted'>): Entry => {
  const { caseNo, planHash, submittedBy, submittedOn } = submitted.data;
  const adopted = desk.plans.adoptionOf(planHash);
  if (adopted === undefined) throw new Error(`${submitted.subject} was submitted without a decision`);
  desk.resolution = { resolutionHash: adopted.data.resolutionHash, binding: positionOf(adopted) };
  desk.caseNo = caseNo;
  desk.remember({ level: 'grassroots', duty: 'application-submission', actor: submittedBy });
  return { advance: null, on: submittedOn, cause: positionOf(submitted) };
};

/** Waits for the next fact about the draft; without one the draft is archived in the end. */
const untilMore = async (desk: CaseDesk, { since, endsAt }: Idle): Promise<void> => {
  const more = (): boolean => hasPlanNews(desk) || submissionOf(desk) !== undefined;
  const { meeting, current } = desk.plans;
  const what = meeting === undefined ? 'application.plan-sealed | application.submitted' : 'meeting decision';
  if (await desk.waitFor(what, more, { instant: endsAt })) return;
  const place = desk.place('archive', 1, { subject: desk.subject, sequence: current?.sequence ?? 1 });
  const works = [...desk.openWork];
  const archived = await desk.perform(
    place,
    (activities) => activities.archiveDraft({ place, idleSince: since, works }),
    { refusal: () => true, unless: more },
  );
  if (archived?.kind === 'done') throw new CaseEnded('ARCHIVED');
  // Somebody touched the draft at the last moment; the fact about it is on its way.
  await desk.waitFor(what, more);
};
