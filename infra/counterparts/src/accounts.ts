import { createHash } from 'node:crypto';
import type { RoleGrant } from '#libs/contracts';
import { CITY, UNITS } from '#libs/policy';
import { DEMONSTRATION_EMPLOYERS, type DemonstrationEmployer } from './demonstration-employers.js';

/** Somebody who can sign in while trying and testing. Names are synthetic and live in this file only. */
export interface DemonstrationAccount {
  readonly account: string;
  readonly name: string;
  readonly kind: 'human' | 'machine';
  readonly roles: readonly RoleGrant[];
  /** What a pipeline's token may be used for, besides its role. */
  readonly scopes?: readonly string[] | undefined;
}

/** The opaque id under which events know the account: never a name, and the same in every installation. */
export const actorIdOf = (account: string): string =>
  `p-${createHash('sha256').update(account).digest('hex').slice(0, 12)}`;

type Bare = Omit<DemonstrationAccount, 'name'>;

const human = (account: string, ...roles: readonly RoleGrant[]): Bare => ({ account, kind: 'human', roles });

const machine = (account: string, role: RoleGrant['role'], scopes?: readonly string[]): Bare => ({
  account,
  kind: 'machine',
  roles: [{ role }],
  scopes,
});

const ofUnit = (unit: string): Bare[] => [
  human(`du-reviewer-1.${unit}`, { role: 'DU_REVIEWER', unit }),
  human(`du-reviewer-2.${unit}`, { role: 'DU_REVIEWER', unit }),
  human(`du-leader-1.${unit}`, { role: 'DU_LEADER', unit }),
  human(`du-leader-2.${unit}`, { role: 'DU_LEADER', unit }),
  human(`ch-officer-1.${unit}`, { role: 'CH_OFFICER', unit }),
  human(`ch-officer-2.${unit}`, { role: 'CH_OFFICER', unit }),
];

const MUNICIPAL = {
  'iu-reviewer': 'IU_REVIEWER',
  'mu-reviewer': 'MU_REVIEWER',
  'mu-leader': 'MU_LEADER',
  'mh-officer': 'MH_OFFICER',
  'mh-leader': 'MH_LEADER',
  'mu-fin-maker': 'MU_FIN_MAKER',
  'mu-fin-checker': 'MU_FIN_CHECKER',
  'mu-fin-approver': 'MU_FIN_APPROVER',
} as const;

const unit = CITY.unitCode;

const ofCity = (): Bare[] => [
  ...Object.entries(MUNICIPAL).flatMap(([name, role]) => [1, 2].map((n) => human(`${name}-${n}`, { role, unit }))),
  ...(['union', 'health'] as const).flatMap((body) =>
    [1, 2].map((n) => human(`inspector-${body}-${n}`, { role: 'INSPECTOR', unit, body })),
  ),
  human('mu-audit-1', { role: 'MU_AUDIT', unit }),
  human('sys-admin-1', { role: 'SYS_ADMIN', unit }),
  human('sys-admin-2', { role: 'SYS_ADMIN', unit }),
  human('health-manager-1', { role: 'HEALTH_MANAGER', unit }),
  human('public-1', { role: 'PUBLIC' }),
  // Two offices in one hand: shows that R-PAY-05 looks at the person, where the others are stopped by their role.
  human('mu-fin-both-1', { role: 'MU_FIN_MAKER', unit }, { role: 'MU_FIN_CHECKER', unit }),
];

/** Nine committee members, so that every vote of domain.md §6.6 can be held; the chair is a member as well. */
const MEMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

const ofEmployer = (employer: DemonstrationEmployer): Bare[] => {
  const place = employer.code.toLowerCase();
  const union = { unit: employer.unit, organisation: employer.unionUscc };
  return [
    human(`emp-handler.${place}`, { role: 'EMP_HANDLER', unit: employer.unit, organisation: employer.employerUscc }),
    human(`gu-handler.${place}`, { role: 'GU_HANDLER', ...union }),
    human(`gu-chair.${place}`, { role: 'GU_CHAIR', ...union }, { role: 'COMMITTEE_MEMBER', ...union }),
    human(`gu-finance.${place}`, { role: 'GU_FINANCE', ...union }),
    human(`gu-audit.${place}`, { role: 'GU_AUDIT', ...union }),
    ...MEMBERS.map((n) => human(`member-${n}.${place}`, { role: 'COMMITTEE_MEMBER', ...union })),
  ];
};

const MACHINES: readonly Bare[] = [
  machine('worker', 'WORKER'),
  machine('bank', 'BANK'),
  machine('audits', 'SERVICE'),
  machine('gateway', 'SERVICE'),
  machine('payments', 'SERVICE'),
  machine('pipelines', 'SERVICE'),
  machine('issuer', 'SERVICE'),
  machine('pipeline-1', 'PIPELINE', ['applications:read', 'tasks:read', 'events:read']),
];

const SURNAMES = '赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹';
const FIRST = '晓文思雨子嘉若一明佳静志海春';
const SECOND = '宁安然琳涛怡航彤远欣悦';

/** A name from the running number; the surname changes with every account, so that neighbours never look alike. */
const nameOf = (n: number): string =>
  SURNAMES.charAt(n % SURNAMES.length) +
  FIRST.charAt(Math.floor(n / SURNAMES.length) % FIRST.length) +
  SECOND.charAt(n % SECOND.length);

/** Every demonstration account: six in each of the 23 units, the city's, fourteen for each employer, and the machines. */
export const DEMONSTRATION_ACCOUNTS: readonly DemonstrationAccount[] = [
  ...[
    ...UNITS.flatMap((each) => ofUnit(each.unitCode)),
    ...ofCity(),
    ...DEMONSTRATION_EMPLOYERS.flatMap(ofEmployer),
  ].map((bare, index) => ({ ...bare, name: nameOf(index) })),
  ...MACHINES.map((bare) => ({ ...bare, name: bare.account })),
];
