import { Link } from 'react-router';
import type { ApplicationView, Role } from '#libs/contracts';
import { useSession } from '../session/session.js';
import { PAGES } from '../shell/navigation.view.js';
import { useCaseWords } from '../wording/case-words.part.js';

/** The people of the union, whose committee decides on the plan, and those who look over its shoulder. */
const SEE_MEETINGS: readonly Role[] = [
  'EMP_HANDLER',
  'GU_HANDLER',
  'GU_CHAIR',
  'GU_FINANCE',
  'GU_AUDIT',
  'COMMITTEE_MEMBER',
  'MU_AUDIT',
];

/** From a case to its other pages, for those whom they are for. */
export const CaseLinks = ({ id, plan }: Pick<ApplicationView, 'id' | 'plan'>) => {
  const caseWords = useCaseWords();
  const { session } = useSession();
  const isOne = (roles: readonly Role[]): boolean => session.account.roles.some(({ role }) => roles.includes(role));
  const links = [
    ...(plan !== null && isOne(SEE_MEETINGS) ? [{ to: `/cases/${id}/meeting`, text: caseWords.meeting }] : []),
    ...(isOne(['MU_AUDIT']) ? [{ to: `${PAGES.audit.path}/cases/${id}`, text: caseWords.replay }] : []),
  ];
  return (
    <p className="case-links">
      {links.map(({ to, text }) => (
        <Link key={to} to={to}>
          {text}
        </Link>
      ))}
    </p>
  );
};
