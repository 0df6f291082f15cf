import { describe, expect, it } from '@jest/globals';
import { fold, type GrantFund, type GrantStatus } from '#libs/contracts';
import { PAST, RECEIVED, expensePaid, reportSigned, unspentReturned } from './grant-builders.js';
import type { GrantEvent, PlannedGrant } from './grant-state.js';
import { grantDecider } from './grant.decider.js';
import { tasksOfGrant } from './payments-tasks.projection.js';

const head = { subject: 'grant/g', version: 4, caseId: 'c' };
const position = { subject: 'x/y', sequence: 1 };

const grant = (status: GrantStatus, fund: GrantFund = 'UNION_MUNI'): PlannedGrant => ({
  status,
  fund,
  caseId: 'c',
  site: 'site/s',
  amountFen: 1,
  payeeHash: 'a',
  plannedOn: '2026-05-22',
  priorActs: [],
  evidence: {
    planHash: 'p',
    resolutionHash: 'r',
    documentNo: '1',
    resolution: position,
    filing: position,
    notice: position,
    designation: position,
    reservation: position,
  },
  listing: {
    caseNo: 'TY-1',
    employerName: '甲',
    employerUscc: 'E',
    unionUscc: 'U',
    managingUnit: '510104',
    siteUnit: '510104',
    mode: 'SELF',
    requestedUnionFen: 1,
  },
  due: {
    startedOn: '2026-05-22',
    workingDays: 15,
    dueOn: '2026-06-12',
    calendarVersion: '1',
    provisional: false,
    zh: '',
    en: '',
  },
  attempts: [{ paymentKey: 'g.1', outcome: 'open', reference: null }],
  purposeHash: null,
  maker: null,
  checker: null,
  approver: null,
  coolOffUntil: null,
  paid: null,
  since: '2026-05-25',
  reminded: true,
  escalation: 1,
});

describe('tasks of a grant', () => {
  it.each([
    ['UNION_MUNI', 'PLANNED', 'order', 'MU_FIN_MAKER'],
    ['UNION_MUNI', 'MADE', 'check', 'MU_FIN_CHECKER'],
    ['UNION_MUNI', 'CHECKED', 'approval', 'MU_FIN_APPROVER'],
    ['FISCAL_HEALTH', 'PLANNED', 'voucher', 'MH_OFFICER'],
  ] as const)('a %s grant that is %s waits for its %s by %s of the city', (fund, status, action, role) => {
    expect(tasksOfGrant(grant(status, fund), head)).toEqual([
      expect.objectContaining({
        ...head,
        action,
        role,
        unit: '5101',
        organisation: null,
        assignee: null,
        openedOn: '2026-05-25',
        dueOn: '2026-06-12',
        reminded: true,
        escalation: 1,
      }),
    ]);
  });

  it("a failed payment waits for that union's GU_FINANCE", () => {
    expect(tasksOfGrant(grant('PAYMENT_FAILED'), head)).toMatchObject([
      { action: 'payee', role: 'GU_FINANCE', unit: null, organisation: 'U' },
    ]);
  });

  it.each([
    ['UNION_MUNI', 'APPROVED'],
    ['UNION_MUNI', 'INSTRUCTED'],
    ['UNION_MUNI', 'PAID'],
    ['FISCAL_HEALTH', 'PAID'],
  ] as const)('a %s grant that is %s waits for nobody', (fund, status) => {
    expect(tasksOfGrant(grant(status, fund), head)).toEqual([]);
  });

  const after = (events: readonly GrantEvent[]) =>
    tasksOfGrant(fold(grantDecider, grantDecider.initial, events), head).map(
      ({ kind, action, role, unit, organisation, dueOn }) => [kind, action, role, unit ?? organisation, dueOn],
    );
  const UNION = '81510108MATX01109T';

  it('once the money is used, whoever is next has them, without a day by which it must be done', () => {
    expect(after(PAST.IN_USE)).toEqual([['grant-use', 'expense-settlements', 'GU_FINANCE', UNION, null]]);
    expect(after([...PAST.IN_USE, expensePaid(1, 1_000_000)])).toEqual([]);
    expect(after([...PAST.PAID, reportSigned])).toEqual([['grant-use', 'report-signature', 'GU_AUDIT', UNION, null]]);
    expect(after(PAST.FROZEN)).toEqual([['grant-use', 'finding-resolutions', 'MU_AUDIT', '5101', null]]);
    expect(after(PAST.REPORTED)).toEqual([['grant-use', 'audit', 'MU_AUDIT', '5101', null]]);
    expect(after(PAST.AUDITED)).toEqual([['grant-use', 'receipts', 'MU_FIN_MAKER', '5101', null]]);
    expect(after([...PAST.AUDITED, unspentReturned(RECEIVED)])).toEqual([
      ['grant-use', 'closing', 'MU_LEADER', '5101', null],
    ]);
  });

  it('a recovery waits for its receipts until its own due date', () => {
    expect(after(PAST.RECOVERY)).toEqual([['recovery', 'receipts', 'MU_FIN_MAKER', '5101', '2026-09-02']]);
    for (const status of ['CANCELLED', 'CLOSED', 'RECOVERED'] as const) expect(after(PAST[status])).toEqual([]);
  });

  it('there is none before the grant is planned', () => {
    expect(tasksOfGrant({ status: 'NONE' }, head)).toEqual([]);
  });
});
