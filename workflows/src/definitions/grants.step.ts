import { startChild } from '@temporalio/workflow';
import type { GrantGrounds, GrantWish, PlannedGrant } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';
import { factSignal, type ClockMode } from './case.signals.js';
import type { Designated } from './designation.step.js';
import { grant } from './grant.workflow.js';
import type { PassedNotice } from './notice.step.js';

/**
 * Reserves and plans the grants that the public was told of (P11). Each then goes its way in a workflow of its own. A fund
 * whose budget is missing or short stands still alone.
 */
export const grants = async (
  desk: CaseDesk,
  { site, designatedOn, cause, evidence }: Designated,
  { unionGrantFen, healthGrantFen }: PassedNotice,
  clock: ClockMode,
): Promise<void> => {
  desk.step = 'grants';
  const year = desk.file.first(desk.subject, 'application.created')?.data.programmeYear;
  const wishes = [
    { fund: 'UNION_MUNI', amountFen: unionGrantFen, budget: `${year}-UNION_MUNI` } as const,
    { fund: 'FISCAL_HEALTH', amountFen: healthGrantFen, budget: `${year}-FISCAL_HEALTH` } as const,
  ].filter(({ amountFen }) => amountFen > 0);
  const place = desk.place('grants', 1, cause);
  const { dossier } = desk;
  const grounds: GrantGrounds = {
    dossier,
    site,
    evidence,
    term: { startedOn: designatedOn, limit: 'disbursement' },
  };
  const { planned } = await desk.must(place, (activities) => activities.planGrants({ place, wishes, ...grounds }));
  const left = wishes.filter(({ fund }) => planned.every((one) => one.fund !== fund));
  const planAlone = async (wish: GrantWish): Promise<void> => {
    const alone = await desk.must(place, (activities) => activities.planGrant({ place, wish, ...grounds }));
    await startGrant(desk, alone.planned, clock);
  };
  await Promise.all([...planned.map((one) => startGrant(desk, one, clock)), ...left.map(planAlone)]);
  if (left.length > 0) await desk.must(place, (activities) => activities.settleGrants({ place }));
};

/** A fact about a grant that comes before its workflow is there is filed at the case, and handed on. */
const startGrant = async (desk: CaseDesk, planned: PlannedGrant, clock: ClockMode): Promise<void> => {
  const subject = `grant/${planned.grantId}`;
  desk.file.add(...(planned.facts ?? []));
  const known = desk.file.about(subject);
  const child = await startChild(grant, {
    workflowId: subject,
    args: [{ caseId: desk.caseId, clock, planned: { ...planned, facts: known } }],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    // The case is decided; its grants outlive its workflow.
    parentClosePolicy: 'ABANDON',
    // A child inherits none of these, and an operator finds a case's workflows by it.
    typedSearchAttributes: [{ key: { name: 'CaseId', type: 'KEYWORD' }, value: desk.caseId }],
  });
  const later = desk.file.about(subject).filter((fact) => !known.includes(fact));
  await Promise.allSettled(later.map((fact) => child.signal(factSignal, fact)));
};
