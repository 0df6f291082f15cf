import {
  accept,
  refusal,
  refuse,
  type Decider,
  type Decision,
  type DecisionContext,
  type EventFilter,
  type PipelineEvent,
  type PipelineQuotas,
  type Task,
} from '#libs/contracts';
import { checkFilterUnits, checkQuota, endpointRefused } from '#libs/policy';

/** A signing secret by its id; it signs until then, by wall time, or for good. */
export interface SigningSecret {
  readonly id: string;
  readonly until: string | null;
}

interface Subscribed {
  readonly status: 'ACTIVE' | 'DISABLED' | 'DELETED';
  readonly clientId: string;
  readonly endpointHash: string;
  readonly events: EventFilter;
  /** The newest last. */
  readonly secrets: readonly SigningSecret[];
  readonly why: 'owner' | 'failing' | 'gone' | null;
  readonly disabledOn: string | null;
}
export type SubscriptionState = { readonly status: 'NONE' } | Subscribed;
export type LiveSubscription = Subscribed;

export type SubscriptionEvent = Extract<PipelineEvent, { type: `subscription.${string}` }>;

interface Addressed {
  readonly endpointHash: string;
  readonly events: EventFilter;
}

export type SubscriptionCommand =
  | ({ readonly type: 'create'; readonly clientId: string; readonly secret: string } & Addressed)
  | ({ readonly type: 'change' } & Addressed)
  | { readonly type: 'rotate-secret'; readonly secret: string; readonly overlapUntil: string }
  | { readonly type: 'replay'; readonly what: 'position' | 'message' }
  | { readonly type: 'disable'; readonly why: 'owner' | 'failing' | 'gone' }
  | { readonly type: 'enable' }
  | { readonly type: 'delete' };

/** What is known of the account and of the address when a subscription is made or changed. */
export interface SubscriptionContext extends DecisionContext {
  readonly account?:
    { readonly ownerUnit: string; readonly quotas: PipelineQuotas; readonly subscriptions: number } | undefined;
  /** Why nothing may be sent to the address; null when it may. */
  readonly endpointFault?: string | null | undefined;
}

/** Every message is signed by each, so their number has an end: the oldest of more signs no longer. */
const SECRETS_MAX = 4;

/** Those that sign at this moment of wall time, the newest first. */
export const signingSecrets = ({ secrets }: Pick<LiveSubscription, 'secrets'>, wallNow: string): readonly string[] =>
  secrets
    .filter(({ until }) => until === null || until > wallNow)
    .map(({ id }) => id)
    .toReversed();

const earlier = (until: string | null, other: string): string => (until === null || until > other ? other : until);

type Answer = Decision<SubscriptionEvent>;
const wrongState = (state: string, command: string) => refuse(refusal('G-STATE', '', { state, command }));

const decide = (command: SubscriptionCommand, state: SubscriptionState, context: SubscriptionContext): Answer => {
  const by = { by: context.actor.id, on: context.today };
  if (command.type === 'create') {
    if (state.status !== 'NONE') return wrongState(state.status, command.type);
    const used = (context.account?.subscriptions ?? 0) + 1;
    const max = context.account?.quotas.subscriptions ?? 0;
    const refusals = [...checkAddressed(command, context), ...checkQuota({ used, max, what: 'subscriptions' })];
    if (refusals.length > 0) return refuse(...refusals);
    const { clientId, endpointHash, events, secret } = command;
    return accept([{ type: 'subscription.created', data: { clientId, endpointHash, events, secret, ...by } }]);
  }
  if (state.status === 'NONE' || state.status === 'DELETED') return wrongState(state.status, command.type);
  switch (command.type) {
    case 'change': {
      const refusals = checkAddressed(command, context);
      if (refusals.length > 0) return refuse(...refusals);
      const { endpointHash, events } = command;
      return accept([{ type: 'subscription.changed', data: { endpointHash, events, ...by } }]);
    }
    case 'rotate-secret': {
      const { secret, overlapUntil } = command;
      return accept([{ type: 'subscription.secret-rotated', data: { secret, overlapUntil, ...by } }]);
    }
    case 'replay':
      return accept([{ type: 'subscription.replayed', data: { what: command.what, ...by } }]);
    case 'disable':
      if (state.status === 'DISABLED') return wrongState(state.status, command.type);
      return accept([{ type: 'subscription.disabled', data: { why: command.why, ...by } }]);
    case 'enable':
      if (state.status === 'ACTIVE') return wrongState(state.status, command.type);
      return accept([{ type: 'subscription.enabled', data: by }]);
    case 'delete':
      return accept([{ type: 'subscription.deleted', data: by }]);
  }
};

const checkAddressed = ({ events }: Addressed, { account, endpointFault }: SubscriptionContext) => [
  ...(endpointFault === null || endpointFault === undefined ? [] : [endpointRefused(endpointFault, '/url')]),
  ...checkFilterUnits(events.units ?? [], account?.ownerUnit ?? '', '/events/units'),
];

const evolve = (state: SubscriptionState, event: SubscriptionEvent): SubscriptionState => {
  if (event.type === 'subscription.created') {
    const { clientId, endpointHash, events, secret: id } = event.data;
    const secrets = [{ id, until: null }];
    return { status: 'ACTIVE', clientId, endpointHash, events, secrets, why: null, disabledOn: null };
  }
  if (state.status === 'NONE') return state;
  switch (event.type) {
    case 'subscription.changed': {
      const { endpointHash, events } = event.data;
      return { ...state, endpointHash, events };
    }
    case 'subscription.secret-rotated': {
      const { secret: id, overlapUntil } = event.data;
      const others = state.secrets.map((other) => ({ ...other, until: earlier(other.until, overlapUntil) }));
      return { ...state, secrets: [...others, { id, until: null }].slice(-SECRETS_MAX) };
    }
    case 'subscription.replayed':
      return state;
    case 'subscription.disabled':
      return { ...state, status: 'DISABLED', why: event.data.why, disabledOn: event.data.on };
    case 'subscription.enabled':
      return { ...state, status: 'ACTIVE', why: null, disabledOn: null };
    case 'subscription.deleted':
      return { ...state, status: 'DELETED' };
  }
};

/** Addresses of programs that are sent events. What was sent to them is not a fact of the office and stands elsewhere. */
export const subscriptionDecider: Decider<
  SubscriptionState,
  SubscriptionCommand,
  SubscriptionEvent,
  SubscriptionContext
> = { noun: 'subscription', initial: { status: 'NONE' }, decide, evolve };

/** A subscription that stopped because its receiver failed is work for the operator, who knows its owner. */
export const tasksOfSubscription = (
  state: SubscriptionState,
  head: { readonly subject: string; readonly version: number; readonly caseId: string },
): readonly Task[] => {
  if (state.status !== 'DISABLED' || state.why === 'owner' || state.disabledOn === null) return [];
  return [
    {
      subject: head.subject,
      version: head.version,
      caseId: head.caseId,
      kind: 'webhook-disabled',
      action: 'enabling',
      role: 'SYS_ADMIN',
      unit: null,
      organisation: null,
      assignee: null,
      openedOn: state.disabledOn,
      dueOn: null,
      reminded: false,
      escalation: 0,
      listing: NO_CASE,
    },
  ];
};

/** The task is about a program and not about a case. */
const NO_CASE: Task['listing'] = {
  caseNo: '',
  employerName: '',
  employerUscc: '',
  unionUscc: '',
  managingUnit: '',
  siteUnit: '',
  mode: '',
  requestedUnionFen: 0,
};
