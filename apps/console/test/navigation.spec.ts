import { describe, expect, it } from '@jest/globals';
import { pagesFor } from '../src/shell/navigation.view.js';
import { officeName } from '../src/shell/office-name.view.js';

describe('where a person can go', () => {
  it('is the inbox for everybody, and the cases for whoever deals with them', () => {
    expect(pagesFor({ roles: [{ role: 'DU_REVIEWER', unit: '510104' }] })).toEqual(['inbox', 'cases']);
    expect(pagesFor({ roles: [{ role: 'MU_LEADER' }] })).toEqual(['inbox', 'cases', 'overview']);
    expect(pagesFor({ roles: [{ role: 'SYS_ADMIN' }] })).toEqual(['inbox', 'cases', 'operations']);
    expect(pagesFor({ roles: [{ role: 'COMMITTEE_MEMBER', organisation: 'U' }] })).toEqual(['inbox']);
    expect(pagesFor({ roles: [{ role: 'MU_AUDIT' }] })).toEqual(['inbox', 'cases', 'overview', 'audit', 'operations']);
  });

  it.each([
    [{ role: 'DU_REVIEWER', unit: '510104' }, '锦江区总工会审核', 'District union reviewer, Jinjiang District'],
    [{ role: 'MU_LEADER', unit: '5101' }, '市总工会领导', 'Municipal union leader'],
    [{ role: 'NEW_ROLE' }, 'NEW_ROLE', 'NEW_ROLE'],
  ])('an office is called by its role and unit: %j', (office, zh, en) => {
    expect([officeName(office, 'zh'), officeName(office, 'en')]).toEqual([zh, en]);
  });
});
