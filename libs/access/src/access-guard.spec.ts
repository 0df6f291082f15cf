import { describe, expect, it } from '@jest/globals';
import { MACHINE_ROLES, ROLES, type Actor, type Role } from '#libs/contracts';
import { check } from './access-guard.js';
import { AccessRefused } from './access-refused.js';
import { DECIDED_BEHIND, type AllowPolicy } from './route-policy.js';

const actor = (kind: Actor['kind'], ...roles: Role[]): Actor => ({
  id: 'p-1',
  kind,
  roles: roles.map((role) => ({ role })),
});
const may = (policy: AllowPolicy, who: Actor, ...scopes: string[]): boolean => {
  try {
    check(policy, { actor: who, scopes: new Set(scopes) });
    return true;
  } catch (error) {
    if (error instanceof AccessRefused && error.refusals[0]?.rule === 'G-FORBIDDEN') return false;
    throw error;
  }
};
const machines: readonly Role[] = MACHINE_ROLES;

describe('a route policy', () => {
  it.each(ROLES)('lets in %s where it is named and nobody else', (role) => {
    const kind = machines.includes(role) ? 'machine' : 'human';
    const policy: AllowPolicy = { kind, roles: [role], ...(role === 'PIPELINE' ? { scope: 'events:read' } : {}) };
    for (const other of ROLES) {
      expect(may(policy, actor(machines.includes(other) ? 'machine' : 'human', other), 'events:read')).toBe(
        other === role,
      );
    }
  });

  it('refuses a machine on a human route and a human on a machine route', () => {
    expect(may({ kind: 'human', roles: ['MU_REVIEWER', 'WORKER'] }, actor('machine', 'WORKER'))).toBe(false);
    expect(may({ kind: 'machine', roles: ['MU_REVIEWER', 'WORKER'] }, actor('human', 'MU_REVIEWER'))).toBe(false);
  });

  it('gives a person nothing for a machine role in the claims, nor a machine for a human one', () => {
    expect(may({ kind: 'any', roles: ['WORKER'] }, actor('human', 'WORKER'))).toBe(false);
    expect(may({ kind: 'any', roles: ['MU_FIN_MAKER'] }, actor('machine', 'MU_FIN_MAKER'))).toBe(false);
  });

  it('asks a pipeline, and only a pipeline, for the scope', () => {
    const policy: AllowPolicy = { kind: 'any', roles: ['PIPELINE', 'GU_HANDLER'], scope: 'applications:write' };
    expect(may(policy, actor('machine', 'PIPELINE'))).toBe(false);
    expect(may(policy, actor('machine', 'PIPELINE'), 'applications:read')).toBe(false);
    expect(may(policy, actor('machine', 'PIPELINE'), 'applications:write')).toBe(true);
    expect(may(policy, actor('human', 'GU_HANDLER'))).toBe(true);
  });

  it('is closed to pipelines where it names no scope, whatever their scopes are', () => {
    const policy: AllowPolicy = { kind: 'any', roles: ['PIPELINE', 'GU_HANDLER'] };
    expect(may(policy, actor('machine', 'PIPELINE'), 'applications:read', '', 'undefined')).toBe(false);
    expect(may(policy, actor('human', 'GU_HANDLER'))).toBe(true);
  });

  it('asks for one scope of a family where it names a family, and for none where somebody behind it decides', () => {
    const family: AllowPolicy = { kind: 'any', roles: ['PIPELINE'], scope: 'decide:' };
    expect(may(family, actor('machine', 'PIPELINE'), 'decide:formal-check')).toBe(true);
    expect(may(family, actor('machine', 'PIPELINE'), 'decided')).toBe(false);
    expect(may({ kind: 'any', roles: ['PIPELINE'], scope: DECIDED_BEHIND }, actor('machine', 'PIPELINE'))).toBe(true);
  });

  it('refuses an actor without roles', () => {
    expect(may({ kind: 'any', roles: ROLES }, actor('human'))).toBe(false);
  });
});
