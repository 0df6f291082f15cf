import { describe, expect, it } from '@jest/globals';
import type { DesignateSite } from '#libs/contracts';
import { given } from '#libs/testing';
import { CASE_ID, buildDue, buildFacts, buildOpening, hash, on } from './case-builders.js';
import type { Filing } from './filing.decider.js';
import type { Notice } from './notice-state.js';
import type { Review } from './review-state.js';
import { siteDecider, type SiteContext } from './site.decider.js';

const TODAY = '2026-05-22';
const work = { ...buildOpening(), openedOn: TODAY, reminded: false, escalation: 0 };
const filing: Filing = {
  ...work,
  status: 'RECEIPTED',
  facts: buildFacts(),
  receiptDue: buildDue(TODAY),
  nonconformityDue: buildDue(TODAY),
  receipt: {
    filingNo: '备5101050001',
    receiptDate: '2025-11-03',
    filedName: '成都示例第一人民医院托育园',
    filedAddress: '成都市青羊区示例路1号',
    filedPlaces: 44,
  },
  reasonCode: null,
};
const notice: Notice = {
  ...work,
  status: 'PASSED',
  facts: buildFacts(),
  period: buildDue('2026-05-15'),
  unionGrantFen: 1,
  healthGrantFen: 1,
  objections: [],
};
const designation: Review = {
  ...work,
  status: 'PASSED',
  kind: 'designation',
  round: 1,
  due: buildDue(TODAY),
  facts: buildFacts(),
  about: null,
  signatures: [],
  reasonCode: null,
  documentNo: '成工发〔2026〕12号',
};
const body: DesignateSite = {
  ...buildOpening(),
  facts: buildFacts(),
  documentNo: '成工发〔2026〕12号',
  designatedOn: TODAY,
  resolutionHash: hash('9'),
  filingSubject: 'filing/f',
  noticeSubject: 'notice/n',
  decision: { subject: 'review/d', sequence: 4 },
};
const when = (change: Partial<DesignateSite> = {}, evidence: Partial<SiteContext> = {}) =>
  given(siteDecider).when(
    { type: 'designate', body: { ...body, ...change } },
    { ...on(TODAY), filing, notice, designation, ...evidence },
  );

describe('designating a site', () => {
  it('makes it active for three years less a day (R-LIFE-01)', () => {
    const { decision, state } = when();
    expect(decision).toMatchObject({
      kind: 'accepted',
      events: [{ type: 'site.designated', data: { validTo: '2029-05-21', documentNo: body.documentNo } }],
      notes: [{ rule: 'R-LIFE-01', params: { date: '2029-05-21' } }],
    });
    expect(state).toMatchObject({ status: 'ACTIVE', caseId: CASE_ID, validTo: '2029-05-21' });
  });

  it('happens once', () => {
    const { decision } = when();
    const past = decision.kind === 'accepted' ? decision.events : [];
    given(siteDecider, past)
      .when({ type: 'designate', body }, { ...on(TODAY), filing, notice, designation })
      .thenRefused('G-STATE');
  });

  it('needs the signed designation of this case under this document', () => {
    const refused = { refused: [{ rule: 'G-MALFORMED', pointer: '/decision' }] };
    when({}, { designation: undefined }).then(refused);
    when({}, { designation: { ...designation, status: 'OPEN' } }).then(refused);
    when({}, { designation: { ...designation, kind: 'joint-review' } }).then(refused);
    when({}, { designation: { ...designation, caseId: 'another' } }).then(refused);
    when({ documentNo: '别的文号' }).then(refused);
  });

  it('needs the receipt of the filing (R-FILE-03), still matching (R-FILE-04)', () => {
    when({}, { filing: { ...filing, status: 'OPEN', receipt: null } }).then({
      refused: [{ rule: 'R-FILE-03', pointer: '/filingSubject' }],
    });
    when({ facts: buildFacts({ places: 60 }) }).thenRefused('R-FILE-04');
  });

  it('needs a notice that has passed (R-PUB-01) and names an open objection (R-PUB-03)', () => {
    when({}, { notice: undefined }).then({ refused: [{ rule: 'R-PUB-01', pointer: '/noticeSubject' }] });
    const open: Notice = { ...notice, status: 'OPEN', objections: [{ objection: 1, status: 'OPEN' }] };
    when({}, { notice: open }).thenRefused('R-PUB-01', 'R-PUB-03');
    when({}, { notice: { ...notice, caseId: 'another' } }).thenRefused('R-PUB-01');
  });

  it('checks capacity once more (R-CAP-01) and is not dated tomorrow', () => {
    when({ facts: buildFacts({ classes: [{ kind: 'INFANT', children: 11, carers: 4, floor: 1 }] }) }).thenRefused(
      'R-CAP-01',
    );
    when({ designatedOn: '2026-05-23' }).then({ refused: [{ rule: 'G-MALFORMED', pointer: '/designatedOn' }] });
  });
});
