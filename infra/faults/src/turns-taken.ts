import type { EventEnvelope } from '#libs/contracts';
import type { CrowdCase } from './crowd.js';
import type { Turn } from './fault-cases.js';

/** The fact that tells that a case took its turn; null where nothing but the end tells it. */
const FACT_OF: Readonly<Record<Turn, string | null>> = {
  straight: null,
  returned: 'application.returned',
  'bank-failure': 'grant.payment-failed',
  rejected: 'application.rejected',
  objected: 'notice.objection-lodged',
  reconsidered: 'application.reconsideration-opened',
  rectified: 'application.rectification-required',
  failed: 'inspection.failure-signed',
  withdrawn: 'application.withdrawn',
  deferred: 'application.deferred',
};

/** Such as `2 of 2 returned`, for each turn that was meant: what people do unasked may come too late under faults. */
export const turnsTaken = (cases: readonly CrowdCase[], log: readonly EventEnvelope[]): readonly string[] => {
  const told = new Set(log.map(({ caseid, type }) => `${caseid} ${type}`));
  const taken = new Map<Turn, { meant: number; taken: number }>();
  for (const { turn, caseId } of cases) {
    const fact = FACT_OF[turn];
    if (fact === null) continue;
    const row = taken.get(turn) ?? { meant: 0, taken: 0 };
    taken.set(turn, { meant: row.meant + 1, taken: row.taken + (told.has(`${caseId} ${fact}`) ? 1 : 0) });
  }
  return [...taken].map(([turn, row]) => `${row.taken} of ${row.meant} ${turn}`);
};
