import { AlarmLadder, waitWithAlarms } from './alarm.step.js';
import type { CaseDesk } from './case-desk.step.js';
import { CaseEnded, type PassedStep } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import type { FactOf } from './case.signals.js';
import type { PassedConcurrentReview } from './concurrent-review.step.js';

/** Two inspectors, one of the union and one of the health authority, visit and sign one sheet (P7). */
export const inspection = async (desk: CaseDesk, from: PassedConcurrentReview): Promise<PassedStep> => {
  desk.step = 'inspection';
  const place = desk.place('inspection', 1, from.cause);
  const { dossier } = desk;
  const opened = await desk.must(place, (activities) =>
    activities.openInspection({
      place,
      advance: from.advance,
      dossier,
      term: { startedOn: from.on, limit: 'inspectionVisit' },
    }),
  );
  const { work } = opened;
  desk.openWork.add(work);
  const visited = (): FactOf<'inspection.visited'> | undefined => desk.file.first(work, 'inspection.visited');
  await waitWithAlarms(desk, 'visit', () => visited() !== undefined, AlarmLadder.of(place, opened));
  const completed = await report(desk, work, visited());
  desk.openWork.delete(work);
  const { completedOn, inspectors, outcome, reasonCode } = completed.data;
  if (outcome === 'rectification') throw new Error(`${work}: a rectification has no step yet`);
  desk.remember(...inspectors.map((actor) => ({ level: 'inspection', duty: 'inspection', actor })));
  const advance = {
    step: 'inspection',
    outcome,
    decision: positionOf(completed),
    decidedOn: completedOn,
    ...(reasonCode === null ? {} : { reasonCode }),
  } as const;
  if (outcome === 'rejected') throw new CaseEnded('REJECTED', advance);
  return { advance, on: completedOn, cause: advance.decision };
};

/** The report is due three working days after the visit; it counts when both have signed. */
const report = async (
  desk: CaseDesk,
  work: string,
  visited: FactOf<'inspection.visited'> | undefined,
): Promise<FactOf<'inspection.completed'>> => {
  if (visited === undefined) throw new Error(`${work} was not visited`);
  const place = desk.place('inspection-report', 1, positionOf(visited));
  const term = { startedOn: visited.data.visitedOn, limit: 'inspectionReport' } as const;
  const completed = (): FactOf<'inspection.completed'> | undefined => desk.file.first(work, 'inspection.completed');
  // Inspectors may have finished before anybody could tell them when they must.
  const set = await desk.perform(place, (activities) => activities.setReportDue({ place, work, term }), {
    refusal: ({ rule }) => rule === 'G-STATE',
    unless: () => completed() !== undefined,
  });
  const isCompleted = (): boolean => completed() !== undefined;
  if (set?.kind === 'done') {
    await waitWithAlarms(desk, 'report', isCompleted, AlarmLadder.of(place, { work, deadline: set.deadline }));
  }
  await desk.waitFor('report', isCompleted);
  const fact = completed();
  if (fact === undefined) throw new Error(`${work} is not completed`);
  return fact;
};
