import { describe, expect, it } from '@jest/globals';
import { RefusalIndex } from './refusal-index.view.js';

const event = (subject: string, type: string, data: Record<string, unknown>, actor = 'person-1'): Buffer =>
  Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id: `${subject}/0000000001`,
      source: '/approvals',
      type,
      subject,
      time: '2026-03-02T01:00:00.000Z',
      officetime: '2026-03-02T09:00:00+08:00',
      datacontenttype: 'application/json',
      sequence: '0000000001',
      caseid: subject.split('/')[1],
      actor,
      actorkind: 'human',
      data,
    }),
  );
const refusals = (...rules: string[]) => rules.map((rule) => ({ rule, pointer: '', params: {} }));
const target = '0193a1b2-0000-8000-8000-000000000001';

const index = new RefusalIndex();
index.add(
  3,
  event('review/r1/refusals', 'refusal.recorded', { command: 'review.decide', refusals: refusals('R-PROC-05') }),
);
index.add(
  4,
  event(
    'door/approvals-2026-03-02',
    'door.refused',
    { command: 'POST /reviews/:id', status: 403, target, refusals: refusals('G-FORBIDDEN') },
    'person-2',
  ),
);
index.add(
  7,
  event(
    'door/approvals-2026-03-02',
    'door.flooded',
    { command: 'POST /reviews/:id', status: 403, count: 9, refusals: refusals('G-FORBIDDEN') },
    'person-2',
  ),
);
index.add(8, Buffer.from('no event'));
index.add(
  9,
  event('review/r1/refusals', 'refusal.recorded', {
    command: 'review.decide',
    refusals: refusals('R-PROC-05', 'R-PROC-06'),
  }),
);

describe('the search for refusals', () => {
  it('finds them by rule, person, service, case and the id in the path, the newest first', () => {
    expect(index.find({}, 10)).toEqual([9, 7, 4, 3]);
    expect(index.find({ rule: 'R-PROC-05' }, 10)).toEqual([9, 3]);
    expect(index.find({ actor: 'person-2' }, 10)).toEqual([7, 4]);
    expect(index.find({ service: 'approvals', rule: 'R-PROC-06' }, 10)).toEqual([9]);
    expect(index.find({ caseId: target }, 10)).toEqual([4]);
    expect(index.find({ caseId: 'r1', actor: 'person-2' }, 10)).toEqual([]);
    expect(index.find({ rule: 'G-BUSY' }, 10)).toEqual([]);
  });

  it('pages backwards', () => {
    expect(index.find({}, 2)).toEqual([9, 7]);
    expect(index.find({ before: 7 }, 2)).toEqual([4, 3]);
  });

  it('wants refusals beside aggregates and the door journals, and nothing else', () => {
    expect(['review/r1/refusals', 'door/audits-2026-03-02', 'review/r1'].map((each) => index.wants(each))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
