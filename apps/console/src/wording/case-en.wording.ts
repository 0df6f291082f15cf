import type { CaseWords } from './case.wording.js';
import { OFFICE_EN } from './office-en.wording.js';
import { PLAN_LABELS_EN } from './plan-en.wording.js';

export const CASES_EN: CaseWords = {
  listTitle: 'Applications',
  listOf: (count) => `${count} in all`,
  status: 'Status',
  everyStatus: 'Every status',
  underWay: 'All under way (drafts included)',
  since: (from, to) => {
    if (from === undefined) return `Only cases in their state since ${to ?? ''} or longer.`;
    return `Only cases in their state since a day from ${from}${to === undefined ? ' on' : ` to ${to}`}.`;
  },
  sums: { granted: 'granted', paid: 'paid' },
  withGrant: (sum, fund, year) =>
    `Only cases with a grant ${sum}${fund === '' ? '' : ` out of ${fund}`}${year === '' ? '' : ` in ${year}`}.`,
  widen: 'Show every application',
  more: 'Load more',
  none: 'No application fits.',
  year: (year) => `programme year ${year}`,
  where: 'Where the case is',
  why: 'Why this day: ',
  steps: 'Steps',
  yourTasks: 'Your tasks in this case',
  documents: 'Documents',
  planVersion: (number) => `Documents (plan version ${number})`,
  noPlan: 'The applicant has not sealed a plan yet.',
  meeting: 'Committee meeting',
  replay: 'Replay this case',
  timeline: 'What has happened',
  yes: 'yes',
  no: 'no',
  sentence: ({ where, who, until }) =>
    `${where}${who.length === 0 ? '' : `; it is the turn of ${who.join(' and ')}`}${until === undefined ? '' : `, until ${until}`}.`,
  stepStandings: {
    done: 'done',
    current: 'under way',
    returned: 'returned',
    rejected: 'rejected',
    coming: 'to come',
  },
  happened: {
    sealed: (number) => `Plan version ${number} sealed`,
    resolution: (no) => `Resolution of the committee (${no})`,
    submitted: 'Application submitted',
    decided: (step, outcome) => `${step}: ${outcome}`,
    reconsideration: (step) => `Reconsideration begun: ${step}`,
    round: (step, round, outcome) => `${step}, round ${round}: ${outcome}`,
    opened: (work) => `${work} begun`,
    signed: (work, role, outcome) => `${work}: ${role} signed “${outcome}”`,
    visited: 'Visit on site',
  },
  labels: PLAN_LABELS_EN,
  codes: {
    kind: OFFICE_EN.classes,
    mode: OFFICE_EN.modes,
    source: OFFICE_EN.sources,
    role: { HEAD: 'head', CARER: 'carer', HEALTH: 'health-care staff', GUARD: 'guard', COOK: 'cook' },
    applicationType: { DEMO: 'demonstration site' },
    careTypes: { FULL_DAY: 'full day', HALF_DAY: 'half day', HOURLY: 'by the hour', TEMPORARY: 'temporary' },
    recommenderType: { DISTRICT: 'district union', INDUSTRY: 'industry union', DIRECT: 'directly under the city' },
    registrationType: { PUBLIC_INSTITUTION: 'public institution', NON_PROFIT: 'non-profit', COMPANY: 'company' },
    tenure: { OWN: 'owned', LEASE: 'leased', FREE_USE: 'free use' },
    type: {
      FIRE_SAFETY_INSPECTION: 'fire safety inspection',
      FIRE_ACCEPTANCE: 'fire acceptance',
      FIRE_ACCEPTANCE_FILING: 'filing of the fire acceptance',
      LOCAL_JOINT_CHECK: 'local joint check',
    },
    line: {
      'EX-01': 'childcare bought from a provider',
      'EX-02': 'child-safe refurbishment',
      'EX-03': 'equipment and furniture',
      'EX-04': 'toys, teaching aids, books',
      'EX-05': 'safety and CCTV',
      'EX-06': 'hygiene and health supplies',
      'EX-07': 'training of carers',
      'EX-08': 'liability insurance',
      'EX-09': 'audit and evaluation',
    },
  },
};
