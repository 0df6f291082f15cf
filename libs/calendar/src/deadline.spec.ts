import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { DueDate } from '#libs/contracts';
import { addCalendarDays } from './civil-date.js';
import {
  addWorkingDays,
  alarmsFor,
  dueDateOf,
  remainingWorkingDays,
  resumePeriod,
  subtractWorkingDays,
} from './deadline.js';
import { CalendarNotCovered, isWorkday, workingDaysBetween } from './work-calendar.js';

const start = fc.integer({ min: 0, max: 365 * 6 }).map((days) => addCalendarDays('2020-01-01', days));
const count = fc.integer({ min: 1, max: 60 });

describe('a period whose clock stood still', () => {
  // The notice of AT-01: five working days from Saturday 05-09, a day worked, to Friday 05-15.
  const notice = addWorkingDays('2026-05-09', 5);

  it.each([
    ['on the day it began', '2026-05-09', '2026-05-18', 5, '2026-05-25'],
    ['on its first day', '2026-05-11', '2026-05-18', 5, '2026-05-25'],
    ['on the Sunday before it', '2026-05-10', '2026-05-18', 5, '2026-05-25'],
    ['in its middle', '2026-05-13', '2026-05-20', 3, '2026-05-25'],
    ['on its last day', '2026-05-15', '2026-05-18', 1, '2026-05-19'],
    ['after its last day', '2026-05-18', '2026-05-19', 1, '2026-05-20'],
    ['and goes on the same day', '2026-05-13', '2026-05-13', 3, '2026-05-18'],
  ])('goes on for what was left when it stopped %s', (_when, stoppedOn, resumedOn, left, dueOn) => {
    expect(notice.dueOn).toBe('2026-05-15');
    expect(remainingWorkingDays(notice, stoppedOn)).toBe(left);
    expect(resumePeriod(notice, { stoppedOn, resumedOn })).toMatchObject({
      startedOn: resumedOn,
      workingDays: left,
      dueOn,
    });
  });

  it('counts holidays and extra workdays on both sides', () => {
    const autumn = addWorkingDays('2026-09-24', 5);
    expect(autumn.dueOn).toBe('2026-10-09');
    expect(resumePeriod(autumn, { stoppedOn: '2026-09-30', resumedOn: '2026-10-09' })).toMatchObject({
      workingDays: 3,
      dueOn: '2026-10-13',
    });
  });

  it('never shows fewer whole days than it was given', () => {
    fc.assert(
      fc.property(start, count, fc.nat(100), fc.nat(60), (from, days, stopped, later) => {
        const period = addWorkingDays(from, days);
        const stoppedOn = addCalendarDays(from, stopped);
        const resumed = resumePeriod(period, { stoppedOn, resumedOn: addCalendarDays(stoppedOn, later) });
        // Whole days before the day on which the clock stopped, and whole days after the day on which it went on.
        const before = Math.min(days, Math.max(0, workingDaysBetween(from, addCalendarDays(stoppedOn, -1))));
        expect(before + resumed.workingDays).toBe(Math.max(days, before + 1));
      }),
    );
  });
});

describe('due dates', () => {
  it.each([
    ['2026-03-02', 3, '2026-03-05', false],
    ['2026-04-02', 5, '2026-04-10', false],
    ['2026-04-24', 5, '2026-05-06', false],
    ['2026-04-29', 10, '2026-05-15', false],
    ['2026-06-15', 5, '2026-06-23', false],
    ['2026-09-18', 3, '2026-09-22', false],
    ['2026-09-24', 5, '2026-10-09', false],
    ['2026-09-28', 5, '2026-10-10', false],
    ['2026-02-13', 5, '2026-02-27', false],
    ['2025-09-26', 10, '2025-10-16', false],
    ['2026-12-28', 5, '2027-01-05', true],
    ['2026-12-24', 10, '2027-01-08', true],
  ])('%s + %i working days is %s (provisional: %s)', (startedOn, days, dueOn, provisional) => {
    expect(addWorkingDays(startedOn, days)).toMatchObject({ startedOn, workingDays: days, dueOn, provisional });
  });

  it.each([
    ['formal check', '2026-03-02', 3, '2026-03-05'],
    ['district review', '2026-03-05', 10, '2026-03-19'],
    ['municipal review', '2026-03-19', 10, '2026-04-02'],
    ['health verification', '2026-03-19', 5, '2026-03-26'],
    ['inspection visit', '2026-04-02', 10, '2026-04-17'],
    ['inspection report', '2026-04-17', 3, '2026-04-22'],
    ['joint review', '2026-04-22', 10, '2026-05-09'],
    ['publicity', '2026-05-09', 5, '2026-05-15'],
    ['designation', '2026-05-15', 5, '2026-05-22'],
    ['disbursement', '2026-05-22', 15, '2026-06-12'],
    ['correction of AT-02', '2026-04-30', 10, '2026-05-18'],
    ['second formal check of AT-02', '2026-05-12', 3, '2026-05-15'],
    ['rectification of AT-04', '2026-05-14', 15, '2026-06-04'],
  ])('of AT-01, AT-02 and AT-04: the %s begun on %s with %i working days is due on %s', (_step, from, days, due) => {
    expect(addWorkingDays(from, days).dueOn).toBe(due);
  });

  it('explain themselves by the holidays and extra workdays they pass', () => {
    expect(addWorkingDays('2026-04-02', 5).explanation).toEqual({
      zh: '自2026-04-02起5个工作日（当日不计），截至2026-04-10；04-04…06清明放假',
      en: '5 working days from 2026-04-02 (that day not counted), due 2026-04-10; 04-04…06 holiday (Tomb-sweeping Day)',
    });
    expect(addWorkingDays('2026-04-29', 10).explanation.zh).toBe(
      '自2026-04-29起10个工作日（当日不计），截至2026-05-15；05-01…05劳动节放假；05-09劳动节调休上班',
    );
    expect(addWorkingDays('2026-12-28', 5).explanation).toEqual({
      zh: '自2026-12-28起5个工作日（当日不计），截至2027-01-05；01-01元旦放假；2027年放假安排尚未公布，期限为暂定',
      en: "5 working days from 2026-12-28 (that day not counted), due 2027-01-05; 01-01 holiday (New Year's Day); the 2027 schedule is not published, provisional",
    });
    expect(addWorkingDays('2026-03-02', 3).explanation.en).not.toContain(';');
  });

  it('keep their explanation short enough to travel, also over years', () => {
    const due = addWorkingDays('2020-01-02', 1500);
    expect(due.explanation.en).toContain('holidays or extra workdays on the way');
    expect(DueDate.parse(dueDateOf(due))).toEqual(dueDateOf(due));
  });

  it('have the flat form of the contract', () => {
    const due = addWorkingDays('2026-03-02', 3);
    expect(DueDate.parse(dueDateOf(due))).toEqual({
      startedOn: '2026-03-02',
      workingDays: 3,
      dueOn: '2026-03-05',
      calendarVersion: 'chinese-days-1.5.7/2026',
      provisional: false,
      ...due.explanation,
    });
  });

  it.each([0, -1, 1.5, Number.NaN])('cannot be %d working days away', (days) => {
    expect(() => addWorkingDays('2026-03-02', days)).toThrow(RangeError);
  });

  it('are an error where the calendar knows nothing (R-CAL-01)', () => {
    expect(() => addWorkingDays('2090-12-28', 5)).toThrow(CalendarNotCovered);
    expect(() => subtractWorkingDays('2004-01-02', 5)).toThrow(CalendarNotCovered);
  });

  it('are provisional in any year without a schedule (R-CAL-01)', () => {
    const due = addWorkingDays('2027-12-30', 5);
    expect(due).toMatchObject({ dueOn: '2028-01-06', provisional: true });
    expect(due.explanation.en).toContain('the 2028 schedule is not published, provisional');
    expect(addWorkingDays('2030-01-30', 3)).toMatchObject({ dueOn: '2030-02-06', provisional: true });
  });

  it('are working days, agree with a walk day by day, and count back to their start', () => {
    fc.assert(
      fc.property(start, count, (startedOn, days) => {
        const { dueOn } = addWorkingDays(startedOn, days);
        let walked = startedOn;
        for (let left = days; left > 0;) {
          walked = addCalendarDays(walked, 1);
          if (isWorkday(walked)) left -= 1;
        }
        return isWorkday(dueOn) && dueOn === walked && workingDaysBetween(startedOn, dueOn) === days;
      }),
    );
  });

  it('grow with the number of days and add up', () => {
    fc.assert(
      fc.property(start, count, count, (startedOn, some, more) => {
        const first = addWorkingDays(startedOn, some).dueOn;
        const both = addWorkingDays(startedOn, some + more).dueOn;
        return first < both && addWorkingDays(first, more).dueOn === both;
      }),
    );
  });

  it('never come earlier for a later event', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 40 }), count, (startedOn, later, days) => {
        return addWorkingDays(startedOn, days).dueOn <= addWorkingDays(addCalendarDays(startedOn, later), days).dueOn;
      }),
    );
  });

  it('are undone by subtracting when the event lies on a working day', () => {
    fc.assert(
      fc.property(start, count, (startedOn, days) => {
        fc.pre(isWorkday(startedOn));
        return subtractWorkingDays(addWorkingDays(startedOn, days).dueOn, days) === startedOn;
      }),
    );
  });
});

describe('alarms', () => {
  it('remind two working days before and on the day, then escalate when the day and two more are over', () => {
    expect(alarmsFor(addWorkingDays('2026-03-02', 3))).toEqual([
      { at: '2026-03-03T00:00:00+08:00', on: '2026-03-03', kind: 'remind', level: 0 },
      { at: '2026-03-05T00:00:00+08:00', on: '2026-03-05', kind: 'remind', level: 0 },
      { at: '2026-03-06T00:00:00+08:00', on: '2026-03-06', kind: 'escalate', level: 1 },
      { at: '2026-03-10T00:00:00+08:00', on: '2026-03-10', kind: 'escalate', level: 2 },
    ]);
  });

  it('jump over holidays in both directions', () => {
    expect(alarmsFor(addWorkingDays('2026-04-24', 5)).map(({ on }) => on)).toEqual([
      '2026-04-29',
      '2026-05-06',
      '2026-05-07',
      '2026-05-09',
    ]);
  });

  it('leave out a reminder that would fall on or before the day of the event', () => {
    expect(alarmsFor(addWorkingDays('2026-03-02', 2)).map(({ on }) => on)).toEqual([
      '2026-03-04',
      '2026-03-05',
      '2026-03-07',
    ]);
  });

  it('follow the parameters given', () => {
    const plan = { remindWorkingDaysBefore: [1], escalateWorkingDaysAfter: [] };
    expect(alarmsFor(addWorkingDays('2026-03-02', 3), plan)).toEqual([
      { at: '2026-03-04T00:00:00+08:00', on: '2026-03-04', kind: 'remind', level: 0 },
    ]);
  });
});

describe('independence of the host', () => {
  const folder = import.meta.dirname;
  const pure = [
    'civil-date.ts',
    'lunar-years.ts',
    'office-instant.ts',
    'published-years.ts',
    'work-calendar.ts',
    'deadline.ts',
  ];

  it('is kept by asking no host for a date: the pure files name no Date, no Intl and no Node module', () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(pure));
    for (const file of pure) {
      expect(readFileSync(`${folder}/${file}`, 'utf8')).not.toMatch(
        /\bDate[.(]|new Date|\bIntl\b|from 'node:|process\./,
      );
    }
  });

  it.each([
    ['America/New_York', 300],
    ['UTC', 0],
    ['Asia/Shanghai', -480],
  ])('gives the same dates under TZ=%s', (zone, offsetMinutes) => {
    // TZ must be set before a process starts, so a child of its own runs the compiled files.
    const compiled = mkdtempSync(join(tmpdir(), 'calendar-'));
    try {
      writeFileSync(join(compiled, 'package.json'), '{ "type": "module" }');
      for (const file of pure) {
        const { code } = transformFileSync(join(folder, file), {
          jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
          module: { type: 'es6' },
        });
        writeFileSync(join(compiled, file.replace(/ts$/, 'js')), code);
      }
      writeFileSync(
        join(compiled, 'print.js'),
        `import { addWorkingDays } from './deadline.js';
         import { officeDate } from './office-instant.js';
         console.log(new Date(0).getTimezoneOffset(), addWorkingDays('2026-03-06', 2).dueOn, officeDate('2026-03-08T15:59:59Z'));`,
      );
      const printed = execFileSync(process.execPath, [join(compiled, 'print.js')], {
        env: { TZ: zone },
        encoding: 'utf8',
      });
      expect(printed.trim()).toBe(`${offsetMinutes} 2026-03-10 2026-03-08`);
    } finally {
      rmSync(compiled, { recursive: true, force: true });
    }
  });
});
