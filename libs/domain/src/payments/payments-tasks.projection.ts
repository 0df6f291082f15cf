import type { Role, Task } from '#libs/contracts';
import type { GrantState, PlannedGrant } from './grant-state.js';
import { ledgerOf, useOf } from './grant-use-state.js';

/** The city itself as a unit. */
const CITY = '5101';

interface Work {
  readonly kind: string;
  /** Last part of the command's path under `/grants/:id`. */
  readonly action:
    | 'order'
    | 'check'
    | 'approval'
    | 'payee'
    | 'voucher'
    | 'expense-settlements'
    | 'report-signature'
    | 'finding-resolutions'
    | 'audit'
    | 'closing'
    | 'receipts';
  readonly role: Role;
  /** Another day than that of the payment; null: none is set. */
  readonly dueOn?: string | null;
}

/** Roles of the union that the grant belongs to; all others are the city's. */
const UNION_ROLES: readonly Role[] = ['GU_FINANCE', 'GU_AUDIT'];

/**
 * What a person should do about a grant now. Nothing while the bank is at work, and nothing once it is paid and nobody has
 * begun to use it: spending and reporting are the union's own to begin.
 */
export const tasksOfGrant = (
  state: GrantState,
  head: { readonly subject: string; readonly version: number; readonly caseId: string },
): readonly Task[] => {
  if (state.status === 'NONE') return [];
  const work = workOf(state);
  if (work === undefined) return [];
  const isOfUnion = UNION_ROLES.includes(work.role);
  const { dueOn = state.due.dueOn, ...what } = work;
  return [
    {
      subject: head.subject,
      version: head.version,
      caseId: head.caseId,
      ...what,
      unit: isOfUnion ? null : CITY,
      organisation: isOfUnion ? state.listing.unionUscc : null,
      assignee: null,
      openedOn: state.since,
      dueOn,
      reminded: state.reminded,
      escalation: state.escalation,
      listing: state.listing,
    },
  ];
};

const workOf = (state: PlannedGrant): Work | undefined => {
  if (state.fund === 'FISCAL_HEALTH') {
    return state.status === 'PLANNED' ? { kind: 'health-grant', action: 'voucher', role: 'MH_OFFICER' } : undefined;
  }
  const kind = 'union-grant';
  switch (state.status) {
    case 'PLANNED':
      return { kind, action: 'order', role: 'MU_FIN_MAKER' };
    case 'MADE':
      return { kind, action: 'check', role: 'MU_FIN_CHECKER' };
    case 'CHECKED':
      return { kind, action: 'approval', role: 'MU_FIN_APPROVER' };
    case 'PAYMENT_FAILED':
      return { kind, action: 'payee', role: 'GU_FINANCE' };
    case 'APPROVED':
    case 'INSTRUCTED':
    case 'CANCELLED':
    case 'CLOSED':
    case 'RECOVERED':
      return undefined;
    case 'PAID':
    case 'IN_USE':
    case 'FROZEN':
    case 'REPORTED':
    case 'AUDITED':
    case 'RECOVERY':
      return workOfUse(state);
  }
};

/** The same for the money of a paid grant. */
const workOfUse = (state: PlannedGrant): Work | undefined => {
  const kind = 'grant-use';
  const { expenses, reportHash, recovery } = useOf(state);
  if (recovery !== null) return { kind: 'recovery', action: 'receipts', role: 'MU_FIN_MAKER', dueOn: recovery.dueOn };
  const dueOn = null;
  if (state.status === 'FROZEN') return { kind, action: 'finding-resolutions', role: 'MU_AUDIT', dueOn };
  if (state.status === 'REPORTED') return { kind, action: 'audit', role: 'MU_AUDIT', dueOn };
  if (state.status === 'AUDITED') {
    return ledgerOf(state).balanceFen > 0
      ? { kind, action: 'receipts', role: 'MU_FIN_MAKER', dueOn }
      : { kind, action: 'closing', role: 'MU_LEADER', dueOn };
  }
  if (reportHash !== null) return { kind, action: 'report-signature', role: 'GU_AUDIT', dueOn };
  return expenses.some(({ outcome }) => outcome === 'open')
    ? { kind, action: 'expense-settlements', role: 'GU_FINANCE', dueOn }
    : undefined;
};
