import type { Advance } from './activities.ports.js';
import type { CaseDesk, Expectation } from './case-desk.step.js';
import { CaseEnded, type Turn } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';

/**
 * The step rejected the case: the application is told, whatever else is open is closed, and the workflow stays as long as
 * its applicant may ask for a reconsideration (复核). If he does, the step is decided once more, by others.
 * @throws CaseEnded when nobody may ask, or nobody did
 */
export const reconsideration = async (desk: CaseDesk, advance: Advance): Promise<Turn> => {
  const turn = await rejectIfPossible(desk, advance);
  if (turn === undefined) throw new Error(`The application did not answer the rejection by ${advance.step}`);
  return turn;
};

/** The same where the rejection itself may be refused, because somebody was quicker: undefined then. */
export const rejectIfPossible = async (
  desk: CaseDesk,
  advance: Advance,
  expectation: Expectation = {},
): Promise<Turn | undefined> => {
  const place = desk.place('rejection', desk.rounds.count('rejection'), advance.decision);
  const works = [...desk.openWork];
  const rejected = await desk.perform(
    place,
    (activities) => activities.rejectCase({ place, advance, works }),
    expectation,
  );
  if (rejected?.kind !== 'done') return undefined;
  desk.openWork.clear();
  return untilReconsidered(desk, rejected.reconsiderUntil);
};

const untilReconsidered = async (desk: CaseDesk, reconsiderUntil: string | null): Promise<Turn> => {
  desk.step = 'reconsideration';
  const isOpened = (): boolean => desk.nextTurn('application.reconsideration-opened') !== undefined;
  if (reconsiderUntil !== null) {
    await desk.waitFor('reconsideration', isOpened, { instant: reconsiderUntil });
  }
  const opened = desk.nextTurn('application.reconsideration-opened');
  if (opened === undefined) throw new CaseEnded('REJECTED');
  desk.takeTurn(opened);
  const { step, reopens, excluded, openedOn } = opened.data;
  desk.rounds.exclude(step, excluded);
  return { advance: null, on: openedOn, cause: positionOf(opened), reopens, reconsidered: step };
};
