import { z } from 'zod';

/** Roles of domain.md §5.1 and those that programs and committees need beside them (design §9). */
export const ROLES = [
  'EMP_HANDLER',
  'GU_HANDLER',
  'GU_CHAIR',
  'GU_FINANCE',
  'GU_AUDIT',
  'COMMITTEE_MEMBER',
  'DU_REVIEWER',
  'DU_LEADER',
  'IU_REVIEWER',
  'MU_REVIEWER',
  'MU_LEADER',
  'MU_FIN_MAKER',
  'MU_FIN_CHECKER',
  'MU_FIN_APPROVER',
  'MU_AUDIT',
  'CH_OFFICER',
  'MH_OFFICER',
  'MH_LEADER',
  'INSPECTOR',
  'HEALTH_MANAGER',
  'PUBLIC',
  'SYS_ADMIN',
  'PIPELINE',
  'BANK',
  'WORKER',
  'SERVICE',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that only programs hold. A machine's token is refused on a human's decision and the other way round. */
export const MACHINE_ROLES = ['PIPELINE', 'BANK', 'WORKER', 'SERVICE'] as const satisfies readonly Role[];

/**
 * One office a person holds. `unit` is one of the 23 units, or `5101` for the city; `organisation` is the credit code of
 * the grassroots union or employer for roles inside one; `body` says for whom an inspector goes.
 */
export const Grant = z.object({
  role: z.enum(ROLES),
  unit: z.string().optional(),
  organisation: z.string().optional(),
  body: z.enum(['union', 'health']).optional(),
});
export type RoleGrant = z.infer<typeof Grant>;

/** Who acts: one opaque id, what kind it is, and the offices it holds. Never a name. */
export const Actor = z.object({
  id: z.string().min(1),
  kind: z.enum(['human', 'machine']),
  roles: z.array(Grant),
  /** Of a program: what its token may be used for. */
  scopes: z.array(z.string()).optional(),
  /** Of a program: how many rows one batch of it may have. */
  batchRows: z.int().min(0).optional(),
});
export type Actor = z.infer<typeof Actor>;

export const holds = (
  actor: Actor,
  role: Role,
  where: { unit?: string | undefined; organisation?: string | undefined } = {},
): boolean =>
  actor.roles.some(
    (grant) =>
      grant.role === role &&
      (where.unit === undefined || grant.unit === where.unit) &&
      (where.organisation === undefined || grant.organisation === where.organisation),
  );
