import type { Role, SessionAccount } from '#libs/contracts';

/** The pages that one can go to from anywhere. */
export const PAGES = {
  inbox: { path: '/inbox' },
  cases: { path: '/cases' },
  overview: { path: '/overview' },
  operations: { path: '/operations' },
  audit: { path: '/audit' },
} as const;
export type PageName = keyof typeof PAGES;

/** Who has no business with the list of cases: whoever sees only his own votes and payments finds them in the inbox. */
const WITHOUT_CASES: readonly Role[] = ['COMMITTEE_MEMBER', 'PUBLIC', 'BANK'];

/** Who asks how the programme stands as a whole. */
const LEADERS: readonly Role[] = ['DU_LEADER', 'MU_LEADER', 'MH_LEADER', 'MU_AUDIT'];

/** Who runs the system, and who watches how it is run. */
const OPERATORS: readonly Role[] = ['SYS_ADMIN', 'MU_AUDIT'];

/** Who reads the log. */
const AUDITORS: readonly Role[] = ['MU_AUDIT'];

/** Where this person can go. */
export const pagesFor = ({ roles }: Pick<SessionAccount, 'roles'>): readonly PageName[] => {
  const isOne = (some: readonly Role[]): boolean => roles.some(({ role }) => some.includes(role));
  const seesCases = roles.some(({ role }) => !WITHOUT_CASES.includes(role));
  return [
    'inbox',
    ...(seesCases ? ['cases' as const] : []),
    ...(isOne(LEADERS) ? ['overview' as const] : []),
    ...(isOne(AUDITORS) ? ['audit' as const] : []),
    ...(isOne(OPERATORS) ? ['operations' as const] : []),
  ];
};
