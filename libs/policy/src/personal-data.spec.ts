import { describe, expect, it } from '@jest/globals';
import { hasChildData, hasPersonalNumber } from './personal-data.js';
import { isCollegeOrAbove } from './rules/staff.js';

describe('what belongs to a person', () => {
  it.each([
    ['11010519491231002X', true],
    ['证件11010519491231002x。', true],
    ['110105194912310021', false],
    ['9911010519491231002X', false],
    ['12510104MATX000186', false],
    ['13800000000', false],
  ])('an identity number in %s: %s', (text, found) => {
    expect(hasPersonalNumber(text, 'identity')).toBe(found);
  });

  it('a mobile number only where it is asked for', () => {
    expect([hasPersonalNumber('电话13800000000', 'any'), hasPersonalNumber('138000000001', 'any')]).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    ['幼儿姓名：某某', true],
    ['孩子的照片: 附件', true],
    ["Child's name: N.N.", true],
    ['过敏史：牛奶', true],
    ['查验预防接种证，登记入托体检', false],
    ['儿童床20张', false],
  ])('data of a child in %s: %s', (text, found) => {
    expect(hasChildData(text)).toBe(found);
  });

  it.each([
    ['COLLEGE_DIPLOMA', true],
    ['大专', true],
    ['大学专科', true],
    ['本科学历', true],
    ['硕士研究生', true],
    ['中专', false],
    ['高中', false],
    ['', false],
  ])('%s is a college diploma or above: %s', (education, is) => {
    expect(isCollegeOrAbove(education)).toBe(is);
  });
});
