import { describe, expect, it } from '@jest/globals';
import type { Folder, LoadedAggregate } from '#libs/aggregate';
import type { Actor, CaseListing, RoleGrant } from '#libs/contracts';
import { OBJECTION_MEDIA_TYPE, mayReadDocument, type CaseAggregates } from './document-reading.policy.js';

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
const CASE_ID = '0193a1b2-0000-8000-8000-00000000e001';

/** One case that has only this noun's work. */
const having = (noun: string): CaseAggregates => ({
  ofCase: <State>(folder: Folder<State>, caseId: string): Promise<LoadedAggregate<State> | undefined> =>
    Promise.resolve(
      folder.noun === noun && caseId === CASE_ID
        ? { subject: `${noun}/1`, caseId, version: 1, state: { status: 'OPEN', listing } as State }
        : undefined,
    ),
});
const by = (grant: RoleGrant, id = 'x'): Actor => ({ id, kind: 'human', roles: [grant] });
const reads = (actor: Actor, change: object = {}, noun = 'meeting'): Promise<boolean> =>
  mayReadDocument(
    actor,
    { mediaType: 'application/pdf', caseId: CASE_ID, storedBy: 'uploader', ...change },
    having(noun),
  );

describe('who reads a document', () => {
  const ownReviewer = by({ role: 'DU_REVIEWER', unit: '510104' });
  const foreignReviewer = by({ role: 'DU_REVIEWER', unit: '510106' });

  it.each(['meeting', 'review', 'filing', 'inspection', 'notice', 'site'])(
    'is whoever sees the case that a %s tells of',
    async (noun) => {
      expect(await reads(ownReviewer, {}, noun)).toBe(true);
      expect(await reads(foreignReviewer, {}, noun)).toBe(false);
      expect(await reads(by({ role: 'CH_OFFICER', unit: '510105' }), {}, noun)).toBe(true);
      expect(await reads(by({ role: 'GU_CHAIR', organisation: listing.unionUscc }), {}, noun)).toBe(true);
      expect(await reads(by({ role: 'GU_CHAIR', organisation: '81510106MATX010450' }), {}, noun)).toBe(false);
      expect(await reads(by({ role: 'MU_AUDIT' }), {}, noun)).toBe(true);
    },
  );

  it('is always its bringer', async () => {
    expect(await reads(by({ role: 'GU_CHAIR', organisation: 'other' }, 'uploader'))).toBe(true);
    expect(await reads(by({ role: 'DU_REVIEWER', unit: '510106' }, 'uploader'), { caseId: '' })).toBe(true);
  });

  it('is only its bringer and the city where no case is known', async () => {
    for (const caseId of ['', '0193a1b2-0000-8000-8000-00000000e002']) {
      expect(await reads(ownReviewer, { caseId })).toBe(false);
      expect(await reads(by({ role: 'MU_AUDIT' }), { caseId })).toBe(true);
    }
    expect(await reads(foreignReviewer, { storedBy: undefined })).toBe(false);
  });

  it('is the municipal union for an objection, not everybody who sees the case', async () => {
    const mediaType = OBJECTION_MEDIA_TYPE;
    expect(await reads(by({ role: 'MU_LEADER' }), { mediaType })).toBe(true);
    expect(await reads(ownReviewer, { mediaType })).toBe(false);
    expect(await reads(by({ role: 'MH_LEADER' }), { mediaType })).toBe(false);
  });
});
