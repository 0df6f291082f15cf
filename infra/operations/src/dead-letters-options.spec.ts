import { describe, expect, it } from '@jest/globals';
import { lettersWish } from './dead-letters-options.js';

describe('the dead-letter tool', () => {
  it('lists when nothing is said, as the first operator', () => {
    expect(lettersWish([])).toMatchObject({ action: 'list', id: '', account: 'sys-admin-1', all: false });
  });

  it('takes a letter, a person and a reason', () => {
    expect(lettersWish(['drop', 'approvals-1', '--reason', '重复的垃圾消息，无需处理', '--as', 'sys-admin-2'])).toEqual(
      {
        action: 'drop',
        id: 'approvals-1',
        account: 'sys-admin-2',
        reason: '重复的垃圾消息，无需处理',
        all: false,
        json: false,
      },
    );
  });

  it.each([
    [['show']],
    [['list', 'approvals-1']],
    [['delete', 'approvals-1']],
    [['drop', 'approvals-1']],
    [['show', 'a', 'b']],
  ])('says how it is called when it is called %p', (args) =>
    expect(() => lettersWish(args)).toThrow('npm run dead-letters'),
  );
});
