import { subtractWorkingDays } from '#libs/calendar';
import type { CaseScript } from './robots.js';
import { siteOf } from './demonstration-sites.js';
import { afterWorkingDays, onTheLastDay, type SimulatedCase } from './simulation.js';

interface Plan {
  /** Working days before today on which the draft is opened: with the pace this decides where the case stands today. */
  readonly openedAgo: number;
  /** Working days that everybody takes for a task. */
  readonly pace: number;
}

/** Some are paid, one is rejected, one waits for its money, the rest stand along the procedure down to a draft. */
const PLANS: Readonly<Record<string, Plan>> = {
  e01: { openedAgo: 178, pace: 2 },
  e02: { openedAgo: 154, pace: 3 },
  e12: { openedAgo: 130, pace: 1 },
  e03: { openedAgo: 110, pace: 2 },
  e04: { openedAgo: 92, pace: 2 },
  e05: { openedAgo: 60, pace: 3 },
  e06: { openedAgo: 27, pace: 2 },
  e07: { openedAgo: 19, pace: 2 },
  e08: { openedAgo: 20, pace: 3 },
  e09: { openedAgo: 11, pace: 2 },
  e10: { openedAgo: 11, pace: 3 },
  e11: { openedAgo: 2, pace: 3 },
};

/** E04 is turned down at the formal check; E02, E06 and E12 hold their meetings on paper. */
const scriptOf = (code: string): CaseScript => ({
  site: siteOf(code),
  meeting: ['e02', 'e06', 'e12'].includes(code) ? 'record' : 'votes',
  ...(code === 'e04' ? { rejectedAt: 'formal-check' } : {}),
});

/** The twelve employers of the acceptance cases, each at its own pace, up to today. */
export const demonstrationCases = (today: string): readonly SimulatedCase[] =>
  Object.entries(PLANS).map(([code, { openedAgo, pace }]) => ({
    script: scriptOf(code),
    startsOn: subtractWorkingDays(today, openedAgo),
    actsOn: afterWorkingDays(pace),
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
