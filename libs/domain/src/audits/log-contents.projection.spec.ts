import { describe, expect, it } from '@jest/globals';
import type { EventEnvelope } from '#libs/contracts';
import { eventFault, ownerOfSubject } from './known-events.js';
import { LogContents, type LogEntry } from './log-contents.projection.js';

const reserved = (sequence: number, changed: Partial<EventEnvelope> = {}): EventEnvelope => {
  const number = String(sequence).padStart(10, '0');
  return {
    specversion: '1.0',
    id: `budget/2026/${number}`,
    source: '/payments',
    type: 'budget.reserved',
    subject: 'budget/2026',
    time: '2026-03-02T01:00:00.000Z',
    officetime: '2026-03-02T09:00:00.000+08:00',
    datacontenttype: 'application/json',
    sequence: number,
    caseid: '2026',
    actor: 'p-1',
    actorkind: 'human',
    data: { grant: 'g-1', amountFen: 10, leftFen: 990 },
    ...changed,
  };
};

const entry = (index: number, event: EventEnvelope, changed: Partial<LogEntry> = {}): LogEntry => ({
  index,
  key: `${event.source}\n${event.id}`,
  caseId: event.caseid,
  subject: event.subject,
  sequence: Number(event.sequence),
  bytes: Buffer.from(JSON.stringify(event)).toString('base64'),
  event,
  ...changed,
});

const malformed = (index: number, changed: Partial<LogEntry> = {}): LogEntry => ({
  index,
  key: `malformed\npayments.facts/0/${index}`,
  caseId: 'perhaps',
  subject: null,
  sequence: 0,
  bytes: 'bm8=',
  event: null,
  ...changed,
});

const lastFault = (...entries: readonly LogEntry[]) => {
  const contents = new LogContents();
  return entries.map((entry) => contents.add(entry)).at(-1);
};

describe('the contents of a log', () => {
  it('are the events of each subject in their order, the cases, and what is no event', () => {
    const contents = new LogContents();
    const refused = {
      subject: 'budget/2026/refusals',
      id: 'budget/2026/refusals/0000000001',
      type: 'refusal.recorded',
      data: { command: 'reserve', refusals: [{ rule: 'R-FUND-04', pointer: '/amountFen', params: { left: 3 } }] },
    };
    for (const added of [entry(0, reserved(1)), malformed(1), entry(2, reserved(1, refused)), entry(3, reserved(2))]) {
      expect(contents.add(added)).toBeNull();
    }
    expect(contents.of('budget/2026').map(({ sequence }) => Number(sequence))).toEqual([1, 2]);
    expect([...contents.counts()]).toEqual([
      ['budget/2026', 2],
      ['budget/2026/refusals', 1],
    ]);
    expect([...contents.cases]).toEqual(['2026']);
    expect(contents.malformed).toEqual([1]);
  });

  it('do not take an event twice, and say where it was before', () => {
    const again = { problem: 'double', index: 1, subject: 'budget/2026', sequence: 1, first: 0 };
    expect(lastFault(entry(0, reserved(1)), entry(1, reserved(1, { actor: 'p-2' })))).toEqual({
      ...again,
      sameBytes: false,
    });
    expect(lastFault(entry(0, reserved(1)), entry(1, reserved(1)))).toEqual({ ...again, sameBytes: true });
  });

  it('do not take an event before the one that belongs before it', () => {
    expect(lastFault(entry(0, reserved(1)), entry(1, reserved(3)))).toEqual({
      problem: 'order',
      index: 1,
      subject: 'budget/2026',
      sequence: 3,
      expected: 2,
    });
  });

  it.each([
    ['key', { key: '/payments\nbudget/2026/0000000009' }],
    ['caseId', { caseId: '2027' }],
    ['caseId', { caseId: null }],
    ['subject', { subject: 'budget/2027' }],
    ['sequence', { sequence: 2 }],
  ])('name the field %s beside an event when it says something else', (field, changed) => {
    expect(lastFault(entry(0, reserved(1), changed))).toEqual({ problem: 'beside', index: 0, field });
  });

  it.each([
    ['key', { key: '/payments\nbudget/2026/0000000001' }],
    ['subject', { subject: 'budget/2026' }],
    ['sequence', { sequence: 1 }],
  ])('name the field %s beside bytes that are no event when it claims one', (field, changed) => {
    expect(lastFault(malformed(0, changed))).toEqual({ problem: 'beside', index: 0, field });
  });

  it('take no event that no service could have made', () => {
    expect(lastFault(entry(0, reserved(1, { type: 'budget.doubled' })))).toEqual({
      problem: 'event',
      index: 0,
      subject: 'budget/2026',
      sequence: 1,
      type: 'budget.doubled',
      fault: 'type',
    });
  });
});

describe('an event that a service could have made', () => {
  it('comes from the owner of its subject, and has the data of its type', () => {
    expect(eventFault(reserved(1))).toBeNull();
    expect(ownerOfSubject('application/1/refusals')).toBe('applications');
    expect(ownerOfSubject('inspection/1')).toBe('approvals');
    expect(ownerOfSubject('stranger/1')).toBeUndefined();
  });

  it.each([
    ['owner', { source: '/approvals' }],
    ['owner', { subject: 'stranger/1', id: 'stranger/1/0000000001' }],
    ['id', { id: 'budget/2026/0000000002' }],
    ['type', { type: 'budget.doubled' }],
    ['type', { type: 'grant.alarmed', data: { kind: 'remind', level: 1, on: '2026-03-02' } }],
    ['type', { type: 'refusal.recorded', data: { command: 'reserve', refusals: [] } }],
    ['type', { type: 'to.string' }],
    ['data', { data: { grant: 'g-1', amountFen: '10', leftFen: 990 } }],
  ])('is not one with a wrong %s: %j', (fault, changed) => {
    expect(eventFault(reserved(1, changed))).toBe(fault);
  });
});
