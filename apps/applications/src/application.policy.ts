import type { Actor, Role, RoleGrant } from '#libs/contracts';
import { CITY, normaliseCreditCode } from '#libs/policy';

/** What decides who may see a case; states and views both have it. */
export interface CaseBelonging {
  readonly employerUscc: string;
  readonly unionUscc: string;
  readonly managingUnit: string;
  readonly siteUnit: string;
  readonly submittedOn: string | null;
}

/** Unions beyond the districts that may recommend (R-ORG-02): the municipal union recommends those directly under it. */
export const LISTED_UNIONS: readonly string[] = [CITY.unitCode];

const OF_THE_UNION: readonly Role[] = ['GU_HANDLER', 'GU_CHAIR', 'GU_FINANCE', 'GU_AUDIT', 'COMMITTEE_MEMBER'];
const OF_THE_MANAGING_UNIT: readonly Role[] = ['DU_REVIEWER', 'DU_LEADER', 'IU_REVIEWER'];
const OF_THE_SITE_UNIT: readonly Role[] = ['CH_OFFICER', 'HEALTH_MANAGER'];
const OF_THE_CITY: readonly Role[] = [
  'MU_REVIEWER',
  'MU_LEADER',
  'MU_FIN_MAKER',
  'MU_FIN_CHECKER',
  'MU_FIN_APPROVER',
  'MU_AUDIT',
  'MH_OFFICER',
  'MH_LEADER',
  'WORKER',
];

/** Roles inside the employer and its union. */
export const APPLICANT_ROLES: readonly Role[] = ['EMP_HANDLER', ...OF_THE_UNION];

/** Who may read plans: the applicant's own people, the reviewers, auditors, the worker. Not operators, not the public. */
export const PLAN_READERS: readonly Role[] = [
  ...APPLICANT_ROLES,
  ...OF_THE_MANAGING_UNIT,
  'CH_OFFICER',
  ...OF_THE_CITY,
  'PIPELINE',
];

/** Who may ask for cases at all; which ones he sees, `maySee` decides. */
export const CASE_READERS: readonly Role[] = [...PLAN_READERS, 'HEALTH_MANAGER', 'INSPECTOR', 'SYS_ADMIN'];

/** A program reaches the cases of its organisation, else those of its unit; one of the city reaches all. */
const seesAsPipeline = (grant: RoleGrant, at: CaseBelonging): boolean => {
  if (grant.organisation !== undefined)
    return isOrganisation(grant, at.unionUscc) || isOrganisation(grant, at.employerUscc);
  return grant.unit === CITY.unitCode || grant.unit === at.managingUnit || grant.unit === at.siteUnit;
};

const sees = (grant: RoleGrant, at: CaseBelonging): boolean => {
  if (grant.role === 'PIPELINE') return seesAsPipeline(grant, at);
  if (OF_THE_UNION.includes(grant.role)) return isOrganisation(grant, at.unionUscc);
  if (grant.role === 'EMP_HANDLER') return isOrganisation(grant, at.employerUscc);
  if (OF_THE_MANAGING_UNIT.includes(grant.role)) return grant.unit === at.managingUnit;
  if (OF_THE_SITE_UNIT.includes(grant.role)) return grant.unit === at.siteUnit;
  // A draft is nobody's business but the applicant's and his reviewers'.
  if (grant.role === 'INSPECTOR') return at.submittedOn !== null;
  return OF_THE_CITY.includes(grant.role) || grant.role === 'SYS_ADMIN';
};

const isOrganisation = (grant: RoleGrant, uscc: string): boolean =>
  grant.organisation !== undefined && normaliseCreditCode(grant.organisation) === normaliseCreditCode(uscc);

/** Data scope of domain.md §5.1: whoever is outside does not learn that the case exists. */
export const maySee = (at: CaseBelonging, actor: Actor): boolean => actor.roles.some((grant) => sees(grant, at));

/** Media type of a sealed plan: it tells plans, which have readers of their own, from a case's other documents. */
export const PLAN_MEDIA_TYPE = 'application/vnd.nuanchao.plan+json';

/** A plan is for whoever sees the case in an office that reads plans: seeing it as operator or inspector is not enough. */
export const mayReadPlan = (at: CaseBelonging, actor: Actor): boolean =>
  actor.roles.some((grant) => PLAN_READERS.includes(grant.role) && sees(grant, at) && mayOpenPlans(grant, actor));

/** Plans name people: a program needs the scope for them, whichever way it asks. */
const mayOpenPlans = ({ role }: RoleGrant, { scopes }: Actor): boolean =>
  role !== 'PIPELINE' || (scopes ?? []).includes('plans:read');

/** Whether a program acts for this union: its account names the union itself, and its scope was asked for by the route. */
export const actsForUnion = (actor: Actor, unionUscc: string): boolean => holdsInUnion(actor, 'PIPELINE', unionUscc);

/** Who may give a command: a person of the application's own union in this role, the municipal leader, or the worker. */
export type Commander = 'GU_HANDLER' | 'GU_CHAIR' | 'MU_LEADER' | 'WORKER';

/** Whose command finds this case; for anybody else it is not there. */
export const mayCommand = (by: Commander, at: CaseBelonging, actor: Actor): boolean => {
  switch (by) {
    case 'WORKER':
      return true;
    case 'MU_LEADER':
      return actor.roles.some(({ role, unit = CITY.unitCode }) => role === by && unit === CITY.unitCode);
    case 'GU_HANDLER':
    case 'GU_CHAIR':
      // A program of the union comes this far only on the routes that ask for its scope.
      return holdsInUnion(actor, by, at.unionUscc) || actsForUnion(actor, at.unionUscc);
  }
};

/** Whether this person holds the role in the union that this application belongs to. */
export const holdsInUnion = (actor: Actor, role: Role, unionUscc: string): boolean =>
  actor.roles.some((grant) => grant.role === role && isOrganisation(grant, unionUscc));
