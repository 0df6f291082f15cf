import type { Actor, CaseListing, DecisionContext, DueDate, PlanFacts, PriorAct, RoleGrant } from '#libs/contracts';

/** Builders for the specs of this folder: one plausible case (E01 of domain.md §10), changed where a test needs it. */
export const CASE_ID = '0193a1b2-0000-8000-8000-00000000e001';
export const PLAN_HASH = 'a'.repeat(64);
export const hash = (digit: string): string => digit.repeat(64);

export const buildListing = (change: Partial<CaseListing> = {}): CaseListing => ({
  caseNo: '2026-510104-0001',
  employerName: '成都示例第一人民医院',
  employerUscc: '12510104MATX000186',
  unionUscc: '81510104MATX01010G',
  managingUnit: '510104',
  siteUnit: '510105',
  mode: 'SELF',
  requestedUnionFen: 10_000_000,
  ...change,
});

export const buildFacts = (change: Partial<PlanFacts> = {}): PlanFacts => ({
  employerName: '成都示例第一人民医院',
  employerUscc: '12510104MATX000186',
  employerNature: 'PUBLIC_INST',
  unionName: '成都示例第一人民医院工会',
  unionUscc: '81510104MATX01010G',
  managingUnit: '510104',
  siteUnit: '510105',
  siteAddress: '成都市青羊区示例路1号',
  institutionName: '成都示例第一人民医院托育园',
  institutionUscc: '12510104MATX000186',
  mode: 'SELF',
  classes: [
    { kind: 'INFANT', children: 9, carers: 3, floor: 1 },
    { kind: 'TODDLER', children: 15, carers: 3, floor: 1 },
    { kind: 'SENIOR', children: 20, carers: 3, floor: 2 },
  ],
  places: 44,
  filing: {
    no: '备5101050001',
    receiptDate: '2025-11-03',
    filedName: '成都示例第一人民医院托育园',
    filedAddress: '成都市青羊区示例路1号',
    filedPlaces: 44,
  },
  supplierUsccs: ['91510112MATX02021D'],
  attachments: [],
  requestedUnionFen: 10_000_000,
  requestedHealthFen: 5_000_000,
  ...change,
});

export const buildDue = (dueOn: string, startedOn = '2026-03-02', workingDays = 5): DueDate => ({
  startedOn,
  workingDays,
  dueOn,
  calendarVersion: '2026.1',
  provisional: false,
  zh: `截止${dueOn}`,
  en: `due ${dueOn}`,
});

export const buildOpening = (
  change: { listing?: CaseListing; priorActs?: PriorAct[] } = {},
): { caseId: string; planHash: string; listing: CaseListing; priorActs: PriorAct[] } => ({
  caseId: CASE_ID,
  planHash: PLAN_HASH,
  listing: buildListing(),
  priorActs: [],
  ...change,
});

export const human = (id: string, ...roles: RoleGrant[]): Actor => ({ id, kind: 'human', roles });
export const WORKER: Actor = { id: 'worker', kind: 'machine', roles: [{ role: 'WORKER' }] };

/** The context of a command on an office date, at nine in the morning. */
export const on = (today: string, actor: Actor = WORKER): DecisionContext => ({
  now: `${today}T09:00:00+08:00`,
  today,
  actor,
});
