import type { Actor } from '#libs/contracts';
import { meetingDecider, type MeetingState } from '#libs/domain';
import type { Folder } from '#libs/aggregate';

/** Where some aggregate of a case is found. */
interface OfCase {
  ofCase(folder: Folder<MeetingState>, caseId: string): Promise<{ readonly state: MeetingState } | undefined>;
}

/**
 * The chair brings minutes and sign-in sheet to the cases of the union also while a vote is open: silent members leave the
 * chair without a task, and the meeting is closed without their votes. Of everybody else this says nothing.
 */
export const mayUploadTo = async (actor: Actor, caseId: string, aggregates: OfCase): Promise<true | undefined> => {
  const unions = actor.roles.flatMap(({ role, organisation }) => (role === 'GU_CHAIR' ? [organisation] : []));
  if (unions.length === 0) return undefined;
  const state = (await aggregates.ofCase(meetingDecider, caseId))?.state;
  if (state === undefined || state.status === 'NONE') return undefined;
  return unions.includes(state.listing.unionUscc) ? true : undefined;
};
