import type { GivenForms, RuleExamples } from './rule-example.js';

const fire = (date: string, type = 'FIRE_SAFETY_INSPECTION' as const): GivenForms['site'] => ({
  fireDoc: { type, date },
});
const outdoor = (outdoorM2: number, children: number, site: GivenForms['site'] = {}): GivenForms => ({
  site: { outdoorM2, ...site },
  service: { classes: [{ kind: 'SENIOR', children }] },
});
const cctv = (retentionDays: number, fullCoverage = true): GivenForms => ({
  site: { cctv: { fullCoverage, retentionDays } },
});
const lease = (leaseFrom: string, leaseTo: string): GivenForms => ({ site: { tenure: 'LEASE', leaseFrom, leaseTo } });
const filing = { filedName: '托育园', filedAddress: '锦江区1号', filedPlaces: 44 };
const seniors = (...children: readonly number[]): GivenForms => ({
  service: { classes: children.map((count) => ({ kind: 'SENIOR', children: count, floor: 2 })) },
});

export const SITE_EXAMPLES = {
  'R-FILE-01': {
    holds: [
      { site: { registrationType: 'PUBLIC_INSTITUTION', uscc: '12510104MATX000186' } },
      { site: { registrationType: 'NON_PROFIT', uscc: '52510104MATX020131' } },
      { site: { registrationType: 'COMPANY', uscc: '91510112MATX02021D' } },
    ],
    fails: [
      [{ site: { registrationType: 'COMPANY', uscc: '52510104MATX020131' } }, '/site/registrationType'],
      [{ site: { registrationType: 'NON_PROFIT', uscc: '12510104MATX000186' } }, '/site/registrationType'],
    ],
  },
  'R-FILE-02': {
    holds: [{ site: { scopeText: '3岁以下婴幼儿托育服务' } }, { site: { scopeText: '托 育服务' } }],
    fails: [[{ site: { scopeText: '学龄儿童托管服务' } }, '/site/scopeText']],
  },
  'R-FILE-03': {
    holds: [
      { site: { filing: { status: 'RECEIPTED' } } },
      { site: { filing: { status: 'NONE' } }, service: { applicationType: 'PILOT' } },
    ],
    fails: [
      [{ site: { filing: { status: 'SUBMITTED' } } }, '/site/filing/status'],
      [
        { site: { filing: { status: 'NONE' } }, service: { applicationType: 'PILOT', opening: true } },
        '/site/filing/status',
      ],
    ],
  },
  'R-FILE-04': {
    holds: [
      {
        site: { institutionName: '托育园', siteAddress: '锦江区1号', filing },
        service: { classes: [{ kind: 'SENIOR', children: 44 }] },
      },
    ],
    fails: [
      [
        {
          site: { institutionName: '托育园', siteAddress: '锦江区1号', filing },
          service: { classes: [{ kind: 'SENIOR', children: 45 }] },
        },
        '/site/filing',
      ],
    ],
  },
  'R-FILE-05': {
    holds: [
      { service: { mode: 'THIRD_PARTY' }, site: { siteAddress: '双流区 1号', filing: { filedAddress: '双流区1号' } } },
    ],
    fails: [
      [
        { service: { mode: 'THIRD_PARTY' }, site: { siteAddress: '双流区1号', filing: { filedAddress: '锦江区1号' } } },
        '/site/filing/filedAddress',
      ],
    ],
  },
  'R-FILE-06': {
    holds: [
      { date: '2026-05-15', site: { filing: { changedOn: '2026-04-29' } } },
      { date: '2026-06-30', site: { filing: { changedOn: '2026-04-29', refiledOn: '2026-05-15' } } },
    ],
    fails: [
      [{ date: '2026-05-16', site: { filing: { changedOn: '2026-04-29' } } }, '/site/filing/refiledOn'],
      [
        { date: '2026-06-30', site: { filing: { changedOn: '2026-04-29', refiledOn: '2026-05-16' } } },
        '/site/filing/refiledOn',
      ],
    ],
  },
  'R-FILE-07': {
    holds: [{ site: { filing: { status: 'RECEIPTED' } } }],
    fails: [[{ site: { filing: { status: 'CANCELLED' } } }, '/site/filing/status']],
  },
  'R-SITE-01': {
    holds: [{ site: { basement: false, minFloor: 1, maxFloor: 3 } }],
    fails: [
      [{ site: { basement: true, minFloor: 1, maxFloor: 3 } }, '/site/basement'],
      [{ site: { minFloor: -1, maxFloor: 1 } }, '/site/minFloor'],
      [{ site: { minFloor: 1, maxFloor: 4 } }, '/site/maxFloor'],
      [{ service: { classes: [{ kind: 'SENIOR', floor: 4 }] } }, '/service/classes/0/floor'],
    ],
  },
  'R-SITE-02': {
    holds: [
      { site: fire('2025-03-02') },
      { site: fire('2020-01-01'), service: { applicationType: 'PILOT' } },
      { site: fire('2026-03-02') },
    ],
    fails: [
      [{ site: fire('2025-03-01') }, '/site/fireDoc/date'],
      [{ site: fire('2026-03-03') }, '/site/fireDoc/date'],
      [{ site: { fireDoc: null } }, '/site/fireDoc'],
    ],
  },
  'R-SITE-03': {
    holds: [lease('2026-01-01', '2028-12-31'), { site: { tenure: 'OWN' } }, { site: { tenure: 'FREE_USE' } }],
    fails: [
      [lease('2026-01-01', '2028-12-30'), '/site/leaseTo'],
      [{ site: { tenure: 'LEASE' } }, '/site/leaseTo'],
    ],
  },
  'R-SITE-04': {
    holds: [
      outdoor(140, 44),
      outdoor(132, 44),
      outdoor(88, 44, { convertedDense: true }),
      outdoor(0, 44, { nearbyPublicSpace: true }),
    ],
    fails: [
      [outdoor(131.99, 44), '/site/outdoorM2'],
      [outdoor(87.99, 44, { convertedDense: true }), '/site/outdoorM2'],
    ],
  },
  'R-SITE-05': {
    holds: [cctv(90)],
    fails: [
      [cctv(89), '/site/cctv/retentionDays'],
      [cctv(95, false), '/site/cctv/fullCoverage'],
    ],
  },
  'R-SITE-06': {
    holds: [{ site: { independentSite: true, guardCount: 1 } }, { site: { independentSite: false, guardCount: 0 } }],
    fails: [[{ site: { independentSite: true, guardCount: 0 } }, '/site/guardCount']],
  },
  'R-SITE-07': {
    holds: [
      { service: { mealsProvided: true }, site: { foodLicence: { validTo: '2026-03-03' } } },
      { service: { mealsProvided: false } },
    ],
    fails: [
      [{ service: { mealsProvided: true }, site: { foodLicence: { validTo: '2026-03-02' } } }, '/site/foodLicence'],
      [{ service: { mealsProvided: true }, site: { foodLicence: null } }, '/site/foodLicence'],
    ],
  },
  'R-SITE-08': {
    holds: [
      {
        service: {
          classes: [
            { kind: 'INFANT', children: 9, floor: 1 },
            { kind: 'SENIOR', children: 20, floor: 2 },
          ],
        },
      },
      seniors(20, 20, 20),
    ],
    fails: [
      [{ service: { classes: [{ kind: 'INFANT', children: 9, floor: 2 }] } }, '/service/classes/0/floor'],
      [{ service: { classes: [{ kind: 'TODDLER', children: 9, floor: 2 }] } }, '/service/classes/0/floor'],
      [{ service: { classes: [{ kind: 'SENIOR', children: 9, floor: 3 }] } }, '/service/classes/0/floor'],
      [seniors(41, 20), '/service/classes/0/floor', '/service/classes/1/floor'],
    ],
  },
  'R-SITE-09': {
    holds: [{ site: { mixedUse: false, colourSteel: false } }],
    fails: [
      [{ site: { mixedUse: true, colourSteel: false } }, '/site/mixedUse'],
      [{ site: { mixedUse: false, colourSteel: true } }, '/site/colourSteel'],
    ],
  },
} satisfies Record<string, RuleExamples>;
