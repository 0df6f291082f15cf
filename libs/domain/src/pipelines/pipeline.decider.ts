import {
  accept,
  refusal,
  refuse,
  type ChangeScopes,
  type Decider,
  type Decision,
  type DecisionContext,
  type EventFilter,
  type IssueCredential,
  type PipelineEvent,
  type PipelineQuotas,
  type Refusal,
  type RegisterPipeline,
  type RevokeCredential,
} from '#libs/contracts';
import { checkCredentials, checkFilterUnits, checkOwnerUnit, checkPublicKey } from '#libs/policy';

/** One way of the account to prove itself. Times are wall time. */
export interface PipelineCredential {
  readonly id: string;
  readonly issuedOn: string;
  readonly expiresAt: string;
  readonly revoked: boolean;
}

interface Registered {
  readonly status: 'ACTIVE' | 'SUSPENDED';
  readonly clientId: string;
  readonly actor: string;
  readonly ownerUnit: string;
  readonly organisation: string | null;
  readonly scopes: readonly string[];
  readonly events: EventFilter;
  readonly quotas: PipelineQuotas;
  readonly authentication: 'client-secret' | 'private-key-jwt';
  readonly credentials: readonly PipelineCredential[];
}
export type PipelineState = { readonly status: 'NONE' } | Registered;
export type RegisteredPipeline = Registered;

export type PipelineAccountEvent = Extract<PipelineEvent, { type: `pipeline.${string}` }>;

export type PipelineCommand =
  | ({ readonly type: 'register'; readonly clientId: string; readonly account: string } & RegisterPipeline)
  | ({ readonly type: 'change-scopes' } & ChangeScopes)
  | ({ readonly type: 'issue-credential'; readonly credential: string } & IssueCredential)
  | ({ readonly type: 'revoke-credential'; readonly credential: string } & RevokeCredential)
  | { readonly type: 'suspend'; readonly reasonHash: string }
  | { readonly type: 'reinstate'; readonly reasonHash: string };

/** Credentials live by the wall clock, whatever the office clock says. */
export interface PipelineContext extends DecisionContext {
  /** RFC 3339 in UTC. */
  readonly wallNow: string;
}

/** Whether a credential opens the account at this moment of wall time. */
export const isValidCredential = (credential: PipelineCredential, wallNow: string): boolean =>
  !credential.revoked && credential.expiresAt > wallNow;

type Answer = Decision<PipelineAccountEvent>;
const wrongState = (state: string, command: string) => refuse(refusal('G-STATE', '', { state, command }));
const accepted = (event: PipelineAccountEvent): Answer => accept([event]);

const plus = (wallNow: string, hours: number): string =>
  new Date(Date.parse(wallNow) + hours * 3_600_000).toISOString();

const decide = (command: PipelineCommand, state: PipelineState, context: PipelineContext): Answer => {
  const by = { by: context.actor.id, on: context.today };
  if (command.type === 'register') {
    return state.status === 'NONE' ? register(command, by) : wrongState(state.status, command.type);
  }
  if (state.status === 'NONE') return wrongState(state.status, command.type);
  switch (command.type) {
    case 'change-scopes': {
      const { scopes, events, quotas = state.quotas } = command;
      const refusals = checkFilterUnits(events.units ?? [], state.ownerUnit, '/events/units');
      if (refusals.length > 0) return refuse(...refusals);
      return accepted({ type: 'pipeline.scopes-changed', data: { scopes: unique(scopes), events, quotas, ...by } });
    }
    case 'issue-credential':
      return issue(command, state, context);
    case 'revoke-credential': {
      const { credential, why } = command;
      const present = state.credentials.find(({ id }) => id === credential);
      if (present === undefined) return refuse(refusal('G-NOT-FOUND', '', { what: credential }));
      if (present.revoked) return wrongState('revoked', command.type);
      return accepted({ type: 'pipeline.credential-revoked', data: { credential, why, ...by } });
    }
    case 'suspend': {
      if (state.status === 'SUSPENDED') return wrongState(state.status, command.type);
      return accepted({ type: 'pipeline.suspended', data: { reasonHash: command.reasonHash, ...by } });
    }
    case 'reinstate': {
      if (state.status === 'ACTIVE') return wrongState(state.status, command.type);
      return accepted({ type: 'pipeline.reinstated', data: { reasonHash: command.reasonHash, ...by } });
    }
  }
};

const register = (
  command: Extract<PipelineCommand, { type: 'register' }>,
  by: { readonly by: string; readonly on: string },
): Answer => {
  const { clientId, account, ownerUnit, organisation = null, scopes, events, quotas, authentication } = command;
  const refusals: readonly Refusal[] = [
    ...checkOwnerUnit(ownerUnit, '/ownerUnit'),
    ...checkFilterUnits(events.units ?? [], ownerUnit, '/events/units'),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  return accepted({
    type: 'pipeline.registered',
    data: {
      clientId,
      actor: account,
      ownerUnit,
      organisation,
      scopes: unique(scopes),
      events,
      quotas,
      authentication,
      ...by,
    },
  });
};

const issue = (
  command: Extract<PipelineCommand, { type: 'issue-credential' }>,
  state: Registered,
  { wallNow, actor, today }: PipelineContext,
): Answer => {
  const { credential, validDays, endOthersAfterHours, publicKey } = command;
  if (state.status === 'SUSPENDED') return wrongState(state.status, command.type);
  const valid = state.credentials.filter((each) => isValidCredential(each, wallNow));
  // Those that are ended at once do not count any more.
  const staying = endOthersAfterHours === 0 ? 0 : valid.length;
  const refusals = [
    ...checkPublicKey({ authentication: state.authentication, given: publicKey !== undefined }),
    ...checkCredentials(staying),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  return accepted({
    type: 'pipeline.credential-issued',
    data: {
      credential,
      expiresAt: plus(wallNow, validDays * 24),
      othersUntil: endOthersAfterHours === undefined ? null : plus(wallNow, endOthersAfterHours),
      by: actor.id,
      on: today,
    },
  });
};

const unique = (scopes: readonly string[]): string[] => [...new Set(scopes)].toSorted();

const evolve = (state: PipelineState, event: PipelineAccountEvent): PipelineState => {
  if (event.type === 'pipeline.registered') {
    const { by: _by, on: _on, ...account } = event.data;
    return { status: 'ACTIVE', ...account, credentials: [] };
  }
  if (state.status === 'NONE') return state;
  switch (event.type) {
    case 'pipeline.scopes-changed': {
      const { scopes, events, quotas } = event.data;
      return { ...state, scopes, events, quotas };
    }
    case 'pipeline.credential-issued': {
      const { credential: id, expiresAt, othersUntil, on: issuedOn } = event.data;
      const others = state.credentials.map((other) =>
        othersUntil !== null && other.expiresAt > othersUntil ? { ...other, expiresAt: othersUntil } : other,
      );
      return { ...state, credentials: [...others, { id, issuedOn, expiresAt, revoked: false }] };
    }
    case 'pipeline.credential-revoked': {
      const { credential } = event.data;
      const credentials = state.credentials.map((each) => (each.id === credential ? { ...each, revoked: true } : each));
      return { ...state, credentials };
    }
    case 'pipeline.suspended':
      return { ...state, status: 'SUSPENDED' };
    case 'pipeline.reinstated':
      return { ...state, status: 'ACTIVE' };
  }
};

/** Accounts of programs: what each may do, in whose name, and by which credentials. */
export const pipelineDecider: Decider<PipelineState, PipelineCommand, PipelineAccountEvent, PipelineContext> = {
  noun: 'pipeline',
  initial: { status: 'NONE' },
  decide,
  evolve,
};
