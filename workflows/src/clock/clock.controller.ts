import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { ClockMoved, ClockView, ROLES, refusal } from '#libs/contracts';
import { Allow } from '#libs/access';
import { OfficeClockError, advanceOfficeClock } from '#libs/calendar';
import { Answer, ProblemError } from '#libs/http';
import { OfficeClockFile } from './office-clock-file.storage.js';
import { ClockWatch } from './clock-watch.gateway.js';

const MoveClock = z
  .strictObject({ to: z.iso.datetime({ offset: true }) })
  .meta({ id: 'MoveClock', description: 'Sets the office clock forward; only where it is settable' });
type MoveClock = z.infer<typeof MoveClock>;

/** The office clock: everybody may read it; where it is settable, an operator may set it forward. */
@Controller('clock')
export class ClockController {
  constructor(
    private readonly office: OfficeClockFile,
    private readonly watch: ClockWatch,
  ) {}

  @Allow({ kind: 'any', roles: ROLES })
  @Answer(ClockView)
  @Get()
  read(): ClockView {
    return { mode: this.office.clock.mode, now: this.office.clock.now() };
  }

  /** Answers when the clock stands at its new instant and the cases whose time has come were told. */
  @Allow({ kind: 'human', roles: ['SYS_ADMIN'] })
  @Answer(ClockMoved)
  @Post()
  @HttpCode(200)
  async move(@Body({ schema: MoveClock }) { to }: MoveClock): Promise<ClockMoved> {
    const now = this.advance(to);
    await this.watch.look();
    return { now };
  }

  private advance(to: string): string {
    const { file } = this.office;
    if (file === undefined) throw new ProblemError([refusal('G-STATE', '', { state: 'wall', command: 'MoveClock' })]);
    try {
      return advanceOfficeClock(file, to);
    } catch (cause) {
      if (!(cause instanceof OfficeClockError)) throw cause;
      const state = this.office.clock.now();
      throw new ProblemError([refusal('G-STATE', '/to', { state, command: 'MoveClock' })], { cause });
    }
  }
}
