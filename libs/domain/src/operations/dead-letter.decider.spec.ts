import { describe, it } from '@jest/globals';
import { refusal, type Actor, type DeadLetterEvent, type LetterBuried } from '#libs/contracts';
import { given } from '#libs/testing';
import { deadLetterDecider } from './dead-letter.decider.js';

const operator = (id: string) => {
  const actor: Actor = { id, kind: 'human', roles: [{ role: 'SYS_ADMIN' }] };
  return { now: '2026-03-02T09:00:00+08:00', today: '2026-03-02', actor };
};
const letter: LetterBuried = {
  consumer: 'approvals',
  topic: 'approvals.facts',
  partition: 1,
  offset: '7',
  caseId: 'case-1',
  event: { subject: 'review/1', sequence: 5, type: 'review.decided' },
  part: 'OpenTasks',
  error: 'ZodError',
  hash: 'a'.repeat(64),
  size: 700,
};
const [reasonHash, otherHash] = ['b'.repeat(64), 'c'.repeat(64)];
const reason = '来历不明的消息，已核对日志簿，无需处理';
const buried: DeadLetterEvent = { type: 'dead-letter.buried', data: letter };
const redone: DeadLetterEvent = { type: 'dead-letter.redone', data: {} };
const proposed: DeadLetterEvent = { type: 'dead-letter.drop-proposed', data: { proposedBy: 'one', reasonHash } };
const dropped: DeadLetterEvent = {
  type: 'dead-letter.dropped',
  data: { proposedBy: 'one', reasonHash: otherHash, skipped: letter.event },
};
const propose = { type: 'propose-drop', reason, reasonHash } as const;
const confirm = { type: 'confirm-drop', reason, reasonHash: otherHash } as const;

describe('a dead letter', () => {
  it('is buried once, however often its message comes', () => {
    given(deadLetterDecider, []).when({ type: 'bury', letter }, operator('approvals')).then([buried]);
    given(deadLetterDecider, [buried]).when({ type: 'bury', letter }, operator('approvals')).then([]);
  });

  it('is buried anew when its message fails again after it was done', () => {
    given(deadLetterDecider, [buried, redone]).when({ type: 'bury', letter }, operator('approvals')).then([buried]);
  });

  it('is redone by one person, also when somebody has proposed to give it up', () => {
    given(deadLetterDecider, [buried]).when({ type: 'redo' }, operator('one')).then([redone]);
    given(deadLetterDecider, [buried, proposed]).when({ type: 'redo' }, operator('two')).then([redone]);
  });

  it('is given up by two different people, and names the event that is skipped', () => {
    given(deadLetterDecider, [buried]).when(propose, operator('one')).then([proposed]);
    given(deadLetterDecider, [buried, proposed]).when(confirm, operator('two')).then([dropped]);
  });

  it('is not given up by one person alone', () => {
    given(deadLetterDecider, [buried, proposed])
      .when(confirm, operator('one'))
      .then({ refused: [refusal('G-SECOND-PERSON')] });
    given(deadLetterDecider, [buried])
      .when(confirm, operator('two'))
      .then({ refused: [refusal('G-STATE', '', { state: 'BURIED', command: 'dead-letter.confirm-drop' })] });
  });

  it('is not given up without a reason of ten characters', () => {
    const short = { ...propose, reason: '  没有用  ' };
    given(deadLetterDecider, [buried])
      .when(short, operator('one'))
      .then({ refused: [refusal('R-PROC-06', '/reason')] });
    given(deadLetterDecider, [buried, proposed])
      .when({ ...confirm, reason: '' }, operator('two'))
      .then({ refused: [refusal('R-PROC-06', '/reason')] });
  });

  it('skips nothing when no case waits behind it', () => {
    const foreign: DeadLetterEvent = { type: 'dead-letter.buried', data: { ...letter, caseId: null } };
    given(deadLetterDecider, [foreign, proposed])
      .when(confirm, operator('two'))
      .then([{ type: 'dead-letter.dropped', data: { proposedBy: 'one', reasonHash: otherHash, skipped: null } }]);
  });

  it.each([
    ['redone', [buried, redone], 'REDONE'],
    ['given up', [buried, proposed, dropped], 'DROPPED'],
    ['never buried', [], 'NONE'],
  ] as const)('that was %s can neither be redone nor given up', (_, events, state) => {
    for (const command of [{ type: 'redo' }, propose, confirm] as const) {
      given(deadLetterDecider, [...events])
        .when(command, operator('two'))
        .then({ refused: [refusal('G-STATE', '', { state, command: `dead-letter.${command.type}` })] });
    }
  });
});
