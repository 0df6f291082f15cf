import { describe, expect, it } from '@jest/globals';
import { EMPLOYER_NATURE_CODES } from '#libs/contracts';
import { EMPLOYER_NATURES } from '../employer-nature.js';
import {
  checkCreditCode,
  checkMobile,
  checkNoOpenApplication,
  checkOrganisationCode,
  checkPrefixFitsNature,
  checkUnionPrefix,
} from './identity.js';

const rules = (found: readonly { readonly rule: string }[]): string[] => found.map(({ rule }) => rule);

const EMPLOYERS = [
  ['E01', 'PUBLIC_INST', '12510104MATX000186', '81510104MATX01010G'],
  ['E02', 'PRIVATE', '91510112MATX00026E', '81510112MATX010290'],
  ['E03', 'PRIVATE', '91510100MATX00034W', '81510100MATX01037E'],
  ['E04', 'SOE', '91510106MATX00042E', '81510106MATX010450'],
  ['E05', 'PUBLIC_INST', '12510129MATX00050Q', '81510129MATX010535'],
  ['E06', 'FOREIGN', '91510116MATX00069M', '81510116MATX010615'],
  ['E07', 'PUBLIC_INST', '12510117MATX000774', '81510117MATX0107XB'],
  ['E08', 'PRIVATE', '91510114MATX00085E', '81510114MATX010880'],
  ['E09', 'PRIVATE', '91510185MATX000934', '81510185MATX01096M'],
  ['E10', 'PRIVATE', '91510108MATX001069', '81510108MATX01109T'],
  ['E11', 'GOV', '11510121MATX001146', '81510121MATX01117F'],
  ['E12', 'OTHER', '91510113MATX001226', '81510113MATX01125P'],
] as const;

describe('R-ID, identity', () => {
  it.each(EMPLOYERS)('%s has an employer code and a union code without a finding', (_name, nature, employer, union) => {
    expect([
      ...checkCreditCode(employer, '/uscc'),
      ...checkOrganisationCode(employer, '/uscc'),
      ...checkPrefixFitsNature(employer, nature, '/uscc'),
      ...checkCreditCode(union, '/uscc'),
      ...checkOrganisationCode(union, '/uscc'),
      ...checkUnionPrefix(union, '/uscc'),
    ]).toEqual([]);
  });

  it.each(['52510104MATX020131', '91510112MATX02021D'])('the provider code %s has no finding', (code) => {
    expect([...checkCreditCode(code, ''), ...checkOrganisationCode(code, '')]).toEqual([]);
  });

  it.each([
    '',
    '12510104MATX00018',
    '12510104MATX0001866',
    '12510104MATXO00186',
    '1251O104MATX000186',
    '12510104MATI000186',
    '12510104MATS000186',
    '12510104MATV000186',
    '12510104MATZ000186',
    '12510104 MATX00186',
    '一2510104MATX000186',
  ])('R-ID-01 refuses %j', (code) => {
    expect(checkCreditCode(code, '/employer/uscc')).toEqual([
      { rule: 'R-ID-01', pointer: '/employer/uscc', params: {} },
    ]);
  });

  it.each(['12510104MATX000168', '81510104MATX01010H'])('R-ID-02 refuses %s', (code) => {
    expect(rules(checkCreditCode(code, ''))).toEqual(['R-ID-02']);
  });

  it('R-ID-01 and R-ID-02 judge the normalised code', () => {
    expect(checkCreditCode(' １２510104matx000186 ', '')).toEqual([]);
  });

  it('R-ID-03 warns of a prefix that does not fit, and names it', () => {
    expect(checkPrefixFitsNature('91510112MATX00026E', 'PUBLIC_INST', '/nature')).toEqual([
      { rule: 'R-ID-03', pointer: '/nature', params: { prefix: '91' } },
    ]);
    expect(checkPrefixFitsNature('92510112MATX00026E', 'PRIVATE', '')).toEqual([]);
    expect(checkPrefixFitsNature('12510104MATX000186', 'OTHER', '')).toEqual([]);
    expect(checkPrefixFitsNature('91510100MATX00034W', 'PRIVATE', '')).toEqual([]);
    expect(Object.keys(EMPLOYER_NATURES)).toEqual([...EMPLOYER_NATURE_CODES]);
  });

  it('R-ID-04 wants 81 at the start of a union code', () => {
    expect(rules(checkUnionPrefix('12510104MATX000186', ''))).toEqual(['R-ID-04']);
    expect(checkUnionPrefix('８1510104MATX01010G', '')).toEqual([]);
  });

  it('R-ID-05 warns of a wrong inner check and keeps silent where the shape is wrong already', () => {
    expect(rules(checkOrganisationCode('12510104MATX000196', ''))).toEqual(['R-ID-05']);
    expect(checkOrganisationCode('short', '')).toEqual([]);
  });

  it.each(['13800000000', '19912345678'])('R-ID-06 accepts %s', (mobile) => {
    expect(checkMobile(mobile, '')).toEqual([]);
  });

  it.each([
    '12800000000',
    '1380000000',
    '138000000000',
    '+8613800000000',
    '138 0000 0000',
    '１３８00000000',
    '13800000000\n',
    '',
  ])('R-ID-06 refuses %j', (mobile) => {
    expect(rules(checkMobile(mobile, ''))).toEqual(['R-ID-06']);
  });

  it('R-ID-07 names the application that is open', () => {
    expect(checkNoOpenApplication(undefined, '')).toEqual([]);
    expect(checkNoOpenApplication('2026-0001', '/employerUscc')).toEqual([
      { rule: 'R-ID-07', pointer: '/employerUscc', params: { caseNo: '2026-0001' } },
    ]);
  });
});
