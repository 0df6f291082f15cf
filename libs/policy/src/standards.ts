import { sinceStart } from './dated.js';

/** What a place must be like, domain.md §2.3 to §2.5. */
export interface SiteStandards {
  readonly maxFloor: number;
  readonly leaseYearsMin: number;
  readonly fireDocuments: readonly string[];
  /** A demonstration site's fire document is no older. */
  readonly fireDocumentMonths: number;
  readonly outdoorM2PerChild: number;
  /** Where a building in a dense part of the city was converted. */
  readonly outdoorM2PerChildConverted: number;
  readonly cctvRetentionDaysMin: number;
  readonly guardsMin: number;
  readonly seniorSecondFloorMaxChildren: number;
}

/** Who must be there, domain.md §2.7 and §2.8. */
export interface StaffStandards {
  readonly headExperienceMonths: number;
  readonly headTrainingHours: number;
  readonly carerTrainingHours: number;
  readonly healthCertMonths: number;
  readonly criminalCheckMonths: number;
  readonly childrenPerHealthStaff: number;
  readonly childrenPerCookThreeMeals: number;
  readonly childrenPerCook: number;
}

/** Grades of WS/T 821, best first. */
export const QUALITY_GRADES = ['A', 'B', 'C', 'D'] as const;
export type QualityGrade = (typeof QUALITY_GRADES)[number];

export interface HealthStandards {
  readonly gradeMin: QualityGrade;
  /** What a worse grade does: the standard is recommended, so it warns until a notice makes it binding. */
  readonly gradeSeverity: 'W' | 'D';
  /** Points from which on a grade is reached; below the last one it is D. */
  readonly gradePoints: Readonly<Record<'A' | 'B' | 'C', number>>;
  readonly incidentHours: number;
  readonly seriousIncidentHours: number;
}

/** Evidence that an expense is filed with. */
export const EVIDENCE_KINDS = ['contract', 'invoice', 'payment', 'service', 'acceptance', 'training'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export interface FundStandards {
  /** A single contract of so much or more needs so many quotes. */
  readonly quotesFromFen: number;
  readonly quotesMin: number;
  /** And of so much or more a record of competitive selection. */
  readonly competitionFromFen: number;
  /** Of every line, and of some lines besides. */
  readonly evidence: readonly EvidenceKind[];
  readonly evidenceOfLine: Readonly<Partial<Record<string, readonly EvidenceKind[]>>>;
}

/** The years after a designation. All in calendar days but the first. */
export interface TermStandards {
  readonly filingChangeWorkingDays: number;
  readonly performanceReportDays: number;
  readonly renewalOpensDaysBefore: number;
  readonly renewalClosesDaysBefore: number;
  /** So many months without a self-inspection, and the site has to rectify. */
  readonly selfInspectionsMissed: number;
  /** So many evaluations 中, and the site is not renewed. */
  readonly fairEvaluations: number;
}

const ACCEPTED = ['acceptance'] as const;

/** The office's standards as dated parameters. */
export const STANDARDS = {
  site: sinceStart<SiteStandards>(
    {
      maxFloor: 3,
      leaseYearsMin: 3,
      fireDocuments: ['FIRE_SAFETY_INSPECTION', 'FIRE_ACCEPTANCE', 'FIRE_ACCEPTANCE_FILING', 'LOCAL_JOINT_CHECK'],
      fireDocumentMonths: 12,
      outdoorM2PerChild: 3,
      outdoorM2PerChildConverted: 2,
      cctvRetentionDaysMin: 90,
      guardsMin: 1,
      seniorSecondFloorMaxChildren: 60,
    },
    '[H+2] 国卫人口发〔2019〕58号; areas and floors of classes [M] JGJ 39-2016; fire documents [M]',
  ),
  staff: sinceStart<StaffStandards>(
    {
      headExperienceMonths: 36,
      headTrainingHours: 60,
      carerTrainingHours: 120,
      healthCertMonths: 12,
      criminalCheckMonths: 12,
      childrenPerHealthStaff: 150,
      childrenPerCookThreeMeals: 50,
      childrenPerCook: 80,
    },
    '[H+2] 国卫人口发〔2019〕58号, 76号令; hours of carers and cooks [M]',
  ),
  health: sinceStart<HealthStandards>(
    {
      gradeMin: 'B',
      gradeSeverity: 'W',
      gradePoints: { A: 900, B: 800, C: 600 },
      incidentHours: 24,
      seriousIncidentHours: 2,
    },
    '[D] R-HLTH-02, R-HLTH-04; points [D][L] §2.6',
  ),
  funds: sinceStart<FundStandards>(
    {
      quotesFromFen: 1_000_000,
      quotesMin: 3,
      competitionFromFen: 10_000_000,
      evidence: ['contract', 'invoice', 'payment'],
      evidenceOfLine: {
        'EX-01': ['service'],
        'EX-02': ACCEPTED,
        'EX-03': ACCEPTED,
        'EX-05': ACCEPTED,
        'EX-07': ['training'],
      },
    },
    '[D] §3.5',
  ),
  term: sinceStart<TermStandards>(
    {
      filingChangeWorkingDays: 10,
      performanceReportDays: 30,
      renewalOpensDaysBefore: 90,
      renewalClosesDaysBefore: 30,
      selfInspectionsMissed: 2,
      fairEvaluations: 2,
    },
    '[D] §2.2, §5.2, §8.2',
  ),
} as const;

/** The standards of one day. */
export interface Standards {
  readonly site: SiteStandards;
  readonly staff: StaffStandards;
  readonly health: HealthStandards;
  readonly funds: FundStandards;
  readonly term: TermStandards;
}
