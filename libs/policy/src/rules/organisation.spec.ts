import { describe, expect, it } from '@jest/globals';
import { CITY, findUnit, isUnit, UNITS } from '../unit.js';
import {
  checkHealthAuthority,
  checkJointProvision,
  checkRecommender,
  checkUnionEstablished,
  checkUnit,
  healthAuthorityNotice,
  type JointProvision,
} from './organisation.js';

const rules = (found: readonly { readonly rule: string }[]): string[] => found.map(({ rule }) => rule);

describe('the 23 units', () => {
  it('are 12 districts, 3 counties, 5 county-level cities and 3 functional areas', () => {
    const count = (type: string): number => UNITS.filter((unit) => unit.type === type).length;
    expect(UNITS).toHaveLength(23);
    expect(['district', 'county', 'county-level city', 'functional area'].map(count)).toEqual([12, 3, 5, 3]);
    expect(new Set(UNITS.map(({ unitCode }) => unitCode)).size).toBe(23);
  });

  it('have their GB code as unit code, and none where GB/T 2260 has none', () => {
    for (const { unitCode, gbCode } of UNITS) expect(gbCode).toBe(/^\d{6}$/.test(unitCode) ? unitCode : null);
  });

  it('do not include the city, which is found all the same', () => {
    expect(isUnit(CITY.unitCode)).toBe(false);
    expect(findUnit('5101')?.zh).toBe('成都市');
    expect(findUnit('510116')?.zh).toBe('双流区');
    expect(findUnit('510199')).toBeUndefined();
  });
});

describe('R-ORG, organisation', () => {
  it('R-ORG-01 accepts the 23 units alone', () => {
    expect(UNITS.flatMap(({ unitCode }) => checkUnit(unitCode, ''))).toEqual([]);
    for (const code of ['5101', '510122', '510100', '5101gx', '', 'constructor']) {
      expect(checkUnit(code, '/managingUnit')).toEqual([{ rule: 'R-ORG-01', pointer: '/managingUnit', params: {} }]);
    }
  });

  it('R-ORG-02 lets a district recommend its own and an industry union when it is listed', () => {
    const district = { recommenderType: 'DISTRICT', managingUnit: '510104', listedUnions: ['IND-01'] } as const;
    expect(checkRecommender({ ...district, recommenderUnit: '510104' }, '')).toEqual([]);
    expect(rules(checkRecommender({ ...district, recommenderUnit: '510105' }, ''))).toEqual(['R-ORG-02']);
    expect(rules(checkRecommender({ ...district, recommenderUnit: 'IND-01' }, ''))).toEqual(['R-ORG-02']);
    const industry = { recommenderType: 'INDUSTRY', managingUnit: '510104', listedUnions: ['IND-01'] } as const;
    expect(checkRecommender({ ...industry, recommenderUnit: 'IND-01' }, '')).toEqual([]);
    expect(rules(checkRecommender({ ...industry, recommenderUnit: '510104' }, ''))).toEqual(['R-ORG-02']);
    expect(rules(checkRecommender({ ...industry, recommenderType: 'DIRECT', recommenderUnit: 'X' }, ''))).toEqual([
      'R-ORG-02',
    ]);
  });

  it('R-ORG-03 sends verification to the health authority of the site, not of the employer', () => {
    expect(healthAuthorityNotice('510116', '/siteUnit')).toEqual([
      { rule: 'R-ORG-03', pointer: '/siteUnit', params: { unit: '510116' } },
    ]);
    expect(checkHealthAuthority({ siteUnit: '510116', officerUnit: '510116' }, '')).toEqual([]);
    expect(rules(checkHealthAuthority({ siteUnit: '510116', officerUnit: '5101GX' }, ''))).toEqual(['R-ORG-03']);
  });

  it('R-ORG-04 wants another partner and the agreement when provision is joint', () => {
    const joint: JointProvision = {
      mode: 'JOINT',
      applicantUscc: '91510113MATX001226',
      partnerUsccs: ['91510108MATX001069'],
      agreementAttached: true,
    };
    expect(checkJointProvision(joint, '')).toEqual([]);
    expect(rules(checkJointProvision({ ...joint, partnerUsccs: [] }, ''))).toEqual(['R-ORG-04']);
    expect(rules(checkJointProvision({ ...joint, agreementAttached: false }, ''))).toEqual(['R-ORG-04']);
    expect(rules(checkJointProvision({ ...joint, partnerUsccs: [' 91510113matx001226'] }, ''))).toEqual(['R-ORG-04']);
    expect(checkJointProvision({ ...joint, mode: 'SELF', partnerUsccs: [], agreementAttached: false }, '')).toEqual([]);
  });

  it('R-ORG-05 wants a union that is registered and in office', () => {
    expect(checkUnionEstablished({ registered: true, inOffice: true }, '')).toEqual([]);
    expect(rules(checkUnionEstablished({ registered: false, inOffice: true }, ''))).toEqual(['R-ORG-05']);
    expect(rules(checkUnionEstablished({ registered: true, inOffice: false }, ''))).toEqual(['R-ORG-05']);
  });
});
