import { Controller, Get, Inject } from '@nestjs/common';
import { OfficeCalendarView, ROLES } from '#libs/contracts';
import { Allow } from '#libs/access';
import { WORK_CALENDAR, addCalendarDays, isWorkday } from '#libs/calendar';
import { Answer } from '#libs/http';
import { OfficeTime } from '#libs/service';

/** Work is open for months, not for years. */
const DAYS_AROUND = 400;

/** The office's day and its days off, for whoever shows due dates. */
@Controller('calendar')
export class OfficeCalendarController {
  constructor(@Inject(OfficeTime) private readonly time: OfficeTime) {}

  @Allow({ kind: 'any', roles: ROLES, scope: 'approvals:read' })
  @Answer(OfficeCalendarView)
  @Get()
  read(): OfficeCalendarView {
    const today = this.time.today();
    const days = Array.from({ length: 2 * DAYS_AROUND + 1 }, (_, index) => addCalendarDays(today, index - DAYS_AROUND));
    return {
      today,
      calendarVersion: WORK_CALENDAR.version,
      from: addCalendarDays(today, -DAYS_AROUND),
      to: addCalendarDays(today, DAYS_AROUND),
      daysOff: days.filter((day) => !isWorkday(day)),
    };
  }
}
