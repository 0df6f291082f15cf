import { openOfficeClock, type OfficeClock } from '#libs/calendar';

/** The office clock of this process, and the file behind it when it is settable. */
export class OfficeClockFile {
  readonly clock: OfficeClock;
  readonly file: string | undefined;

  /** @throws OfficeClockError for a file in production, or one that holds no instant */
  constructor({ NODE_ENV, OFFICE_CLOCK_FILE }: { NODE_ENV: string; OFFICE_CLOCK_FILE?: string | undefined }) {
    this.file = OFFICE_CLOCK_FILE;
    this.clock = openOfficeClock({ file: OFFICE_CLOCK_FILE, production: NODE_ENV === 'production' });
  }
}
