import { describe, expect, it } from '@jest/globals';
import type { Actor, PriorAct, RecordReceipt } from '#libs/contracts';
import { given } from '#libs/testing';
import { buildDue, buildFacts, buildListing, buildOpening, hash, human, on } from './case-builders.js';
import { filingDecider, type FilingCommand, type FilingEvent } from './filing.decider.js';

const TODAY = '2026-03-20';
const officer = human('officer-1', { role: 'CH_OFFICER', unit: '510105' });
const body = {
  ...buildOpening(),
  facts: buildFacts(),
  receiptDue: buildDue('2026-03-26', '2026-03-19', 5),
  nonconformityDue: buildDue('2026-04-10', '2026-03-19', 15),
};
const opened = (priorActs: PriorAct[] = []): FilingEvent => ({
  type: 'filing.opened',
  data: { ...body, priorActs, openedOn: '2026-03-19' },
});
const receipt: RecordReceipt = {
  filingNo: '备5101050001',
  receiptDate: '2026-03-20',
  filedName: '成都示例第一人民医院托育园',
  filedAddress: '成都市青羊区示例路1号',
  filedPlaces: 44,
};
const record: FilingCommand = { type: 'record-receipt', body: receipt };
const nonconforming = (reasonText: string): FilingCommand => ({
  type: 'record-nonconformity',
  body: { reasonCode: 'NOT_FILED', reasonText },
  reasonHash: hash('5'),
});
const when = (command: FilingCommand, actor: Actor = officer, past: FilingEvent[] = [opened()]) =>
  given(filingDecider, past).when(command, on(TODAY, actor));

describe('opening a filing', () => {
  it('opens with both deadlines of the authority, and says which one it is (R-ORG-03)', () => {
    given(filingDecider).when({ type: 'open', body }, on('2026-03-19')).then([opened()]);
    expect(given(filingDecider).when({ type: 'open', body }, on('2026-03-19')).decision).toMatchObject({
      notes: [{ rule: 'R-ORG-03', params: { unit: '510105' } }],
    });
    when({ type: 'open', body }, officer).thenRefused('G-STATE');
    when(record, officer, []).thenRefused('G-STATE');
  });
});

describe('recording the receipt', () => {
  it('keeps what the authority’s register says', () => {
    const { state } = when(record);
    expect(state).toMatchObject({ status: 'RECEIPTED', receipt });
    when(record).then([
      { type: 'filing.receipted', data: { ...receipt, receiptHash: null, recordedBy: 'officer-1', recordedOn: TODAY } },
    ]);
  });

  it('is for the health authority of the site’s unit (R-ORG-03), not of the employer’s', () => {
    when(record, human('x', { role: 'CH_OFFICER', unit: buildListing().managingUnit })).then({
      refused: [{ rule: 'R-ORG-03', pointer: '', params: { unit: buildListing().siteUnit } }],
    });
    when(record, human('x', { role: 'CH_OFFICER' })).thenRefused('G-FORBIDDEN');
    when(record, human('x', { role: 'MH_OFFICER', unit: '5101' })).thenRefused('G-FORBIDDEN');
  });

  it('refuses a receipt of tomorrow', () => {
    when({ type: 'record-receipt', body: { ...receipt, receiptDate: '2026-03-21' } }).then({
      refused: [{ rule: 'G-MALFORMED', pointer: '/receiptDate' }],
    });
  });

  it('refuses a receipt scan that was never uploaded', () => {
    const command: FilingCommand = { type: 'record-receipt', body: { ...receipt, receiptHash: hash('c') } };
    given(filingDecider, [opened()])
      .when(command, { ...on(TODAY, officer), absentDocuments: [hash('c')] })
      .then({ refused: [{ rule: 'G-MALFORMED', pointer: '/receiptHash' }] });
    when(command).thenTypes('filing.receipted');
  });

  it('excludes whoever acted for the applicant (R-PROC-04)', () => {
    const past = [opened([{ level: 'grassroots', duty: 'committee-vote', actor: 'officer-1' }])];
    when(record, officer, past).thenRefused('R-PROC-04');
    when(nonconforming('场地证明与实际地址不符，须重新提交'), officer, past).thenRefused('R-PROC-04');
  });

  it('happens once', () => {
    const { decision } = when(record);
    const past = [opened(), ...(decision.kind === 'accepted' ? decision.events : [])];
    when(record, officer, past).thenRefused('G-STATE');
    when(nonconforming('场地证明与实际地址不符，须重新提交'), officer, past).thenRefused('G-STATE');
  });
});

describe('non-conformity', () => {
  it('is recorded with a reason that stands in a document', () => {
    const { decision, state } = when(nonconforming('场地证明与实际地址不符，须重新提交'));
    expect(decision).toMatchObject({ events: [{ data: { reasonCode: 'NOT_FILED', reasonHash: hash('5') } }] });
    expect(JSON.stringify(decision)).not.toContain('场地');
    expect(state).toMatchObject({ status: 'NONCONFORMING', reasonCode: 'NOT_FILED' });
  });

  it('needs at least ten characters (R-PROC-06)', () => {
    when(nonconforming('不符合')).then({ refused: [{ rule: 'R-PROC-06', pointer: '/reasonText' }] });
  });

  it('is for the officer of the site’s unit', () => {
    when(
      nonconforming('场地证明与实际地址不符，须重新提交'),
      human('x', { role: 'CH_OFFICER', unit: '510104' }),
    ).thenRefused('R-ORG-03');
  });
});

describe('alarms and closure of a filing', () => {
  const alarm: FilingCommand = { type: 'alarm', body: { kind: 'escalate', level: 1, on: TODAY } };
  const close: FilingCommand = { type: 'close', body: { why: 'case-ended' } };

  it('marks and closes an open filing only', () => {
    expect(when(alarm).state).toMatchObject({ escalation: 1 });
    expect(when(close).state).toMatchObject({ status: 'CLOSED' });
    const closed: FilingEvent[] = [opened(), { type: 'filing.closed', data: { why: 'case-ended' } }];
    when(alarm, officer, closed).thenRefused('G-STATE');
    when(close, officer, closed).thenRefused('G-STATE');
    when({ type: 'alarm', body: { kind: 'escalate', level: 0, on: TODAY } }).thenRefused('G-MALFORMED');
  });
});

describe('a filing that did not conform', () => {
  const nonconformed: FilingEvent = {
    type: 'filing.nonconforming',
    data: { reasonCode: 'NOT_FILED', reasonHash: hash('5'), recordedBy: 'officer-1', recordedOn: TODAY },
  };

  it('gets its receipt when the institution has cured it, and keeps it then', () => {
    const cured = when(record, officer, [opened(), nonconformed]);
    expect(cured.state).toMatchObject({ status: 'RECEIPTED', receipt, reasonCode: null });
    const events = cured.decision.kind === 'accepted' ? cured.decision.events : [];
    when(record, officer, [opened(), nonconformed, ...events]).thenRefused('G-STATE');
    when(nonconforming('备案地址与实际经营场所不一致'), officer, [opened(), nonconformed]).thenRefused('G-STATE');
  });

  it('is opened anew in a correction, of the next round', () => {
    const again = { ...body, round: 2 };
    expect(given(filingDecider).when({ type: 'open', body: again }, on(TODAY)).state).toMatchObject({
      status: 'OPEN',
      round: 2,
    });
  });
});
