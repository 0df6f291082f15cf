import type { Alarm, Deadline, Place } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';

/** The reminders and escalations of one piece of work. Each rings once, whoever waits for what. */
export class AlarmLadder {
  private rung = 0;

  constructor(
    readonly work: string,
    private readonly place: Place,
    readonly dueOn: string,
    private readonly alarms: readonly Alarm[],
  ) {}

  static of(place: Place, { work, deadline }: { work: string; deadline: Deadline }): AlarmLadder {
    return new AlarmLadder(work, place, deadline.dueOn, deadline.alarms);
  }

  /** When the first alarm that has not rung yet rings. */
  get next(): string | undefined {
    return this.alarms[this.rung]?.at;
  }

  /** Rings every alarm whose instant has passed, in one request. Work that is done meanwhile refuses: nobody minds. */
  async ring(desk: CaseDesk, unless: () => boolean): Promise<void> {
    const first = this.rung + 1;
    const alarms = this.alarms.slice(this.rung).filter(({ at }) => desk.clock.hasPassed(at));
    this.rung += alarms.length;
    await desk.perform(
      this.place,
      (activities) => activities.raiseAlarms({ place: this.place, work: this.work, first, alarms }),
      { refusal: () => true, unless },
    );
  }
}

/** Waits until it is decided, however long that takes: an alarm rings, and the waiting goes on. */
export const waitWithAlarms = async (
  desk: CaseDesk,
  what: string | null,
  decided: () => boolean,
  ladder: AlarmLadder,
): Promise<void> => {
  while (!(await desk.waitFor(what, decided, { instant: ladder.next, due: ladder.dueOn }))) {
    await ladder.ring(desk, decided);
  }
};

/** Waits until it is decided, but not beyond an instant; alarms before that ring. Says whether it is decided. */
export const waitUntil = async (
  desk: CaseDesk,
  what: string,
  decided: () => boolean,
  { ladder, endsAt }: { readonly ladder: AlarmLadder; readonly endsAt: string },
): Promise<boolean> => {
  for (;;) {
    const { next = endsAt } = ladder;
    const instant = Date.parse(next) < Date.parse(endsAt) ? next : endsAt;
    if (await desk.waitFor(what, decided, { instant, due: ladder.dueOn })) return true;
    if (desk.clock.hasPassed(endsAt)) return false;
    await ladder.ring(desk, decided);
  }
};
