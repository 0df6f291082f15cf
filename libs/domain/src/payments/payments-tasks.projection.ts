import type { Role, Task } from '#libs/contracts';
import type { GrantState, PlannedGrant } from './grant-state.js';

/** The city itself as a unit. */
const CITY = '5101';

interface Work {
  readonly kind: string;
  /** Last part of the command's path under `/grants/:id`. */
  readonly action: 'order' | 'check' | 'approval' | 'payee' | 'voucher';
  readonly role: Role;
}

/** What a person should do about a grant now. Nothing while the bank is at work, and nothing once it is paid. */
export const tasksOfGrant = (
  state: GrantState,
  head: { readonly subject: string; readonly version: number; readonly caseId: string },
): readonly Task[] => {
  if (state.status === 'NONE') return [];
  const work = workOf(state);
  if (work === undefined) return [];
  const isOfUnion = work.role === 'GU_FINANCE';
  return [
    {
      subject: head.subject,
      version: head.version,
      caseId: head.caseId,
      ...work,
      unit: isOfUnion ? null : CITY,
      organisation: isOfUnion ? state.listing.unionUscc : null,
      assignee: null,
      openedOn: state.since,
      dueOn: state.due.dueOn,
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
    case 'PAID':
      return undefined;
  }
};
