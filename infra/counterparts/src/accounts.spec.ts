import { describe, expect, it } from '@jest/globals';
import { Actor, ROLES, holds } from '#libs/contracts';
import { UNITS } from '#libs/policy';
import { DEMONSTRATION_ACCOUNTS, actorIdOf } from './accounts.js';

const actorOf = (account: string): Actor => {
  const found = DEMONSTRATION_ACCOUNTS.find((each) => each.account === account);
  if (!found) throw new Error(`no account ${account}`);
  return Actor.parse({ id: actorIdOf(account), kind: found.kind, roles: found.roles });
};

describe('the demonstration accounts', () => {
  it('have a name and an actor id each, all different', () => {
    const count = DEMONSTRATION_ACCOUNTS.length;
    expect(count).toBe(23 * 6 + 26 + 12 * 14 + 8);
    expect(new Set(DEMONSTRATION_ACCOUNTS.map((each) => each.account)).size).toBe(count);
    expect(new Set(DEMONSTRATION_ACCOUNTS.map((each) => each.name)).size).toBe(count);
    expect(new Set(DEMONSTRATION_ACCOUNTS.map((each) => actorIdOf(each.account))).size).toBe(count);
  });

  it('are known to events by an opaque id only', () => {
    for (const { account } of DEMONSTRATION_ACCOUNTS) expect(actorIdOf(account)).toMatch(/^p-[0-9a-f]{12}$/);
  });

  it.each(ROLES)('include %s', (role) => {
    expect(DEMONSTRATION_ACCOUNTS.some((each) => each.roles.some((grant) => grant.role === role))).toBe(true);
  });

  it.each(UNITS.map((unit) => unit.unitCode))('have two reviewers, leaders and health officers in %s', (unit) => {
    for (const [name, role] of [
      ['du-reviewer', 'DU_REVIEWER'],
      ['du-leader', 'DU_LEADER'],
      ['ch-officer', 'CH_OFFICER'],
    ] as const) {
      for (const n of [1, 2]) expect(holds(actorOf(`${name}-${n}.${unit}`), role, { unit })).toBe(true);
    }
  });

  it('have one person who may make and check orders, to be refused by R-PAY-05', () => {
    const both = DEMONSTRATION_ACCOUNTS.filter((each) =>
      ['MU_FIN_MAKER', 'MU_FIN_CHECKER'].every((role) => each.roles.some((grant) => grant.role === role)),
    );
    expect(both.map((each) => each.account)).toEqual(['mu-fin-both-1']);
  });

  it('seat the chair of a union in its committee, beside nine members', () => {
    const organisation = '81510104MATX01010G';
    for (const account of ['gu-chair.e01', ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `member-${n}.e01`)]) {
      expect(holds(actorOf(account), 'COMMITTEE_MEMBER', { organisation })).toBe(true);
    }
    expect(holds(actorOf('gu-chair.e01'), 'GU_CHAIR', { organisation, unit: '510104' })).toBe(true);
  });
});
