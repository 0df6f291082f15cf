import type { DecideReview, PlanFacts, Refusal } from '#libs/contracts';
import {
  checkClasses,
  checkFilingMatches,
  checkProviderSite,
  checkReceipt,
  checkWithinBudget,
  parametersOn,
} from '#libs/policy';
import type { FilingState } from './filing.decider.js';
import { pointingTo } from './work.js';

/** R-CAP-01 and R-CAP-02 over the classes of a plan; `pointer` is the field by which the caller says yes. */
export const checkCapacity = (
  { classes }: Pick<PlanFacts, 'classes'>,
  today: string,
  pointer: string,
): readonly Refusal[] => pointingTo(pointer, checkClasses(classes, parametersOn(today).classes, ''));

/** R-FUND-03: nobody grants more of a fund than the budget of the plan, which the resolution covers, asks of it. */
export const checkAskedFor = (
  { requestedUnionFen, requestedHealthFen }: PlanFacts,
  { unionGrantFen = 0, healthGrantFen = 0 }: Pick<DecideReview, 'unionGrantFen' | 'healthGrantFen'>,
): readonly Refusal[] => [
  ...checkWithinBudget({ budgetFen: requestedUnionFen, committedFen: 0, amountFen: unionGrantFen }, '/unionGrantFen'),
  ...checkWithinBudget(
    { budgetFen: requestedHealthFen, committedFen: 0, amountFen: healthGrantFen },
    '/healthGrantFen',
  ),
];

/**
 * R-FILE-03, then R-FILE-04 and R-FILE-05 over the receipt as the authority's register has it. A filing of another case
 * is none.
 */
export const checkFiling = (
  work: { readonly caseId: string },
  facts: PlanFacts,
  filing: FilingState | undefined,
  pointer = '/outcome',
): readonly Refusal[] => {
  const own = filing === undefined || filing.status === 'NONE' || filing.caseId !== work.caseId ? undefined : filing;
  const receipt = own?.status === 'RECEIPTED' ? own.receipt : null;
  if (receipt === null) {
    return checkReceipt(
      { applicationType: 'DEMO', opening: false, status: own === undefined ? 'NONE' : 'SUBMITTED' },
      pointer,
    );
  }
  const filed = { name: receipt.filedName, address: receipt.filedAddress, places: receipt.filedPlaces };
  const form = { name: facts.institutionName, address: facts.siteAddress, places: facts.places };
  return [
    ...checkFilingMatches({ filed, form }, pointer),
    ...checkProviderSite(
      { mode: facts.mode, filedAddress: receipt.filedAddress, siteAddress: facts.siteAddress },
      pointer,
    ),
  ];
};
