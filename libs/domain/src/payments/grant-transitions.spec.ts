import { describe, expect, it } from '@jest/globals';
import { GRANT_FUNDS, GRANT_STATUSES, fold, type GrantFund, type GrantStatus } from '#libs/contracts';
import { isRuleId } from '#libs/policy';
import { given } from '#libs/testing';
import {
  PAST,
  RECEIVED,
  STATUSES,
  by,
  buildGrantContext,
  expensePaid,
  findingOpened,
  hash,
  plannedFor,
  reportSigned,
  unspentReturned,
} from './grant-builders.js';
import type { GrantCommand } from './grant-command.js';
import { COMMAND, bankReport, findingOf, receiptOf, someText } from './grant-examples.js';
import type { SeenSite } from './grant-evidence.js';
import type { GrantEvent } from './grant-state.js';
import { GRANT_COMMANDS, GRANT_TRANSITIONS, type GrantCommandName, type GrantTransition } from './grant-transitions.js';
import { grantDecider } from './grant.decider.js';

/*
 * The table of domain.md §8.3 told as examples: each row is accepted from each of its states and leads where it says, with
 * the events it says; every command is refused in every state for which there is no row.
 */
interface Example {
  readonly command?: GrantCommand;
  /** Another past than the one of the state. */
  readonly past?: (from: GrantStatus | 'NONE') => readonly GrantEvent[];
  readonly standing?: SeenSite['standing'];
}
const minor = (from: GrantStatus | 'NONE'): readonly GrantEvent[] => [...PAST[from], findingOpened('MINOR', 0, 'F-2')];
/** A first attempt that the bank returned, and another one under way. */
const secondTry = (from: GrantStatus | 'NONE'): readonly GrantEvent[] => {
  if (!['PLANNED', 'MADE', 'CHECKED', 'APPROVED', 'INSTRUCTED', 'CANCELLED'].includes(from)) return PAST[from];
  const failed = PAST.PAYMENT_FAILED;
  const again = { payeeHash: hash('a'), coolOffUntil: '2026-06-20', paymentKey: 'g.2' };
  return [
    ...failed,
    { type: 'grant.payee-corrected', data: { ...again, ...by('gu-finance') } },
    ...PAST[from].slice(1),
  ];
};

/** What a row needs beside the command's example and the state's past. A row that is not here needs nothing. */
const EXAMPLES: Readonly<Partial<Record<string, Example>>> = {
  'bank/returned': { command: bankReport('returned') },
  cancel: { standing: 'SUSPENDED' },
  'finding/noted': { command: findingOf('MINOR') },
  'close-finding/noted': { command: { type: 'close-finding', finding: 'F-2', ...someText }, past: minor },
  'report/signed': { past: (from) => (from === 'IN_USE' ? [...PAST.IN_USE, expensePaid(1, 1_000_000)] : PAST[from]) },
  'report/countersigned': {
    past: (from) =>
      from === 'IN_USE' ? [...PAST.IN_USE, expensePaid(1, 1_000_000), reportSigned] : [...PAST[from], reportSigned],
  },
  close: { past: () => [...PAST.AUDITED, unspentReturned(RECEIVED)] },
  'receipt/unspent': { command: receiptOf(1) },
  'receipt/part': { command: receiptOf(1) },
};
const pastOf = (from: GrantStatus | 'NONE'): readonly GrantEvent[] => PAST[from];
const exampleOf = (row: GrantTransition, from: GrantStatus | 'NONE'): { command: GrantCommand } & Required<Example> => {
  const { command = COMMAND[row.command], past = pastOf, standing = 'ACTIVE' } = EXAMPLES[row.id] ?? {};
  if (row.id !== 'bank/again') return { command, past, standing };
  const isReturned = from === 'PAYMENT_FAILED' || secondTry(from) !== PAST[from];
  return { command: bankReport(isReturned ? 'returned' : 'settled'), past: secondTry, standing };
};

/** The same past and command for the other fund, where it has any. */
const forFund = (past: readonly GrantEvent[], fund: GrantFund): readonly GrantEvent[] =>
  past.map((event) => (event.type === 'grant.planned' ? plannedFor(fund) : event));
const commandFor = (command: GrantCommand, fund: GrantFund): GrantCommand =>
  command.type === 'plan' && fund === 'FISCAL_HEALTH' ? { ...command, fund, payee: null, payeeHash: null } : command;

const rows = GRANT_TRANSITIONS.flatMap((row) =>
  row.from.flatMap((from) => row.funds.map((fund) => [row.id, from, fund, row] as const)),
);

describe('each row of the grant’s state machine', () => {
  it.each(rows)('%s from %s of %s leads where it says', (_id, from, fund, row) => {
    const { command, past, standing } = exampleOf(row, from);
    const before = given(grantDecider, forFund(past(from), fund));
    expect(before.state.status).toBe(from);
    const after = before.when(commandFor(command, fund), buildGrantContext(row.command, fund, { standing }));
    after.thenTypes(...row.events);
    const former = (): string => (before.state.status === 'NONE' ? '' : (before.state.use?.frozenFrom ?? ''));
    const to = row.to === 'same' ? from : row.to === 'former' ? former() : row.to;
    expect(after.state.status).toBe(to);
  });

  it('has an id of its own and names rules that exist', () => {
    expect(new Set(GRANT_TRANSITIONS.map(({ id }) => id)).size).toBe(GRANT_TRANSITIONS.length);
    const guards = GRANT_TRANSITIONS.flatMap((row) => row.guards).filter((guard) => guard.startsWith('R-'));
    expect(guards.filter((guard) => !isRuleId(guard))).toEqual([]);
    expect(Object.keys(EXAMPLES).filter((id) => !GRANT_TRANSITIONS.some((row) => row.id === id))).toEqual([]);
  });

  it('together reach every state from the plan', () => {
    const reached = new Set<string>(['NONE']);
    for (const _round of GRANT_STATUSES) {
      for (const { from, to } of GRANT_TRANSITIONS) if (from.some((status) => reached.has(status))) reached.add(to);
    }
    expect(GRANT_STATUSES.filter((status) => !reached.has(status))).toEqual([]);
  });

  it('are the commands that there are', () => {
    const named = new Set(GRANT_TRANSITIONS.map(({ command }) => command));
    expect([...named].toSorted()).toEqual(Object.keys(GRANT_COMMANDS).toSorted());
  });
});

describe('every command without a row', () => {
  const names = Object.keys(COMMAND) as GrantCommandName[];
  const cells = GRANT_FUNDS.flatMap((fund) =>
    STATUSES.flatMap((from) =>
      names
        .filter((name) => !rows.some(([, status, of, row]) => status === from && of === fund && row.command === name))
        .map((name) => [name, from, fund] as const),
    ),
  );

  it.each(cells)('%s is refused in %s of %s', (name, from, fund) => {
    const past = forFund(PAST[from], fund);
    const { decision } = given(grantDecider, past).when(commandFor(COMMAND[name], fund), buildGrantContext(name, fund));
    const isSpending = name === 'expense' || name === 'settle-expense';
    const rule = from === 'NONE' ? 'G-NOT-FOUND' : from === 'FROZEN' && isSpending ? 'R-AUD-03' : 'G-STATE';
    expect(decision).toMatchObject({ kind: 'refused', refusals: [{ rule }] });
  });

  it('is most of them', () => {
    expect(cells.length).toBeGreaterThan(400);
  });

  it('meets the state that its past promises', () => {
    for (const status of STATUSES) {
      expect(fold(grantDecider, grantDecider.initial, PAST[status]).status).toBe(status);
    }
  });
});
