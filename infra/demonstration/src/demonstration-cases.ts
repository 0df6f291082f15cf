import { addCalendarDays } from '#libs/calendar';
import type { CaseScript } from './robots.js';
import { siteOf } from './demonstration-sites.js';
import { afterWorkingDays, onTheLastDay, type SimulatedCase } from './simulation.js';

/** Days before today on which each case's draft is opened, so that the cases stand at different stages today. */
const STARTS: Readonly<Record<string, number>> = {
  e01: 260,
  e02: 225,
  e12: 190,
  e03: 160,
  e04: 130,
  e05: 80,
  e06: 66,
  e07: 52,
  e08: 40,
  e09: 30,
  e10: 20,
  e11: 9,
};

/** E04 is turned down at the formal check; E02, E06 and E12 hold their meetings on paper. */
const scriptOf = (code: string): CaseScript => ({
  site: siteOf(code),
  meeting: ['e02', 'e06', 'e12'].includes(code) ? 'record' : 'votes',
  ...(code === 'e04' ? { rejectedAt: 'formal-check' } : {}),
});

/** The twelve employers of the acceptance cases, each at its own pace, up to today. */
export const demonstrationCases = (today: string): readonly SimulatedCase[] =>
  Object.entries(STARTS).map(([code, days], index) => ({
    script: scriptOf(code),
    startsOn: addCalendarDays(today, -days),
    actsOn: afterWorkingDays(1 + (index % 3)),
  }));

/**
 * AT-01, the happy path of a hospital: submitted on 2026-03-02, every actor finishes on the last permitted day. What has no
 * due date (plan, meeting, submission) is done on the dates below.
 */
export const acceptanceCase01 = (): SimulatedCase => ({
  script: { site: siteOf('e01'), meeting: 'votes', unionGrantFen: 10_000_000, healthGrantFen: 5_000_000 },
  startsOn: '2026-02-24',
  actsOn: (task) => AT_01_DATES[task.action] ?? onTheLastDay(task),
});

const AT_01_DATES: Readonly<Record<string, string>> = {
  'plan-versions': '2026-02-25',
  convening: '2026-02-26',
  'vote-opening': '2026-02-26',
  votes: '2026-02-26',
  closing: '2026-02-26',
  submission: '2026-03-02',
};

/** The day after AT-01's money is paid at the latest. */
export const ACCEPTANCE_CASE_01_ENDS = '2026-06-13';
