import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#libs/contracts';
import { parsePosition } from './after.js';
import { commandMetaOf } from './command-meta.js';
import { ProblemError } from './problem-error.js';

const actor: Actor = { id: 'p-1', kind: 'machine', roles: [{ role: 'WORKER' }] };
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const read = (headers: Record<string, string>): unknown => commandMetaOf(headers, actor, traceparent);
const ruleOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? error.refusals[0]?.rule : 'not a problem';
  }
};

describe('what travels beside a command', () => {
  it('is read from the headers', () => {
    const headers = {
      'idempotency-key': 'application/0193/formal-check/1/open/1',
      'if-match': '"3"',
      'nuanchao-causation': 'application/0193/0000000003',
    };
    expect(read(headers)).toEqual({
      key: 'application/0193/formal-check/1/open/1',
      expectedVersion: 3,
      causationId: 'application/0193/0000000003',
      traceparent,
      actor,
      dryRun: false,
    });
  });

  it('takes the key quoted or bare, and leaves out what was not sent', () => {
    expect(read({ 'idempotency-key': '"k-1"' })).toEqual({ key: 'k-1', traceparent, actor, dryRun: false });
  });

  it.each([{}, { 'idempotency-key': '' }, { 'idempotency-key': '""' }, { 'idempotency-key': '  ' }])(
    'is refused without a key: %j',
    (headers) => {
      expect(ruleOf(() => read(headers))).toBe('G-KEY-MISSING');
    },
  );

  it.each([
    { 'if-match': 'abc' },
    { 'if-match': 'W/"3"' },
    { 'if-match': '"3", "4"' },
    { 'nuanchao-causation': 'ä' },
    { 'nuanchao-causation': 'Zhang San 13800000000' },
    { 'nuanchao-causation': 'application/Zhang San/0000000003' },
    { 'nuanchao-causation': 'application/0193/3' },
    { 'nuanchao-causation': 'application/0193/other/0000000003' },
    { 'nuanchao-causation': '' },
    { 'nuanchao-causation': 'x'.repeat(256) },
  ])('is refused when a header cannot be read: %j', (headers) => {
    expect(ruleOf(() => read({ 'idempotency-key': 'k', ...headers }))).toBe('G-MALFORMED');
  });

  it('may be woken by a recorded refusal', () => {
    const causationId = 'bank-file/0193/refusals/0000000001';
    expect(read({ 'idempotency-key': 'k', 'nuanchao-causation': causationId })).toMatchObject({ causationId });
  });

  it('takes any version for If-Match: *', () => {
    expect(read({ 'idempotency-key': 'k', 'if-match': '*' })).not.toHaveProperty('expectedVersion');
  });
});

describe('the position that a query waits for', () => {
  it('is read from its text', () => {
    expect(parsePosition('application/0193-a@7')).toEqual({ subject: 'application/0193-a', sequence: 7 });
  });

  it.each(['', 'application/1', 'application/1@0', 'application/1@x', '@3', 'a b/1@3', 'a//1@3', 'a/1/@3'])(
    'is refused as %p',
    (text) => {
      expect(ruleOf(() => parsePosition(text))).toBe('G-MALFORMED');
    },
  );
});
