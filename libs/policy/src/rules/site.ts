import type { ClassKind, Refusal } from '#libs/contracts';
import type { SiteStandards } from '../standards.js';
import { addMonths, validTo } from './life.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-SITE: the place. */
export const SITE_RULES = {
  'R-SITE-01': {
    severity: 'D',
    source: 'GB 50016; 托育机构消防安全指南（试行）',
    confidence: ['H'],
    zh: '托育用房不得设在地下、半地下或四层及以上',
    en: 'Childcare rooms may not be in a basement or on the 4th floor or above',
  },
  'R-SITE-02': {
    severity: 'D',
    source: '托育机构登记和备案办法（试行）; WS/T 821 4.1.4',
    confidence: ['H+2', 'M+2'],
    zh: '消防安全证明缺失或已超过一年',
    en: 'Fire-safety document missing or older than one year',
  },
  'R-SITE-03': {
    severity: 'D',
    source: '托育机构设置标准（试行） Art. 10',
    confidence: ['H+2'],
    zh: '场地租赁期少于3年',
    en: 'The lease is shorter than 3 years',
  },
  'R-SITE-04': {
    severity: 'W',
    source: 'JGJ 39-2016',
    confidence: ['M'],
    zh: '生均室外活动面积{v}平方米，低于{min}',
    en: 'Outdoor area {v} m² per child is below {min}',
  },
  'R-SITE-05': {
    severity: 'D',
    source: '托育机构管理规范（试行） Art. 32',
    confidence: ['H+2'],
    zh: '监控录像保存{d}天，少于{min}天',
    en: 'CCTV is kept {d} days, fewer than {min}',
    variants: {
      coverage: {
        zh: '监控未全覆盖婴幼儿生活和活动区域',
        en: 'CCTV does not cover all living and activity areas',
      },
    },
  },
  'R-SITE-06': {
    severity: 'D',
    source: '托育机构设置标准（试行） Art. 22',
    confidence: ['H'],
    zh: '独立设置的托育机构应至少有1名保安在岗',
    en: 'An independent site needs at least one guard on duty',
  },
  'R-SITE-07': {
    severity: 'D',
    source: '托育机构登记和备案办法（试行）',
    confidence: ['H+2'],
    zh: '提供餐饮须有有效的食品经营许可证',
    en: 'Meals require a valid food licence',
  },
  'R-SITE-08': {
    severity: 'W',
    source: 'JGJ 39-2016',
    confidence: ['M'],
    zh: '{class}不宜设在{floor}层',
    en: '{class} should not be on floor {floor}',
    variants: {
      crowded: {
        zh: '{class}所在的{floor}层共{n}名婴幼儿，超过{max}名',
        en: 'Floor {floor} of the {class} has {n} children; more than {max}',
      },
    },
  },
  'R-SITE-09': {
    severity: 'D',
    source: '托育机构消防安全指南（试行）',
    confidence: ['H'],
    zh: '不得设在“三合一”场所或彩钢板建筑内',
    en: 'Not allowed in mixed-use ("3-in-1") or colour-steel buildings',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(SITE_RULES);

const GROUND_FLOOR = 1;

/** R-SITE-01 for one floor: the first is the ground floor, and what lies below it is a basement. */
export const checkFloor = (floor: number, standards: SiteStandards, pointer: string): readonly Refusal[] =>
  floor >= GROUND_FLOOR && floor <= standards.maxFloor ? [] : [broken('R-SITE-01', pointer)];

/** R-SITE-01. Points to `basement`, `minFloor` or `maxFloor`. */
export const checkFloors = (
  input: { readonly basement: boolean; readonly minFloor: number; readonly maxFloor: number },
  standards: SiteStandards,
  pointer: string,
): readonly Refusal[] => [
  ...(input.basement ? [broken('R-SITE-01', `${pointer}/basement`)] : []),
  ...checkFloor(input.minFloor, standards, `${pointer}/minFloor`),
  ...checkFloor(input.maxFloor, standards, `${pointer}/maxFloor`),
];

export interface FireDocumentState {
  readonly applicationType: 'DEMO' | 'PILOT';
  readonly document: { readonly type: string; readonly date: string } | undefined;
  readonly today: string;
}

/** R-SITE-02. Twelve months include the same day of the next year; a document of a later day is none yet. */
export const checkFireDocument = (
  { applicationType, document, today }: FireDocumentState,
  standards: SiteStandards,
  pointer: string,
): readonly Refusal[] => {
  if (document === undefined) return [broken('R-SITE-02', pointer)];
  if (!standards.fireDocuments.includes(document.type)) return [broken('R-SITE-02', `${pointer}/type`)];
  const young = today <= addMonths(document.date, standards.fireDocumentMonths);
  return document.date <= today && (applicationType === 'PILOT' || young)
    ? []
    : [broken('R-SITE-02', `${pointer}/date`)];
};

export interface Tenure {
  readonly tenure: 'OWN' | 'LEASE' | 'FREE_USE';
  /** First and last day of the lease. */
  readonly leaseFrom: string | undefined;
  readonly leaseTo: string | undefined;
}

/** R-SITE-03. The last day counts: from 2026-01-01 to 2028-12-31 are three years. Silent without a lease. */
export const checkLease = (input: Tenure, standards: SiteStandards, pointer: string): readonly Refusal[] => {
  const { tenure, leaseFrom, leaseTo } = input;
  if (tenure !== 'LEASE') return [];
  const long =
    leaseFrom !== undefined && leaseTo !== undefined && leaseTo >= validTo(leaseFrom, standards.leaseYearsMin);
  return long ? [] : [broken('R-SITE-03', `${pointer}/leaseTo`)];
};

export interface OutdoorArea {
  readonly outdoorM2: number;
  readonly children: number;
  readonly convertedDense: boolean;
  /** A safe public space nearby, documented, stands in for an own one. */
  readonly nearbyPublicSpace: boolean;
}

/** R-SITE-04, a warning. Compared in hundredths of a square metre; what is shown is cut off, never rounded up to the limit. */
export const checkOutdoorArea = (input: OutdoorArea, standards: SiteStandards, pointer: string): readonly Refusal[] => {
  const { outdoorM2, children, convertedDense, nearbyPublicSpace } = input;
  const min = convertedDense ? standards.outdoorM2PerChildConverted : standards.outdoorM2PerChild;
  const hundredths = Math.round(outdoorM2 * 100);
  if (nearbyPublicSpace || hundredths >= Math.round(min * 100) * children) return [];
  const shown = (Math.floor(hundredths / children) / 100).toFixed(2);
  return [broken('R-SITE-04', pointer, { v: shown, min })];
};

/** R-SITE-05. Points to `fullCoverage` or `retentionDays`. */
export const checkCctv = (
  input: { readonly fullCoverage: boolean; readonly retentionDays: number },
  standards: SiteStandards,
  pointer: string,
): readonly Refusal[] => [
  ...(input.fullCoverage ? [] : [broken('R-SITE-05', `${pointer}/fullCoverage`, { variant: 'coverage' })]),
  ...(input.retentionDays >= standards.cctvRetentionDaysMin
    ? []
    : [
        broken('R-SITE-05', `${pointer}/retentionDays`, {
          d: input.retentionDays,
          min: standards.cctvRetentionDaysMin,
        }),
      ]),
];

/** R-SITE-06. A site inside the employer's own guarded grounds needs none of its own. */
export const checkGuards = (
  input: { readonly independentSite: boolean; readonly guardCount: number },
  standards: SiteStandards,
  pointer: string,
): readonly Refusal[] =>
  !input.independentSite || input.guardCount >= standards.guardsMin ? [] : [broken('R-SITE-06', pointer)];

/** R-SITE-07. `licenceValidTo`: undefined without a licence. On its last day it is expired: `validTo > today`, F4. */
export const checkFoodLicence = (
  input: { readonly mealsProvided: boolean; readonly licenceValidTo: string | undefined; readonly today: string },
  pointer: string,
): readonly Refusal[] =>
  !input.mealsProvided || (input.licenceValidTo !== undefined && input.licenceValidTo > input.today)
    ? []
    : [broken('R-SITE-07', pointer)];

export interface ClassOnFloor {
  readonly kind: ClassKind;
  readonly children: number;
  readonly floor: number;
}

/** R-SITE-08, a warning: the ground floor for all, the second for senior classes up to so many children on it. */
export const checkClassFloors = (
  rows: readonly ClassOnFloor[],
  standards: SiteStandards,
  pointer: string,
): readonly Refusal[] =>
  rows.flatMap(({ kind, floor }, index) => {
    if (floor === GROUND_FLOOR) return [];
    const at = `${pointer}/${index}/floor`;
    if (kind !== 'SENIOR' || floor !== GROUND_FLOOR + 1) return [broken('R-SITE-08', at, { class: kind, floor })];
    const n = rows.filter((row) => row.floor === floor).reduce((sum, row) => sum + row.children, 0);
    const max = standards.seniorSecondFloorMaxChildren;
    return n <= max ? [] : [broken('R-SITE-08', at, { class: kind, floor, n, max, variant: 'crowded' })];
  });

/** R-SITE-09. Points to `mixedUse` (三合一) or `colourSteel` (彩钢板). */
export const checkBuilding = (
  input: { readonly mixedUse: boolean; readonly colourSteel: boolean },
  pointer: string,
): readonly Refusal[] =>
  (['mixedUse', 'colourSteel'] as const)
    .filter((fault) => input[fault])
    .map((fault) => broken('R-SITE-09', `${pointer}/${fault}`));
