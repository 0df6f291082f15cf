import type { Role, SessionAccount } from '#libs/contracts';

/** The pages that one can go to from anywhere. */
export const PAGES = {
  inbox: { path: '/inbox' },
  cases: { path: '/cases' },
} as const;
export type PageName = keyof typeof PAGES;

/** Who has no business with the list of cases: whoever sees only his own votes and payments finds them in the inbox. */
const WITHOUT_CASES: readonly Role[] = ['COMMITTEE_MEMBER', 'PUBLIC', 'BANK'];

/** Where this person can go. */
export const pagesFor = ({ roles }: Pick<SessionAccount, 'roles'>): readonly PageName[] => {
  const seesCases = roles.some(({ role }) => !WITHOUT_CASES.includes(role));
  return seesCases ? ['inbox', 'cases'] : ['inbox'];
};
