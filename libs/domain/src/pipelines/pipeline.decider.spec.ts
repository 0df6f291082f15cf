import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#libs/contracts';
import { given } from '#libs/testing';
import {
  isValidCredential,
  pipelineDecider,
  type PipelineAccountEvent,
  type PipelineCommand,
  type PipelineContext,
} from './pipeline.decider.js';

const actor: Actor = { id: 'p-operator', kind: 'human', roles: [{ role: 'SYS_ADMIN', unit: '5101' }] };
const context: PipelineContext = {
  now: '2026-03-02T09:00:00+08:00',
  today: '2026-03-02',
  actor,
  wallNow: '2026-03-02T01:00:00.000Z',
};
const by = { by: 'p-operator', on: '2026-03-02' };
const quotas = { streams: 5, subscriptions: 10, batchRows: 10_000 };
const registered = (
  change: Partial<Extract<PipelineAccountEvent, { type: 'pipeline.registered' }>['data']> = {},
): PipelineAccountEvent => ({
  type: 'pipeline.registered',
  data: {
    clientId: 'pipeline.erp',
    actor: 'p-1',
    ownerUnit: '510104',
    organisation: null,
    scopes: ['events:read'],
    events: {},
    quotas,
    authentication: 'client-secret',
    ...by,
    ...change,
  },
});
const issued = (
  credential: string,
  expiresAt = '2027-03-02T01:00:00.000Z',
  othersUntil: string | null = null,
): PipelineAccountEvent => ({
  type: 'pipeline.credential-issued',
  data: { credential, expiresAt, othersUntil, ...by },
});
const register: PipelineCommand = {
  type: 'register',
  clientId: 'pipeline.erp',
  account: 'p-1',
  name: 'erp',
  ownerUnit: '510104',
  scopes: ['events:read', 'events:read'],
  events: {},
  quotas,
  authentication: 'client-secret',
};
const issue = (change: object = {}): PipelineCommand => ({
  type: 'issue-credential',
  credential: 'c-9',
  validDays: 1,
  ...change,
});
const when = (events: readonly PipelineAccountEvent[], command: PipelineCommand) => {
  const answer = given(pipelineDecider, events).when(command, context);
  return { ...answer, decides: (event: PipelineAccountEvent) => answer.then([event]) };
};

describe('the account of a program', () => {
  it('is registered with each scope once', () => {
    when([], register).decides(registered());
  });

  it.each([
    ['of no unit', { ownerUnit: '519999' }],
    ['with a filter beyond its unit', { events: { units: ['510105'] } }],
  ])('is not registered %s (R-PIPE-02)', (_what, change) => {
    when([], { ...register, ...change }).thenRefused('R-PIPE-02');
  });

  it('is registered once', () => {
    when([registered()], register).thenRefused('G-STATE');
  });

  it('gets a credential until a day of wall time', () => {
    when([registered()], issue()).decides(issued('c-9', '2026-03-03T01:00:00.000Z'));
  });

  it('has two valid credentials at most (R-PIPE-01); expired and revoked ones do not count', () => {
    const two = [registered(), issued('c-1'), issued('c-2')];
    when(two, issue()).thenRefused('R-PIPE-01');
    when([registered(), issued('c-1'), issued('c-2', '2026-03-02T00:59:59.000Z')], issue()).decides(
      issued('c-9', '2026-03-03T01:00:00.000Z'),
    );
    when(
      [...two, { type: 'pipeline.credential-revoked', data: { credential: 'c-1', why: 'leaked', ...by } }],
      issue(),
    ).decides(issued('c-9', '2026-03-03T01:00:00.000Z'));
  });

  it('ends the other credentials when told to, but never makes one live longer', () => {
    when([registered(), issued('c-1')], issue({ endOthersAfterHours: 2 })).decides(
      issued('c-9', '2026-03-03T01:00:00.000Z', '2026-03-02T03:00:00.000Z'),
    );
    const state = [
      registered(),
      issued('c-1', '2026-03-02T02:00:00.000Z'),
      issued('c-2', '2027-01-01T00:00:00.000Z', '2026-03-02T03:00:00.000Z'),
    ].reduce((state, event) => pipelineDecider.evolve(state, event), pipelineDecider.initial);
    const [first] = state.status === 'NONE' ? [] : state.credentials;
    expect(first?.expiresAt).toBe('2026-03-02T02:00:00.000Z');
    expect(first && isValidCredential(first, '2026-03-02T01:59:59.000Z')).toBe(true);
    expect(first && isValidCredential(first, '2026-03-02T02:00:00.000Z')).toBe(false);
  });

  it('needs a key where it proves itself by one, and takes none elsewhere (R-PIPE-05)', () => {
    const publicKey = { kty: 'OKP', crv: 'Ed25519', x: 'x' };
    when([registered()], issue({ publicKey })).thenRefused('R-PIPE-05');
    when([registered({ authentication: 'private-key-jwt' })], issue()).thenRefused('R-PIPE-05');
  });

  it('is not given credentials while it is suspended', () => {
    const suspended: PipelineAccountEvent = { type: 'pipeline.suspended', data: { reasonHash: 'h', ...by } };
    when([registered(), suspended], issue()).thenRefused('G-STATE');
    when([registered(), suspended], { type: 'suspend', reasonHash: 'h' }).thenRefused('G-STATE');
    when([registered()], { type: 'reinstate', reasonHash: 'h' }).thenRefused('G-STATE');
    when([registered(), suspended], { type: 'reinstate', reasonHash: 'h' }).decides({
      type: 'pipeline.reinstated',
      data: { reasonHash: 'h', ...by },
    });
  });

  it('loses a credential once', () => {
    const revoke: PipelineCommand = { type: 'revoke-credential', credential: 'c-1', why: 'leaked' };
    const revoked: PipelineAccountEvent = {
      type: 'pipeline.credential-revoked',
      data: { credential: 'c-1', why: 'leaked', ...by },
    };
    when([registered(), issued('c-1')], revoke).decides(revoked);
    when([registered(), issued('c-1'), revoked], revoke).thenRefused('G-STATE');
    when([registered()], revoke).thenRefused('G-NOT-FOUND');
  });

  it('changes its scopes, and keeps its quotas where none are named', () => {
    when([registered()], { type: 'change-scopes', scopes: ['batch:submit'], events: {} }).decides({
      type: 'pipeline.scopes-changed',
      data: { scopes: ['batch:submit'], events: {}, quotas, ...by },
    });
    when([registered()], { type: 'change-scopes', scopes: [], events: { units: ['510105'] } }).thenRefused('R-PIPE-02');
  });
});
