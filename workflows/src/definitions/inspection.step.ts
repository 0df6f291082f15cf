import type { Advance, Deadline, Place } from './activities.ports.js';
import { AlarmLadder, waitWithAlarms } from './alarm.step.js';
import type { CaseDesk } from './case-desk.step.js';
import { limitOf, type Entry } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import type { FactOf } from './case.signals.js';
import type { PassedConcurrentReview } from './concurrent-review.step.js';
import { reconsideration } from './reconsideration.step.js';
import { rectification } from './rectification.step.js';

type Completed = FactOf<'inspection.completed'>;

/**
 * Two inspectors, one of the union and one of the health authority, visit and sign one sheet (P7). What can be put right
 * is, once, and then they come again.
 * @throws CaseEnded when the site does not pass
 */
export const inspection = async (desk: CaseDesk, from: PassedConcurrentReview): Promise<Entry> => {
  let entry: Entry = from;
  let rectified: readonly string[] = [];
  for (;;) {
    const completed = await inspect(desk, entry, { rectified, filing: from.filing });
    const { outcome, failedItems = [] } = completed.data;
    if (outcome === 'passed') {
      const advance = advanceOf(completed, outcome);
      return { advance, on: advance.decidedOn, cause: advance.decision };
    }
    if (outcome === 'rectification') {
      entry = await rectification(desk, advanceOf(completed, outcome), failedItems);
      rectified = failedItems;
    } else {
      entry = await reconsideration(desk, advanceOf(completed, outcome));
    }
  }
};

/** One round: the visit, then the report. */
const inspect = async (
  desk: CaseDesk,
  entry: Entry,
  { rectified, filing }: { rectified: readonly string[]; filing: string },
): Promise<Completed> => {
  desk.step = 'inspection';
  const round = desk.rounds.begin('inspection');
  const place = desk.place('inspection', round.round, entry.cause);
  const { dossier } = desk;
  const term = { startedOn: entry.on, limit: limitOf('inspection', 'inspectionVisit', entry) };
  const { work, deadline } = await desk.must(place, (activities) =>
    activities.openInspection({ place, advance: entry.advance, dossier, term, round, rectified, filing }),
  );
  desk.openWork.add(work);
  const receipt = desk.file.first(filing, 'filing.receipted');
  if (receipt !== undefined) {
    desk.remember({ level: 'county-health', duty: 'filing-record', actor: receipt.data.recordedBy });
  }
  await visit(desk, work, { place, deadline });
  const completed = await report(desk, work, round.round);
  desk.openWork.delete(work);
  const { inspectors, outcome, reasonCode, completedOn } = completed.data;
  desk.remember(...inspectors.map((actor) => ({ level: 'inspection', duty: 'inspection', actor })));
  const decided = { work, outcome, decidedOn: completedOn, reasonCode, reasonHash: null, defectsHash: null };
  desk.rounds.note('inspection', { ...decided, defectItems: [] });
  return completed;
};

/** The visit may be put off, once; then it is due so many days after that (P7). */
const visit = async (desk: CaseDesk, work: string, term: { place: Place; deadline: Deadline }): Promise<void> => {
  const isVisited = (): boolean => desk.file.first(work, 'inspection.visited') !== undefined;
  const postponed = (): FactOf<'inspection.visit-postponed'> | undefined =>
    desk.file.first(work, 'inspection.visit-postponed');
  const first = AlarmLadder.of(term.place, { work, deadline: term.deadline });
  await waitWithAlarms(desk, 'visit', () => isVisited() || postponed() !== undefined, first);
  const putOff = postponed();
  if (putOff === undefined) return;
  const place = desk.place('inspection-postponed', term.place.round, positionOf(putOff));
  const due = { startedOn: putOff.data.postponedOn, limit: 'inspectionVisit' } as const;
  const set = await desk.perform(place, (activities) => activities.setVisitDue({ place, work, term: due }), {
    refusal: ({ rule }) => rule === 'G-STATE',
    unless: isVisited,
  });
  if (set?.kind === 'done') {
    await waitWithAlarms(desk, 'visit', isVisited, AlarmLadder.of(place, { work, deadline: set.deadline }));
  }
  await desk.waitFor('visit', isVisited);
};

/** The report is due three working days after the visit; it counts when both have signed. */
const report = async (desk: CaseDesk, work: string, round: number): Promise<Completed> => {
  const visited = desk.file.first(work, 'inspection.visited');
  if (visited === undefined) throw new Error(`${work} was not visited`);
  const place = desk.place('inspection-report', round, positionOf(visited));
  const term = { startedOn: visited.data.visitedOn, limit: 'inspectionReport' } as const;
  const completed = (): Completed | undefined => desk.file.first(work, 'inspection.completed');
  const isCompleted = (): boolean => completed() !== undefined;
  // Inspectors may have finished before anybody could tell them when they must.
  const set = await desk.perform(place, (activities) => activities.setReportDue({ place, work, term }), {
    refusal: ({ rule }) => rule === 'G-STATE',
    unless: isCompleted,
  });
  if (set?.kind === 'done') {
    await waitWithAlarms(desk, 'report', isCompleted, AlarmLadder.of(place, { work, deadline: set.deadline }));
  }
  await desk.waitFor('report', isCompleted);
  const fact = completed();
  if (fact === undefined) throw new Error(`${work} is not completed`);
  return fact;
};

const advanceOf = (completed: Completed, outcome: 'passed' | 'rectification' | 'rejected'): Advance => {
  const { completedOn, reasonCode, inspectors, confirmedBy } = completed.data;
  const decidedBy = confirmedBy === undefined ? inspectors : [...inspectors, confirmedBy];
  return {
    step: 'inspection',
    outcome,
    decision: positionOf(completed),
    decidedOn: completedOn,
    ...(reasonCode === null ? {} : { reasonCode }),
    ...(outcome === 'rejected' ? { decidedBy } : {}),
  };
};
