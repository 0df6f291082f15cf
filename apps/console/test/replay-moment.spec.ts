import { describe, expect, it } from '@jest/globals';
import { compareStates, documentsAt, eventOf, momentOf } from '../src/audits/replay-moment.view.js';
import { standingAt } from '../src/audits/standing-at.view.js';
import { stepsOf } from '../src/cases/case-steps.view.js';

const HASH = 'a'.repeat(64);

describe('a moment of a case', () => {
  it('says of every field what became of it', () => {
    const before = { status: 'OPEN', votes: [{ choice: 'yes' }], due: { dueOn: '2026-03-02' } };
    const now = { status: 'VOTING', votes: [{ choice: 'yes' }, { choice: 'no' }], count: null };
    expect(compareStates(before, now)).toEqual([
      { path: 'status', change: 'changed', before: 'OPEN', now: 'VOTING' },
      { path: 'votes.0.choice', change: 'same', before: 'yes', now: 'yes' },
      { path: 'votes.1.choice', change: 'added', before: undefined, now: 'no' },
      { path: 'count', change: 'added', before: undefined, now: null },
      { path: 'due.dueOn', change: 'removed', before: '2026-03-02', now: undefined },
    ]);
  });

  it('puts what was changed before what was not, and takes the first moment as all new', () => {
    const one = { subject: 'application/1', version: 1, state: { status: 'DRAFT' } };
    const two = { subject: 'meeting/2', version: 1, state: { status: 'OPEN' } };
    const seen = momentOf({ subjects: [one] }, { subjects: [one, two] });
    expect(seen.map(({ subject, isChanged }) => [subject, isChanged])).toEqual([
      ['meeting/2', true],
      ['application/1', false],
    ]);
    expect(momentOf(undefined, { subjects: [one] }).every(({ isChanged }) => isChanged)).toBe(true);
  });

  it('names each document once, by the service that has it, the new ones first', () => {
    const application = { subject: 'application/1', version: 2, state: { plan: { hash: HASH, number: 1 } } };
    const other = 'b'.repeat(64);
    const meeting = { subject: 'meeting/2', version: 3, state: { planHash: HASH, minutesHash: other, note: HASH } };
    const before = { subjects: [application, { ...meeting, state: { planHash: HASH } }] };
    expect(documentsAt(momentOf(before, { subjects: [application, meeting] }))).toEqual([
      { hash: other, field: 'minutesHash', service: 'approvals', isNew: true },
      { hash: HASH, field: 'planHash', service: 'applications', isNew: false },
    ]);
  });

  it('shows the way of the case as it was folded, both tracks each for itself', () => {
    const folded = {
      status: 'CONCURRENT_REVIEW',
      passed: [{ step: 'formal-check' }, { step: 'district-review' }, { step: 'health-verification' }],
      correction: null,
      rejection: null,
    };
    const standing = standingAt([{ subject: 'application/1', state: folded }]);
    expect(standing?.tracks).toEqual({ municipal: 'PENDING', health: 'PASSED' });
    expect(
      stepsOf(standing ?? { ...folded, status: 'DRAFT', tracks: { municipal: 'NONE', health: 'NONE' } })[3],
    ).toEqual([
      { step: 'municipal-review', standing: 'current' },
      { step: 'health-verification', standing: 'done' },
    ]);
    const returned = { ...folded, status: 'CORRECTION', correction: { steps: [{ step: 'municipal-review' }] } };
    expect(standingAt([{ subject: 'application/1', state: returned }])?.tracks.municipal).toBe('RETURNED');
    expect(standingAt([{ subject: 'application/1/refusals', state: folded }])).toBeUndefined();
  });

  it('reads an event, and none of bytes that are none', () => {
    expect(eventOf({ event: null })).toBeUndefined();
    expect(eventOf({ event: { id: 'a/1/0000000001', type: 'a.b', causationid: 'c' } })).toMatchObject({
      type: 'a.b',
      causationid: 'c',
      actor: '',
    });
  });
});
