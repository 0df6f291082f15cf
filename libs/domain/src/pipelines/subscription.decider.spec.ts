import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#libs/contracts';
import { given } from '#libs/testing';
import {
  signingSecrets,
  subscriptionDecider,
  tasksOfSubscription,
  type SubscriptionContext,
  type SubscriptionEvent,
} from './subscription.decider.js';

const actor: Actor = { id: 'p-1', kind: 'machine', roles: [{ role: 'PIPELINE', unit: '510104' }] };
const quotas = { streams: 5, subscriptions: 2, batchRows: 10_000 };
const by = { by: 'p-1', on: '2026-03-02' };
const context = (
  account: Partial<NonNullable<SubscriptionContext['account']>> = {},
  endpointFault: string | null = null,
): SubscriptionContext => ({
  now: '2026-03-02T09:00:00+08:00',
  today: '2026-03-02',
  actor,
  account: { ownerUnit: '510104', quotas, subscriptions: 0, ...account },
  endpointFault,
});
const addressed = { clientId: 'pipeline.erp', endpointHash: 'h-1', events: { units: ['510104'] }, secret: 's-1' };
const create = { type: 'create', ...addressed } as const;
const created: SubscriptionEvent = { type: 'subscription.created', data: { ...addressed, ...by } };
const rotated = (secret: string, overlapUntil: string): SubscriptionEvent => ({
  type: 'subscription.secret-rotated',
  data: { secret, overlapUntil, ...by },
});
const disabled = (why: 'owner' | 'failing' | 'gone'): SubscriptionEvent => ({
  type: 'subscription.disabled',
  data: { why, ...by },
});
const deleted: SubscriptionEvent = { type: 'subscription.deleted', data: by };

const whenGiven = (...past: SubscriptionEvent[]) => given(subscriptionDecider, past);
const stateAfter = (...past: SubscriptionEvent[]) => {
  const { state } = whenGiven(created, ...past);
  if (state.status === 'NONE') throw new Error('it was created');
  return state;
};

describe('a subscription', () => {
  it('is created with an address that may be sent to, inside its account’s unit and quota', () => {
    whenGiven()
      .when(create, context({ subscriptions: 1 }))
      .then([created]);
    whenGiven()
      .when(create, context({ subscriptions: 2 }))
      .thenRefused('R-PIPE-04');
    whenGiven()
      .when(create, context({ ownerUnit: '510105' }, 'private-address'))
      .then({
        refused: [
          { rule: 'R-PIPE-03', pointer: '/url', params: { fault: 'private-address' } },
          { rule: 'R-PIPE-02', pointer: '/events/units/0' },
        ],
      });
    whenGiven(created).when(create, context()).thenRefused('G-STATE');
  });

  it('is changed under the same conditions', () => {
    const change = { type: 'change', endpointHash: 'h-2', events: {} } as const;
    whenGiven(created)
      .when(change, context())
      .then([{ type: 'subscription.changed', data: { endpointHash: 'h-2', events: {}, ...by } }]);
    whenGiven(created).when(change, context({}, 'not-https')).thenRefused('R-PIPE-03');
    whenGiven().when(change, context()).thenRefused('G-STATE');
  });

  it('is disabled and enabled, each once in a row, and never comes back when deleted', () => {
    const disable = { type: 'disable', why: 'owner' } as const;
    whenGiven(created)
      .when(disable, context())
      .then([disabled('owner')]);
    whenGiven(created, disabled('gone')).when(disable, context()).thenRefused('G-STATE');
    whenGiven(created, disabled('gone')).when({ type: 'enable' }, context()).thenTypes('subscription.enabled');
    whenGiven(created).when({ type: 'enable' }, context()).thenRefused('G-STATE');
    whenGiven(created).when({ type: 'delete' }, context()).then([deleted]);
    for (const command of [
      disable,
      { type: 'enable' },
      { type: 'delete' },
      { type: 'replay', what: 'message' },
    ] as const)
      whenGiven(created, deleted).when(command, context()).thenRefused('G-STATE');
  });

  it('may be sent everything again also while it is disabled', () => {
    for (const past of [[created], [created, disabled('failing')]])
      whenGiven(...past)
        .when({ type: 'replay', what: 'position' }, context())
        .then([{ type: 'subscription.replayed', data: { what: 'position', ...by } }]);
  });

  it('signs by old and new secret until the overlap is over, and then by the new one', () => {
    const [before, until, after] = ['2026-03-02T01:00:00.000Z', '2026-03-03T01:00:00.000Z', '2026-03-03T01:00:00.001Z'];
    expect(signingSecrets(stateAfter(), before)).toEqual(['s-1']);
    const once = stateAfter(rotated('s-2', until));
    expect(signingSecrets(once, before)).toEqual(['s-2', 's-1']);
    expect(signingSecrets(once, after)).toEqual(['s-2']);
    // A second rotation without an overlap ends every secret before it; it never makes an older one live longer.
    expect(signingSecrets(stateAfter(rotated('s-2', until), rotated('s-3', before)), before)).toEqual(['s-3']);
    const longer = stateAfter(rotated('s-2', until), rotated('s-3', '2026-04-01T00:00:00.000Z'));
    expect(signingSecrets(longer, after)).toEqual(['s-3', 's-2']);
  });

  it('signs by four secrets at most, so that lost answers do not make its messages grow', () => {
    const many = ['s-2', 's-3', 's-4', 's-5'].map((secret) => rotated(secret, '2026-04-01T00:00:00.000Z'));
    expect(signingSecrets(stateAfter(...many), '2026-03-02T01:00:00.000Z')).toEqual(['s-5', 's-4', 's-3', 's-2']);
  });

  it('is work for the operator when its receiver stopped it, and nobody’s when its owner did', () => {
    const tasksAfter = (...past: SubscriptionEvent[]) =>
      tasksOfSubscription(stateAfter(...past), { subject: 'subscription/x', version: 2, caseId: 'p-1' });
    expect(tasksAfter(disabled('failing'))).toMatchObject([{ kind: 'webhook-disabled', role: 'SYS_ADMIN' }]);
    expect(tasksAfter(disabled('gone'))).toHaveLength(1);
    expect(tasksAfter(disabled('owner'))).toEqual([]);
    expect(tasksAfter(disabled('failing'), { type: 'subscription.enabled', data: by })).toEqual([]);
    expect(tasksAfter(disabled('failing'), deleted)).toEqual([]);
  });
});
