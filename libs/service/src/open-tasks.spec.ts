import { describe, expect, it } from '@jest/globals';
import type { Actor, RoleGrant, Task } from '#libs/contracts';
import { canAct } from '#libs/policy';
import { canSee } from './open-tasks.js';

const task = (changes: Partial<Task> = {}): Task => ({
  subject: 'review/1',
  version: 1,
  caseId: 'case-1',
  kind: 'formal-check',
  action: 'decide',
  role: 'DU_REVIEWER',
  unit: '510104',
  organisation: null,
  assignee: null,
  openedOn: '2026-03-02',
  dueOn: '2026-03-05',
  reminded: false,
  escalation: 0,
  listing: {
    caseNo: 'TY2026-00000001',
    employerName: '',
    employerUscc: '',
    unionUscc: '',
    managingUnit: '510104',
    siteUnit: '510104',
    mode: 'SELF',
    requestedUnionFen: 0,
  },
  ...changes,
});
const actor = (...roles: RoleGrant[]): Actor => ({ id: 'me', kind: 'human', roles });

describe('an inbox', () => {
  it.each([
    ['the role in the unit', actor({ role: 'DU_REVIEWER', unit: '510104' }), task(), true],
    ['the role in another unit', actor({ role: 'DU_REVIEWER', unit: '510105' }), task(), false],
    ['the role without a unit', actor({ role: 'DU_REVIEWER' }), task(), false],
    ['another role in the unit', actor({ role: 'DU_LEADER', unit: '510104' }), task(), false],
    [
      'role and unit from two grants',
      actor({ role: 'DU_REVIEWER', unit: '510105' }, { role: 'DU_LEADER', unit: '510104' }),
      task(),
      false,
    ],
    [
      'the role in the organisation',
      actor({ role: 'GU_CHAIR', organisation: 'U1' }),
      task({ role: 'GU_CHAIR', unit: null, organisation: 'U1' }),
      true,
    ],
    [
      'the role in another organisation',
      actor({ role: 'GU_CHAIR', organisation: 'U2' }),
      task({ role: 'GU_CHAIR', unit: null, organisation: 'U1' }),
      false,
    ],
    ['the assignee', actor({ role: 'DU_REVIEWER', unit: '510104' }), task({ assignee: 'me' }), true],
    ['somebody else’s assignment', actor({ role: 'DU_REVIEWER', unit: '510104' }), task({ assignee: 'you' }), false],
  ])('judges %s', (_what, who, what, may) => {
    expect(canAct(who, what)).toBe(may);
    expect(canSee(who, what)).toBe(may);
  });
  it('shows overseers everything without letting them act', () => {
    for (const role of ['SYS_ADMIN', 'MU_AUDIT', 'WORKER'] as const) {
      expect(canSee(actor({ role }), task({ assignee: 'you' }))).toBe(true);
      expect(canAct(actor({ role }), task())).toBe(false);
    }
  });
});
