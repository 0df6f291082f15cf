import type { Advance } from './activities.ports.js';
import { AlarmLadder, waitUntil } from './alarm.step.js';
import type { CaseDesk } from './case-desk.step.js';
import type { Turn } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import { lapse } from './lapse.step.js';

/**
 * The joint review put the case off (暂缓). The municipal union takes it up again within twelve months, and the joint
 * review opens anew.
 * @throws CaseEnded when nobody took it up
 */
export const deferral = async (desk: CaseDesk, advance: Advance): Promise<Turn> => {
  desk.step = 'deferral';
  const place = desk.place('deferral', desk.rounds.count('deferral'), advance.decision);
  const isResumed = (): boolean => desk.nextTurn('application.resumed') !== undefined;
  const { deadline } = await desk.must(place, (activities) => activities.deferCase({ place, advance }));
  const ladder = AlarmLadder.of(place, { work: desk.subject, deadline });
  for (;;) {
    const found = desk.nextTurn('application.resumed');
    if (found !== undefined) {
      desk.takeTurn(found);
      return { advance: null, on: found.data.resumedOn, cause: positionOf(found), reopens: ['joint-review'] };
    }
    if (await waitUntil(desk, 'resumption', isResumed, { ladder, endsAt: deadline.endsAt })) continue;
    await lapse(desk, 'deferral-over', place, isResumed);
  }
};
