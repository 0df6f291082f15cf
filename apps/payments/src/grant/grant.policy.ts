import type { Folder, LoadedAggregate, StoredDocument } from '#libs/aggregate';
import { Payee, holds, type Actor, type Role } from '#libs/contracts';
import { grantDecider, type GrantState } from '#libs/domain';
import { PAYEE_MEDIA_TYPE } from './payee.storage.js';

/** Offices of the city and programs that see every grant. */
const CITY_ROLES: readonly Role[] = [
  'MU_FIN_MAKER',
  'MU_FIN_CHECKER',
  'MU_FIN_APPROVER',
  'MU_REVIEWER',
  'MU_LEADER',
  'MU_AUDIT',
  'MH_OFFICER',
  'MH_LEADER',
  'SYS_ADMIN',
  'WORKER',
];
const UNION_ROLES: readonly Role[] = ['GU_HANDLER', 'GU_CHAIR', 'GU_FINANCE', 'GU_AUDIT'];
const FINANCE_ROLES: readonly Role[] = ['MU_FIN_MAKER', 'MU_FIN_CHECKER', 'MU_FIN_APPROVER'];

/** Who may ask for a grant at all. */
export const GRANT_READERS: readonly Role[] = [...CITY_ROLES, ...UNION_ROLES, 'EMP_HANDLER'];

/** A grant of another union or employer is not found, rather than forbidden: its existence is nobody else's business. */
export const maySeeGrant = (state: GrantState, actor: Actor): boolean => {
  if (CITY_ROLES.some((role) => holds(actor, role))) return true;
  if (state.status === 'NONE') return false;
  const { unionUscc, employerUscc } = state.listing;
  return (
    UNION_ROLES.some((role) => holds(actor, role, { organisation: unionUscc })) ||
    holds(actor, 'EMP_HANDLER', { organisation: employerUscc })
  );
};

/** Only an office of the grant's own union acts for it: its finance corrects the account, for instance. */
export const isOfficeOfUnion =
  (role: (typeof UNION_ROLES)[number]) =>
  (state: GrantState, actor: Actor): boolean =>
    state.status !== 'NONE' && holds(actor, role, { organisation: state.listing.unionUscc });

/** Account numbers are for those who pay and for those who are paid. */
export const maySeeAccount = (unionUscc: string, actor: Actor): boolean =>
  FINANCE_ROLES.some((role) => holds(actor, role)) || holds(actor, 'GU_FINANCE', { organisation: unionUscc });

/** Where the grants of a case are found. */
export interface CaseGrants {
  ofCase<State>(folder: Folder<State>, caseId: string): Promise<LoadedAggregate<State> | undefined>;
}

/**
 * A payee's document shows the whole account, so it follows the rule of the account. Any other is for whoever brought it
 * and for whoever may see a grant of its case: knowing a hash is no right.
 */
export const mayReadDocument = async (actor: Actor, document: StoredDocument, grants: CaseGrants): Promise<boolean> => {
  if (document.mediaType === PAYEE_MEDIA_TYPE) {
    const payee = Payee.safeParse(JSON.parse(document.content.toString('utf8')));
    return payee.success && maySeeAccount(payee.data.uscc, actor);
  }
  if (document.storedBy === actor.id) return true;
  const grant = document.caseId === '' ? undefined : await grants.ofCase<GrantState>(grantDecider, document.caseId);
  return maySeeGrant(grant?.state ?? { status: 'NONE' }, actor);
};

/** All but the last four digits hidden. */
export const maskAccount = (accountNo: string): string => `****${accountNo.replaceAll(/[\s-]/gu, '').slice(-4)}`;
