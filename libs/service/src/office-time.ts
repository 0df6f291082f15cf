import type { Actor, DecisionContext } from '#libs/contracts';
import { openOfficeClock, type OfficeClock } from '#libs/calendar';
import type { ServiceEnvironment } from '#libs/config';

/** The office clock of this process, injectable (design §4). */
export class OfficeTime {
  private readonly clock: OfficeClock;

  /** @throws OfficeClockError for a clock file in production, or one that holds no instant */
  constructor(environment: Pick<ServiceEnvironment, 'NODE_ENV' | 'OFFICE_CLOCK_FILE'>) {
    this.clock = openOfficeClock({
      file: environment.OFFICE_CLOCK_FILE,
      production: environment.NODE_ENV === 'production',
    });
  }

  get mode(): OfficeClock['mode'] {
    return this.clock.mode;
  }

  /** RFC 3339 with offset +08:00. */
  now(): string {
    return this.clock.now();
  }

  /** `YYYY-MM-DD` in Asia/Shanghai. */
  today(): string {
    return this.clock.today();
  }

  /** What a decider may know of time and person, at one instant: read once, so that date and time agree. */
  contextFor(actor: Actor): DecisionContext {
    const now = this.clock.now();
    return { now, today: now.slice(0, 10), actor };
  }
}
