import type { OverviewWords } from './overview.wording.js';

export const OVERVIEW_EN: OverviewWords = {
  title: 'Overview',
  scope: (units, today) => `Of ${units}, as of ${today}. Each number opens its applications.`,
  and: ' and ',
  targets: 'Targets of the programme',
  targetNames: { sites: 'Demonstration sites', units: 'Units with a demonstration site' },
  targetTexts: {
    sites: (value, by) => `Target: at least ${value} in the city by ${by} (plan, section 3)`,
    units: (value) =>
      `Target: at least one pilot in each of the ${value} units (plan, section 3). A pilot counts once its site is designated, and a unit counts once`,
  },
  reached: 'reached',
  missing: (count) => `${count} to go`,
  map: 'The 23 units',
  mapHint:
    'A scheme, roughly as the units lie, without real borders. Dark: has a demonstration site. Pale: applications under way. Dashed: none under way yet.',
  unitSites: (count) => `${count === 1 ? 'site' : 'sites'} ${count}`,
  unitUnderWay: (count) => `under way ${count}`,
  status: 'Status',
  count: 'Applications',
  funnel: 'Where the applications are',
  funnelCaption: 'Applications by status, in the order of the procedure',
  ages: 'How long they have been there',
  agesHint: 'Applications that have not ended, in calendar days.',
  agesCaption: 'Applications of each status by days in it',
  band: (from, to) => (to === null ? `${from} days or more` : `${from} to ${to} days`),
  money: (year) => `Money in ${year}`,
  moneyCaption: 'Budget, granted and paid by fund',
  fund: 'Fund',
  budget: 'Budget',
  noBudget: 'no budget',
  left: 'Not yet planned',
  reserved: 'Reserved',
  granted: 'Granted',
  paid: 'Paid',
  grants: (amount, count) => `${amount} (${count})`,
};
