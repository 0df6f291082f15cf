import type { Refusal } from '#libs/contracts';
import { QUALITY_GRADES, type HealthStandards, type QualityGrade } from '../standards.js';
import { refusalsOf, type RuleTable } from './rule.js';

/** R-HLTH: health and quality. */
export const HEALTH_RULES = {
  'R-HLTH-01': {
    severity: 'D',
    source: '托儿所幼儿园卫生保健管理办法 Art. 8',
    confidence: ['H+2'],
    zh: '卫生评价结果不是“合格”',
    en: 'The health evaluation is not "qualified"',
  },
  'R-HLTH-02': {
    severity: 'W',
    source: 'WS/T 821-2023',
    confidence: ['D'],
    zh: '质量评估未达到{grade}级或存在一票否决项',
    en: 'Quality grade below {grade} or a veto item failed',
  },
  'R-HLTH-03': {
    severity: 'D',
    source: 'S-四3',
    confidence: ['S'],
    zh: '尚未确定健康管理员',
    en: 'No health manager assigned',
  },
  'R-HLTH-04': {
    severity: 'A',
    source: '§9',
    confidence: ['D'],
    zh: '安全事件未按时限报告',
    en: 'Incident not reported in time',
  },
} as const satisfies RuleTable;

const broken = refusalsOf(HEALTH_RULES);

/** R-HLTH-01. */
export const checkHealthEvaluation = (qualified: boolean, pointer: string): readonly Refusal[] =>
  qualified ? [] : [broken('R-HLTH-01', pointer)];

/** The grade of so many points of 1,000. */
export const gradeOf = (points: number, { gradePoints }: HealthStandards): QualityGrade =>
  (['A', 'B', 'C'] as const).find((grade) => points >= gradePoints[grade]) ?? 'D';

/** R-HLTH-02. `vetoFailed`: how many of the 16 basic indicators are not met; any leaves the site without a grade. */
export const checkQualityGrade = (
  input: { readonly grade: QualityGrade; readonly vetoFailed: number },
  standards: HealthStandards,
  pointer: string,
): readonly Refusal[] => {
  const reached = QUALITY_GRADES.indexOf(input.grade) <= QUALITY_GRADES.indexOf(standards.gradeMin);
  return reached && input.vetoFailed === 0 ? [] : [broken('R-HLTH-02', pointer, { grade: standards.gradeMin })];
};

/** R-HLTH-03: a primary-care institution and a person of it. */
export const checkHealthManager = (
  manager: { readonly org: string; readonly name: string } | undefined,
  pointer: string,
): readonly Refusal[] =>
  manager !== undefined && manager.org.trim() !== '' && manager.name.trim() !== ''
    ? []
    : [broken('R-HLTH-03', pointer)];

export interface IncidentReport {
  readonly serious: boolean;
  /** RFC 3339. */
  readonly occurredAt: string;
  /** Undefined while nobody has reported it: then `now` is compared. */
  readonly reportedAt: string | undefined;
  readonly now: string;
}

const HOUR_MS = 3_600_000;

/** R-HLTH-04. The last minute of the limit is in time. */
export const checkIncidentReported = (
  { serious, occurredAt, reportedAt, now }: IncidentReport,
  standards: HealthStandards,
  pointer: string,
): readonly Refusal[] => {
  const hours = serious ? standards.seriousIncidentHours : standards.incidentHours;
  const taken = Date.parse(reportedAt ?? now) - Date.parse(occurredAt);
  return taken <= hours * HOUR_MS ? [] : [broken('R-HLTH-04', pointer)];
};
