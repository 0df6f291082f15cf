import { refusal, type Actor, type CreateApplication, type Refusal } from '#libs/contracts';
import {
  checkCreditCode,
  checkNoOpenApplication,
  checkNotBarred,
  checkUnionPrefix,
  checkUnit,
  normaliseCreditCode,
  parametersOn,
} from '#libs/policy';

/** What a new draft is checked against, besides its own fields. */
export interface CreationFacts {
  readonly today: string;
  readonly actor: Actor;
  /** Case number of another open application that holds the same claim (R-ID-07). */
  readonly claimTakenBy: string | null;
  /** Credit code of the union that this employer is bound to since its first application; null before. */
  readonly employerUnion: string | null;
  /** Last day on which this employer may not apply, after a termination for false information (R-LIFE-06). */
  readonly barredUntil: string | null;
}

/**
 * What binds an employer to its union, for good: owned by `union/<code>`, because no application may end it. There is no
 * directory of unions yet.
 */
export const employerUnionClaim = (
  application: Pick<CreateApplication, 'employerUscc' | 'unionUscc'>,
): { readonly value: string; readonly owner: string } => ({
  value: `union-of:${normaliseCreditCode(application.employerUscc)}`,
  owner: `union/${normaliseCreditCode(application.unionUscc)}`,
});

/** All that refuses a new draft. */
export const checkCreation = (draft: CreateApplication, facts: CreationFacts): readonly Refusal[] => {
  const foreign = checkEmployerUnion(draft.unionUscc, facts.employerUnion);
  return [
    ...checkCreditCode(draft.employerUscc, '/employerUscc'),
    ...checkCreditCode(draft.unionUscc, '/unionUscc'),
    ...checkUnionPrefix(draft.unionUscc, '/unionUscc'),
    ...checkManagingUnit(draft, facts.actor),
    ...checkUnit(draft.siteUnit, '/siteUnit'),
    ...checkProgrammeYear(draft.programmeYear, facts.today),
    ...foreign,
    // A union that does not belong to the employer does not learn which of its cases is open either.
    ...(foreign.length > 0 ? [] : checkNoOpenApplication(facts.claimTakenBy ?? undefined, '/siteAddress')),
    ...(foreign.length > 0 ? [] : checkBar(facts)),
  ];
};

const checkBar = ({ barredUntil, today }: CreationFacts): readonly Refusal[] =>
  checkNotBarred({ barredUntil, today, months: parametersOn(today).terminationBarMonths }, '/employerUscc');

/** R-ORG-05: the employer's established union is the one that applied for it first; another one may not speak for it. */
const checkEmployerUnion = (unionUscc: string, employerUnion: string | null): readonly Refusal[] =>
  employerUnion === null || normaliseCreditCode(unionUscc) === employerUnion ? [] : [refusal('R-ORG-05', '/unionUscc')];

/**
 * R-ORG-02: the managing unit is the one that the handler's own office in this union names, or the account of the union's
 * program. Chosen freely it would carry
 * the case past its reviewers.
 */
const checkManagingUnit = (
  { managingUnit, unionUscc }: Pick<CreateApplication, 'managingUnit' | 'unionUscc'>,
  actor: Actor,
): readonly Refusal[] => {
  const unknown = checkUnit(managingUnit, '/managingUnit');
  if (unknown.length > 0) return unknown;
  const union = normaliseCreditCode(unionUscc);
  const isOwn = actor.roles.some(
    ({ role, unit, organisation = '' }) =>
      (role === 'GU_HANDLER' || role === 'PIPELINE') &&
      unit === managingUnit &&
      normaliseCreditCode(organisation) === union,
  );
  return isOwn ? [] : [refusal('R-ORG-02', '/managingUnit')];
};

/** Applications are for this office year or the next; any other year would open a second claim on the same site. */
const checkProgrammeYear = (year: number, today: string): readonly Refusal[] => {
  const now = Number(today.slice(0, 4));
  if (year === now || year === now + 1) return [];
  return [
    refusal('G-MALFORMED', '/programmeYear', {
      problem: `must be ${now} or ${now + 1}`,
      problemZh: `须为${now}年或${now + 1}年`,
    }),
  ];
};
