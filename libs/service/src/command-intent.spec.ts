import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#libs/contracts';
import { fingerprint } from '#libs/aggregate';
import { intentOf } from './command-intent.js';

const worker: Actor = { id: 'worker', kind: 'machine', roles: [{ role: 'WORKER' }] };
const chair: Actor = { id: 'gu-chair', kind: 'human', roles: [{ role: 'GU_CHAIR' }] };
const printOf = (actor: Actor, body: unknown): string => fingerprint('review.open', intentOf(actor, body));

const opening = (dueOn: string, priorActs: readonly string[] = []) => ({
  caseId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  planHash: 'a'.repeat(64),
  kind: 'formal-check',
  round: 1,
  due: { startedOn: '2027-01-29', workingDays: 3, dueOn },
  priorActs,
});

describe('the intent of a command', () => {
  it('is the same for the worker when a calendar published meanwhile counts another date', () => {
    expect(printOf(worker, opening('2027-02-03'))).toBe(printOf(worker, opening('2027-02-10', ['gu-chair'])));
  });

  it('is another one when the worker asks for another round or plan', () => {
    expect(printOf(worker, opening('2027-02-03'))).not.toBe(printOf(worker, { ...opening('2027-02-03'), round: 2 }));
    expect(printOf(worker, opening('2027-02-03'))).not.toBe(
      printOf(worker, { ...opening('2027-02-03'), planHash: 'b'.repeat(64) }),
    );
  });

  it('holds everybody else to every field, and a person who calls himself worker too', () => {
    expect(printOf(chair, opening('2027-02-03'))).not.toBe(printOf(chair, opening('2027-02-10')));
    const human: Actor = { ...worker, kind: 'human' };
    expect(printOf(human, opening('2027-02-03'))).not.toBe(printOf(human, opening('2027-02-10')));
  });

  it('leaves alone what is no object', () => {
    expect(intentOf(worker, null)).toBeNull();
    expect(intentOf(worker, ['due'])).toEqual(['due']);
  });
});
