import { condition, startChild, type ChildWorkflowHandle } from '@temporalio/workflow';
import type { GrantWish, Place, PlannedGrant } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';
import { applicationWorkflowId, factSignal, type ClockMode } from './case.signals.js';
import type { Designated } from './designation.step.js';
import { grant } from './grant.workflow.js';
import type { PassedNotice } from './notice.step.js';

/**
 * Reserves and plans the grants that the public was told of, and waits until each is paid (P11). A fund whose budget is
 * missing or short stands still alone: the other one's grant goes its way.
 */
export const grants = async (
  desk: CaseDesk,
  site: Designated,
  { unionGrantFen, healthGrantFen }: PassedNotice,
  clock: ClockMode,
): Promise<void> => {
  desk.step = 'grants';
  const year = desk.file.first(applicationWorkflowId(desk.caseId), 'application.created')?.data.programmeYear;
  const wishes = [
    { fund: 'UNION_MUNI', amountFen: unionGrantFen, budget: `${year}-UNION_MUNI` } as const,
    { fund: 'FISCAL_HEALTH', amountFen: healthGrantFen, budget: `${year}-FISCAL_HEALTH` } as const,
  ].filter(({ amountFen }) => amountFen > 0);
  const place = desk.place('grants', 1, site.cause);
  const { dossier } = desk;
  const term = { startedOn: site.designatedOn, limit: 'disbursement' } as const;
  const plan = async (wish: GrantWish): Promise<PlannedGrant> => {
    const { evidence } = site;
    const planned = await desk.must(place, (activities) =>
      activities.planGrant({ place, dossier, site: site.site, wish, evidence, term }),
    );
    return planned.grant;
  };
  const planned = wishes.map(plan);
  await Promise.all([
    ...planned.map(async (one) => payGrant(desk, await one, clock)),
    settleWhenPlanned(desk, place, Promise.all(planned)),
  ]);
};

/** The designation is settled when all that follows from it is open, which is when the last grant is planned. */
const settleWhenPlanned = async (desk: CaseDesk, place: Place, planned: Promise<unknown>): Promise<void> => {
  await planned;
  await desk.must(place, (activities) => activities.settleGrants({ place }));
};

/**
 * Each grant has a workflow of its own. A fact about a grant that comes before its workflow is there is filed at the case,
 * and handed on.
 */
const payGrant = async (desk: CaseDesk, planned: PlannedGrant, clock: ClockMode): Promise<void> => {
  const subject = `grant/${planned.grantId}`;
  const known = desk.file.about(subject);
  const child = await startChild(grant, {
    workflowId: subject,
    args: [{ caseId: desk.caseId, clock, planned, facts: known }],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    // A child inherits none of these, and an operator finds a case's workflows by it.
    typedSearchAttributes: [{ key: { name: 'CaseId', type: 'KEYWORD' }, value: desk.caseId }],
  });
  await Promise.race([child.result(), handOn(desk, child, subject, known.length)]);
};

/** Never ends; a child that has ended takes no more facts, and needs none. */
const handOn = async (
  desk: CaseDesk,
  child: ChildWorkflowHandle<typeof grant>,
  subject: string,
  known: number,
): Promise<never> => {
  for (let handed = known; ;) {
    await condition(() => desk.file.about(subject).length > handed);
    const facts = desk.file.about(subject).slice(handed);
    handed += facts.length;
    await Promise.allSettled(facts.map((fact) => child.signal(factSignal, fact)));
  }
};
