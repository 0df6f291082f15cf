import { describe, expect, it } from '@jest/globals';
import { ROLES, type CaseListing, type RoleGrant } from '#libs/contracts';
import { CASE_READERS, seesCase } from './case-visibility.policy.js';

const listing: CaseListing = {
  caseNo: '',
  employerName: '成都示例第一人民医院',
  employerUscc: '12510104MATX000186',
  unionUscc: '81510104MATX01010G',
  managingUnit: '510104',
  siteUnit: '510105',
  mode: 'SELF',
  requestedUnionFen: 0,
};
const sees = (grant: RoleGrant): boolean =>
  seesCase({ status: 'OPEN', listing }, { id: 'x', kind: 'human', roles: [grant] });
const rolesThatSee = (where: Omit<RoleGrant, 'role'>): string[] => ROLES.filter((role) => sees({ role, ...where }));

describe('who sees a case', () => {
  const everybodys = rolesThatSee({});

  it('is the city, its inspectors and auditors, the operator and the worker, for every case', () => {
    expect(everybodys.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'INSPECTOR',
      'MH_LEADER',
      'MH_OFFICER',
      'MU_AUDIT',
      'MU_FIN_APPROVER',
      'MU_FIN_CHECKER',
      'MU_FIN_MAKER',
      'MU_LEADER',
      'MU_REVIEWER',
      'SYS_ADMIN',
      'WORKER',
    ]);
  });

  it('is beside them the union of the managing unit, and the health authority of the site’s unit', () => {
    const more = (where: Omit<RoleGrant, 'role'>) => rolesThatSee(where).filter((role) => !everybodys.includes(role));
    expect(more({ unit: '510104' })).toEqual(['DU_REVIEWER', 'DU_LEADER', 'IU_REVIEWER', 'PIPELINE']);
    expect(more({ unit: '510105' })).toEqual(['CH_OFFICER', 'HEALTH_MANAGER', 'PIPELINE']);
    expect(more({ unit: '510106' })).toEqual([]);
  });

  it('is the applicant’s own people, of the union or of the employer', () => {
    const own = ['EMP_HANDLER', 'GU_HANDLER', 'GU_CHAIR', 'GU_FINANCE', 'GU_AUDIT', 'COMMITTEE_MEMBER', 'PIPELINE'];
    const more = (organisation: string) => rolesThatSee({ organisation }).filter((role) => !everybodys.includes(role));
    expect(more(listing.unionUscc)).toEqual(own);
    expect(more(listing.employerUscc)).toEqual(own);
    expect(more('81510106MATX010450')).toEqual([]);
  });

  it('is never the public or the bank, which may not even ask', () => {
    expect(ROLES.filter((role) => !CASE_READERS.includes(role))).toEqual(['PUBLIC', 'BANK', 'SERVICE']);
  });
});
