import { ROLES, type Actor, type CaseListing, type Role, type RoleGrant } from '#libs/contracts';
import { CITY } from '#libs/policy';

/** People of the city and the programs that move a case see every case; so do inspectors, who are sent to any site. */
const SEES_EVERY_CASE: readonly Role[] = [
  'MU_REVIEWER',
  'MU_LEADER',
  'MU_FIN_MAKER',
  'MU_FIN_CHECKER',
  'MU_FIN_APPROVER',
  'MU_AUDIT',
  'MH_OFFICER',
  'MH_LEADER',
  'INSPECTOR',
  'SYS_ADMIN',
  'WORKER',
];

/** People of one unit or one organisation, and which field of the case must be theirs. */
const SEES_OWN_CASES: Readonly<Partial<Record<Role, 'managingUnit' | 'siteUnit' | 'applicant'>>> = {
  DU_REVIEWER: 'managingUnit',
  DU_LEADER: 'managingUnit',
  IU_REVIEWER: 'managingUnit',
  CH_OFFICER: 'siteUnit',
  HEALTH_MANAGER: 'siteUnit',
  EMP_HANDLER: 'applicant',
  GU_HANDLER: 'applicant',
  GU_CHAIR: 'applicant',
  GU_FINANCE: 'applicant',
  GU_AUDIT: 'applicant',
  COMMITTEE_MEMBER: 'applicant',
};

/** Who may ask for a case at all; whether this case is theirs is decided by `seesCase`. */
export const CASE_READERS: readonly Role[] = ROLES.filter(
  (role) => SEES_EVERY_CASE.includes(role) || SEES_OWN_CASES[role] !== undefined || role === 'PIPELINE',
);

/**
 * Data scope of domain.md §5.1: the applicant's own people, the union of the managing unit, the health authority of the
 * site's unit, the city. Everybody else does not learn that the case exists.
 */
export const seesCase = (
  { listing }: { readonly status: string; readonly listing?: CaseListing | undefined },
  actor: Actor,
): boolean =>
  actor.roles.some((grant) => SEES_EVERY_CASE.includes(grant.role) || (listing !== undefined && isOwn(grant, listing)));

const isOwn = ({ role, unit, organisation }: RoleGrant, listing: CaseListing): boolean => {
  if (role === 'PIPELINE') {
    // A program of an organisation reaches that one's cases, any other those of its unit; one of the city reaches all.
    if (organisation !== undefined) return organisation === listing.unionUscc || organisation === listing.employerUscc;
    return unit === CITY.unitCode || unit === listing.managingUnit || unit === listing.siteUnit;
  }
  const field = SEES_OWN_CASES[role];
  if (field === undefined) return false;
  return field === 'applicant'
    ? organisation === listing.unionUscc || organisation === listing.employerUscc
    : unit === listing[field];
};
