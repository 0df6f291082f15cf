import { describe, expect, it } from '@jest/globals';
import { checkFilingMatches, checkProviderSite, checkReceipt, FILING_STATUSES } from './filing.js';

const rules = (found: readonly { readonly rule: string }[]): string[] => found.map(({ rule }) => rule);

describe('R-FILE, filing', () => {
  it('R-FILE-03 wants a receipt for a demonstration site in every state', () => {
    const accepted = FILING_STATUSES.filter(
      (status) => checkReceipt({ applicationType: 'DEMO', opening: false, status }, '').length === 0,
    );
    expect(accepted).toEqual(['RECEIPTED', 'CHANGE_PENDING']);
  });

  it('R-FILE-03 wants a receipt of a pilot only when it opens', () => {
    expect(checkReceipt({ applicationType: 'PILOT', opening: false, status: 'NONE' }, '')).toEqual([]);
    expect(rules(checkReceipt({ applicationType: 'PILOT', opening: true, status: 'NONE' }, ''))).toEqual(['R-FILE-03']);
    expect(checkReceipt({ applicationType: 'PILOT', opening: true, status: 'RECEIPTED' }, '')).toEqual([]);
  });

  it('R-FILE-04 lists the fields that differ', () => {
    const form = { name: '示例托育（双流）园', address: '双流区示例路1号', places: 44 };
    expect(checkFilingMatches({ form, filed: form }, '')).toEqual([]);
    expect(checkFilingMatches({ form, filed: { ...form, name: '示例托育 (双流) 园' } }, '')).toEqual([]);
    expect(
      checkFilingMatches({ form, filed: { name: '别名', address: '锦江区示例路2号', places: 43 } }, '/filing'),
    ).toEqual([{ rule: 'R-FILE-04', pointer: '/filing', params: { fields: 'name,address,places' } }]);
    expect(checkFilingMatches({ form, filed: { ...form, places: 45 } }, '')[0]?.params).toEqual({ fields: 'places' });
  });

  it('R-FILE-05 wants the filing of a third party to cover this very address', () => {
    const site = { mode: 'THIRD_PARTY', filedAddress: '锦江区示例路2号', siteAddress: '双流区示例路1号' } as const;
    expect(checkProviderSite(site, '/site')).toEqual([
      { rule: 'R-FILE-05', pointer: '/site', params: { addr: '锦江区示例路2号' } },
    ]);
    expect(checkProviderSite({ ...site, filedAddress: '双流区 示例路1号' }, '')).toEqual([]);
    expect(checkProviderSite({ ...site, mode: 'SELF' }, '')).toEqual([]);
    expect(rules(checkProviderSite({ ...site, filedAddress: '', siteAddress: '' }, ''))).toEqual(['R-FILE-05']);
  });
});
