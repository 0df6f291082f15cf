import { refusal, type AttachmentCode, type PlanFacts, type Refusal, type ServicePlan } from '#libs/contracts';
import {
  ATTACHMENTS,
  checkClasses,
  checkCreditCode,
  checkJointProvision,
  checkMobile,
  checkOrganisationCode,
  checkPlanStandards,
  checkPrefixFitsNature,
  checkRecommender,
  checkUnionEstablished,
  checkUnionPrefix,
  checkUnit,
  isSameName,
  missingAttachments,
  normaliseCreditCode,
  parametersOn,
} from '#libs/policy';
import type { ApplicationState } from './application-state.js';
import { siteAndStaffNotes } from './plan-notes.js';

type BudgetRows = ServicePlan['budget']['rows'];

/** What rules, lists and later services need of a plan; everything else stays in the document that its hash names. */
export const planFacts = (plan: ServicePlan, managingUnit: string): PlanFacts => ({
  employerName: plan.employer.name,
  employerUscc: normaliseCreditCode(plan.employer.uscc),
  employerNature: plan.employer.nature,
  unionName: plan.union.name,
  unionUscc: normaliseCreditCode(plan.union.uscc),
  managingUnit,
  siteUnit: plan.site.siteUnit,
  siteAddress: plan.site.siteAddress,
  institutionName: plan.site.institutionName,
  institutionUscc: normaliseCreditCode(plan.site.uscc),
  mode: plan.service.mode,
  classes: plan.service.classes.map(({ kind, children, carers, floor }) => ({ kind, children, carers, floor })),
  places: plan.service.classes.reduce((sum, row) => sum + row.children, 0),
  filing: plan.site.filing,
  supplierUsccs: suppliersOf(plan),
  attachments: plan.attachments.map(({ code, hash }) => ({ code, hash })),
  requestedUnionFen: requested(plan.budget.rows, 'UNION_MUNI'),
  requestedHealthFen: requested(plan.budget.rows, 'FISCAL_HEALTH'),
});

/** Everybody the plan pays; a third-party provider is one even when no row names it (R-COM-06). */
const suppliersOf = (plan: ServicePlan): string[] => {
  const named = plan.budget.rows.flatMap((row) => (row.supplierUscc === undefined ? [] : [row.supplierUscc]));
  const provider = plan.service.mode === 'THIRD_PARTY' ? [plan.site.uscc] : [];
  return [...new Set([...named, ...provider].map(normaliseCreditCode))].toSorted();
};

const requested = (rows: BudgetRows, source: BudgetRows[number]['source']): number =>
  rows.filter((row) => row.source === source).reduce((sum, row) => sum + row.amountFen, 0);

/** Mandatory attachments of F8 that the plan does not have yet. */
export const missingOf = (plan: ServicePlan): readonly AttachmentCode[] =>
  missingAttachments(
    {
      applicationType: plan.service.applicationType,
      mode: plan.service.mode,
      mealsProvided: plan.service.mealsProvided,
    },
    plan.attachments.map((attachment) => attachment.code),
  );

/** A04, the minutes, comes from the committee itself: a resolution was closed with them, so only its absence misses them. */
export const blockingAttachments = (missing: readonly string[]): readonly string[] =>
  missing.filter((code) => code !== 'A04');

/** Rules whose own text says that this attachment is missing; the others have none and are named by their code. */
const ATTACHMENT_RULES: Readonly<Partial<Record<string, string>>> = {
  A02: 'R-ORG-05',
  A04: 'R-COM-04',
  A07: 'R-FILE-03',
  A14: 'R-ORG-04',
};

/** One refusal for each missing attachment. */
export const attachmentRefusals = (codes: readonly string[], pointer: string): readonly Refusal[] =>
  codes.map((code) => {
    const at = `${pointer}/${code}`;
    const rule = ATTACHMENT_RULES[code];
    if (rule !== undefined) return refusal(rule, at);
    const kind = code in ATTACHMENTS ? ATTACHMENTS[code as AttachmentCode] : { zh: code, en: code };
    return refusal('G-MALFORMED', at, {
      problem: `attachment ${code} (${kind.en}) is missing`,
      problemZh: `缺少附件${code}（${kind.zh}）`,
    });
  });

/** What blocks sealing (severity B), and what is only told: warnings, and rules that later block a positive decision. */
export interface PlanFindings {
  readonly refusals: readonly Refusal[];
  readonly notes: readonly Refusal[];
}

/** Checks a plan against the draft it belongs to. `listedUnions` are the industry and direct unions that may recommend. */
export const checkPlan = (
  plan: ServicePlan,
  draft: ApplicationState,
  { today, listedUnions }: { readonly today: string; readonly listedUnions: readonly string[] },
): PlanFindings => {
  const { employer, union, service, site } = plan;
  return {
    refusals: [
      ...belongsTo(plan, draft),
      ...codesOf(plan).flatMap(([code, pointer]) => checkCreditCode(code, pointer)),
      ...checkUnionPrefix(union.uscc, '/plan/union/uscc'),
      ...checkMobile(employer.contactMobile, '/plan/employer/contactMobile'),
      ...checkMobile(union.chairMobile, '/plan/union/chairMobile'),
      ...checkMobile(site.healthManager.mobile, '/plan/site/healthManager/mobile'),
      ...checkUnit(employer.registeredUnit, '/plan/employer/registeredUnit'),
      ...checkUnit(site.siteUnit, '/plan/site/siteUnit'),
      ...checkRecommender({ ...union, managingUnit: draft.managingUnit, listedUnions }, '/plan/union/recommenderUnit'),
      ...checkUnionEstablished({ registered: has(plan, 'A02'), inOffice: union.inOffice }, '/plan/union/inOffice'),
      ...checkJointProvision(
        {
          mode: service.mode,
          applicantUscc: employer.uscc,
          partnerUsccs: service.jointParties.map((party) => party.uscc),
          agreementAttached: has(plan, 'A14'),
        },
        '/plan/service/jointParties',
      ),
      ...checkClassesServed(service.classes, '/plan/service/classes'),
      ...checkPlanStandards(plan.budget.rows, '/plan/budget/rows'),
      ...checkAmounts(plan.budget.rows, '/plan/budget/rows'),
    ],
    notes: [
      ...codesOf(plan).flatMap(([code, pointer]) => checkOrganisationCode(code, pointer)),
      ...checkPrefixFitsNature(employer.uscc, employer.nature, '/plan/employer/uscc'),
      ...checkClasses(service.classes, parametersOn(today).classes, '/plan/service/classes'),
      ...siteAndStaffNotes(plan, today, parametersOn(today)),
    ],
  };
};

const has = (plan: ServicePlan, code: AttachmentCode): boolean =>
  plan.attachments.some((attachment) => attachment.code === code);

/** Every credit code of the plan, with its pointer. */
const codesOf = (plan: ServicePlan): readonly (readonly [code: string, pointer: string])[] => [
  [plan.employer.uscc, '/plan/employer/uscc'],
  [plan.union.uscc, '/plan/union/uscc'],
  [plan.site.uscc, '/plan/site/uscc'],
  ...plan.service.jointParties.map((party, at) => [party.uscc, `/plan/service/jointParties/${at}/uscc`] as const),
  ...plan.budget.rows.flatMap((row, at) =>
    row.supplierUscc === undefined ? [] : [[row.supplierUscc, `/plan/budget/rows/${at}/supplierUscc`] as const],
  ),
];

/** The draft's claim (R-ID-07) is about one employer and one site: a plan for others would slip past it. */
const belongsTo = (plan: ServicePlan, draft: ApplicationState): readonly Refusal[] => {
  const fields = [
    ['/plan/employer/uscc', normaliseCreditCode(plan.employer.uscc) === draft.employerUscc],
    ['/plan/union/uscc', normaliseCreditCode(plan.union.uscc) === draft.unionUscc],
    ['/plan/site/siteUnit', plan.site.siteUnit === draft.siteUnit],
    ['/plan/site/siteAddress', isSameName(plan.site.siteAddress, draft.siteAddress)],
  ] as const;
  return fields
    .filter(([, same]) => !same)
    .map(([pointer]) =>
      refusal('G-MALFORMED', pointer, {
        problem: 'must be the same as in the draft; open another draft for another employer or site',
        problemZh: '须与申请草稿一致；其他单位或场所请另建申请',
      }),
    );
};

/** A planned class serves somebody: an empty one would pass R-CAP-02 without a carer. On a visit one may be found empty. */
const checkClassesServed = (classes: ServicePlan['service']['classes'], pointer: string): readonly Refusal[] =>
  classes.flatMap(({ children }, at) =>
    children > 0
      ? []
      : [
          refusal('G-MALFORMED', `${pointer}/${at}/children`, {
            problem: 'a class needs at least one child',
            problemZh: '每个班级至少须有一名婴幼儿',
          }),
        ],
  );

/** R-FUND-02: a row is a budget only with an amount, and the amount is quantity × unit price in whole fen. */
const checkAmounts = (rows: BudgetRows, pointer: string): readonly Refusal[] => {
  const wrong = rows.flatMap((row, at) => {
    const product = row.quantity * row.unitPriceFen;
    const holds = row.amountFen > 0 && Number.isSafeInteger(product) && product === row.amountFen;
    return holds ? [] : [refusal('R-FUND-02', `${pointer}/${at}/amountFen`)];
  });
  const total = rows.reduce((sum, row) => sum + row.amountFen, 0);
  return wrong.length > 0 || Number.isSafeInteger(total) ? wrong : [refusal('R-FUND-02', pointer)];
};
