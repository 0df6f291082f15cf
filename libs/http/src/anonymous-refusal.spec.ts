import { describe, expect, it } from '@jest/globals';
import { refusal } from '#libs/contracts';
import { anonymous } from './anonymous-refusal.js';

const ID = '019383e2-4fd0-8123-8123-123456789012';
const kept = (value: string | number): boolean => 'x' in anonymous(refusal('R-X-01', '/a', { x: value })).params;

describe('a refusal in the log', () => {
  it.each([
    3,
    '100,000.00',
    '-12.50',
    '510105',
    '2026-03-02',
    '2026-03-02T09:00:00+08:00',
    ID,
    `application/${ID}`,
    `${ID}.GRANT_CARE.1`,
    'TY2026-0193AB12',
    'TY2026-45594070',
    'LARGE_CLASS',
    'checkDigit',
    'address,places',
    'FIRE, EB-1',
    'seal-plan',
    'gu-handler.E01',
    'a'.repeat(64),
  ])('keeps the number, id, code or date %s', (value) => {
    expect(kept(value)).toBe(true);
  });

  it.each([
    '张三',
    '成都市锦江区红星路1号',
    'Zhang San',
    'zhang_san',
    '13800000000',
    '510101199001011234',
    'tel:13800000000',
    'a@example.com <script>',
    'no. 5',
    '',
    'x'.repeat(201),
    "it's",
  ])('does not keep the text %j', (value) => {
    expect(kept(value)).toBe(false);
  });

  it('keeps rule and pointer, and drops what is known to be typed whatever it looks like', () => {
    expect(anonymous(refusal('R-FILE-04', '/filedAddress', { addr: 'Zhangsan', n: 2 }))).toEqual(
      refusal('R-FILE-04', '/filedAddress', { n: 2 }),
    );
    expect(anonymous(refusal('G-MALFORMED', '/name', { problem: 'unknown', n: 1 }))).toEqual(
      refusal('G-MALFORMED', '/name'),
    );
  });
});
