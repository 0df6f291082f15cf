import { describe, expect, it } from '@jest/globals';
import { canonicalBytes, creatingId, fingerprint, makeEvent } from '#libs/aggregate';

describe('the fingerprint of a command', () => {
  it('is the same whatever the order of its fields', () => {
    expect(fingerprint('open-filing', { a: 1, b: [1, 2] })).toBe(fingerprint('open-filing', { b: [1, 2], a: 1 }));
  });

  it('differs by command, by value, and between nothing and an empty body', () => {
    const prints = [
      fingerprint('open-filing', { a: 1 }),
      fingerprint('close-filing', { a: 1 }),
      fingerprint('open-filing', { a: 2 }),
      fingerprint('open-filing', {}),
      fingerprint('open-filing', undefined),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });
});

describe('the id that a creating command gives', () => {
  it('is a UUIDv8 and the same for the same caller and key', () => {
    const id = creatingId('person-1', 'key-1');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(creatingId('person-1', 'key-1')).toBe(id);
  });

  it('cannot be steered by moving characters between caller and key', () => {
    expect(creatingId('a', 'bc')).not.toBe(creatingId('ab', 'c'));
    expect(creatingId('a"', 'b')).not.toBe(creatingId('a', '"b'));
  });
});

describe('an event', () => {
  const origin = {
    service: 'approvals',
    subject: 'filing/1',
    caseId: 'case-1',
    actor: { id: 'person-1', kind: 'human' },
    officetime: '2026-03-02T09:00:00+08:00',
  } as const;

  it('is canonical JSON whose envelope names subject, sequence, case and actor', () => {
    const made = makeEvent({ type: 'filing.opened', data: { z: 1, a: undefined } }, 7, origin);
    expect(made.id).toBe('filing/1/0000000007');
    expect(made.bytes.equals(canonicalBytes(JSON.parse(made.bytes.toString('utf8'))))).toBe(true);
    expect(made.envelope).toMatchObject({
      id: 'filing/1/0000000007',
      source: '/approvals',
      sequence: '0000000007',
      caseid: 'case-1',
      actor: 'person-1',
      actorkind: 'human',
      data: { z: 1 },
    });
    expect(made.envelope).not.toHaveProperty('causationid');
    expect(made.tooLarge).toBe(false);
  });

  it('counts its size in bytes and not in characters', () => {
    expect(makeEvent({ type: 'filing.opened', data: { text: '暖'.repeat(10_000) } }, 1, origin).tooLarge).toBe(false);
    expect(makeEvent({ type: 'filing.opened', data: { text: '暖'.repeat(11_000) } }, 1, origin).tooLarge).toBe(true);
  });

  it('with a name outside the contract is a fault', () => {
    expect(() => makeEvent({ type: 'FilingOpened', data: {} }, 1, origin)).toThrow();
  });
});
