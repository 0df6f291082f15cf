import { describe, expect, it } from '@jest/globals';
import { DoorEvents, refusal, type Actor, type Refusal } from '#libs/contracts';
import { doorEntryOf, floodedEvent, refusedEvent } from './door-entry.js';

const actor: Actor = { id: 'person-1', kind: 'human', roles: [] };
const id = '0193a1b2-0000-8000-8000-000000000001';
const entryOf = (refusals: readonly Refusal[], path = `/reviews/${id}/decision`, method = 'POST') =>
  doorEntryOf(
    { method, path, status: 400, refusals, actor, authorization: undefined },
    { actor, route: '/reviews/:id/decision', traceparent: undefined },
  );

describe('what the door keeps of a refused call', () => {
  it('keeps rule, field, route and the id in the path', () => {
    const entry = entryOf([refusal('G-FORBIDDEN', '', { needs: 'MU_LEADER / MH_LEADER' })]);
    expect(refusedEvent(entry)).toEqual({
      type: 'door.refused',
      data: {
        command: 'POST /reviews/:id/decision',
        status: 400,
        target: id,
        refusals: [{ rule: 'G-FORBIDDEN', pointer: '', params: { needs: 'MU_LEADER / MH_LEADER' } }],
      },
    });
  });

  it.each([
    ['a value that does not fit', refusal('G-MALFORMED', '/contact', { problem: '/contact: got "张三 13812345678"' })],
    ['an unknown field', refusal('G-MALFORMED', '/张三13812345678', { problem: 'unknown field "张三13812345678"' })],
    ['an unknown field in letters', refusal('G-MALFORMED', '/zhangsan', { problem: 'unknown field "zhangsan"' })],
    ['an unknown id', refusal('G-NOT-FOUND', '', { what: 'review/zhangsan' })],
    ['an unknown route', refusal('G-NOT-FOUND', '', { what: 'POST /zhangsan' })],
    ['a key', refusal('G-KEY-REUSED', '', { key: 'zhangsan' })],
    ['a header', refusal('G-MALFORMED', '', { header: 'zhangsan', problem: 'zhangsan' })],
    ['needs that quote a path', refusal('G-FORBIDDEN', '', { needs: 'POST /zhangsan' })],
  ])('keeps nothing of %s', (_what, refused) => {
    const text = JSON.stringify(refusedEvent(entryOf([refused], '/reviews/zhangsan/decision')));
    expect(text).not.toContain('zhangsan');
    expect(text).not.toContain('张三');
    expect(text).toContain(refused.rule);
  });

  it('keeps the versions of a stale call and the name of an aggregate of ours', () => {
    const { refusals } = entryOf([
      refusal('R-PROC-07', '', { expected: 7, current: 1 }),
      refusal('G-NOT-FOUND', '', { what: `review/${id}` }),
      refusal('G-MALFORMED', '/outcome', { problem: '/outcome: Invalid option' }),
    ]);
    expect(refusals).toEqual([
      { rule: 'R-PROC-07', pointer: '', params: { expected: 7, current: 1 } },
      { rule: 'G-NOT-FOUND', pointer: '', params: { what: `review/${id}` } },
      { rule: 'G-MALFORMED', pointer: '/outcome', params: {} },
    ]);
  });

  it('makes events that fit their contract, also of a method that nobody knows', () => {
    const entry = entryOf([refusal('G-NOT-FOUND')], '/zhangsan', 'BREW');
    expect(entry.command).toBe('OTHER /reviews/:id/decision');
    expect(DoorEvents['door.refused'].safeParse(refusedEvent(entry).data).success).toBe(true);
    expect(DoorEvents['door.flooded'].safeParse(floodedEvent(entry, 12).data).success).toBe(true);
  });
});
