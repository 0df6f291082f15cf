import { Injectable } from '@nestjs/common';
import { holds, refusal, type Actor, type EventFilter, type SubscriptionView } from '#libs/contracts';
import { NotFound } from '#libs/aggregate';
import {
  signingSecrets,
  subscriptionDecider,
  type LiveSubscription,
  type RegisteredPipeline,
  type SubscriptionState,
} from '#libs/domain';
import { ProblemError } from '#libs/http';
import { ServiceStore } from '#libs/service';
import { AccountRepository, accountIdOf, wallNow } from '../account/account.repository.js';
import { positionAt } from '../feed/feed-position.policy.js';
import { scopeOfAccount, type FeedScope } from '../feed/feed.policy.js';
import { Endpoints } from './endpoint.storage.js';
import { WebhookStorage } from './webhook.storage.js';

/** What is sent where now, and signed by what. */
export interface WebhookTarget {
  readonly scope: FeedScope;
  readonly url: string;
  readonly secrets: readonly string[];
  readonly version: number;
}

export interface FoundSubscription {
  readonly id: string;
  readonly state: LiveSubscription;
  readonly version: number;
}

/** More than the sum of all quotas will ever be. */
const SUBSCRIPTIONS_MAX = 10_000;

/** A subscription is its owner's alone; the operator helps every owner. */
export const ownsSubscription = (state: SubscriptionState, actor: Actor): boolean =>
  state.status !== 'NONE' && (holds(actor, 'SYS_ADMIN') || accountIdOf(state.clientId) === actor.id);

/** Subscriptions as they stand. */
@Injectable()
export class SubscriptionRepository {
  constructor(
    private readonly store: ServiceStore,
    private readonly accounts: AccountRepository,
    readonly endpoints: Endpoints,
    private readonly webhooks: WebhookStorage,
  ) {}

  /**
   * The caller's account, which has to be registered here: messages go out when no token of it is at hand.
   * @throws ProblemError G-FORBIDDEN
   */
  async account(actor: Actor): Promise<RegisteredPipeline> {
    const account = await this.accounts.assertActive(actor, 'webhooks:manage');
    if (account === undefined) throw forbidden('a registered account');
    if (!account.scopes.includes('events:read')) throw forbidden('scope events:read');
    return account;
  }

  /** Those that are not deleted. */
  async live(): Promise<readonly FoundSubscription[]> {
    const found = await this.store.aggregates.list(subscriptionDecider, { limit: SUBSCRIPTIONS_MAX });
    return found.flatMap(({ subject, state, version }) =>
      state.status === 'NONE' || state.status === 'DELETED'
        ? []
        : [{ id: subject.slice(subscriptionDecider.noun.length + 1), state, version }],
    );
  }

  async find(id: string): Promise<FoundSubscription | undefined> {
    const live = await this.store.aggregates.load(subscriptionDecider, `${subscriptionDecider.noun}/${id}`);
    return live === undefined || live.state.status === 'NONE'
      ? undefined
      : { id, state: live.state, version: live.version };
  }

  /** One that the caller may see. @throws NotFound */
  async seen(id: string, actor: Actor): Promise<FoundSubscription> {
    const found = await this.find(id);
    if (found === undefined || found.state.status === 'DELETED' || !ownsSubscription(found.state, actor)) {
      throw new NotFound(`subscription/${id}`);
    }
    return found;
  }

  /** All that the caller may see. */
  async seenBy(actor: Actor): Promise<readonly FoundSubscription[]> {
    return (await this.live()).filter(({ state }) => ownsSubscription(state, actor));
  }

  /** Undefined while nothing is to be sent: it is not active, or its account may not follow events now. */
  async target(id: string): Promise<WebhookTarget | undefined> {
    const found = await this.find(id);
    if (found?.state.status !== 'ACTIVE') return undefined;
    const { clientId, endpointHash, events } = found.state;
    const account = await this.accounts.find(clientId);
    if (account?.state.status !== 'ACTIVE' || !account.state.scopes.includes('events:read')) return undefined;
    return {
      scope: scopeOfAccount(account.state, [account.state.events, events satisfies EventFilter]),
      url: await this.endpoints.find(endpointHash),
      secrets: await this.webhooks.secrets.find(signingSecrets(found.state, wallNow())),
      version: found.version,
    };
  }

  async view({ id, state, version }: FoundSubscription): Promise<SubscriptionView> {
    const progress = await this.webhooks.progress.find(id);
    const { clientId, status, why, events, endpointHash } = state;
    return {
      id,
      clientId,
      status: status === 'ACTIVE' ? 'ACTIVE' : 'DISABLED',
      why,
      version,
      url: await this.endpoints.find(endpointHash),
      events: { ...events },
      position: positionAt(progress?.next ?? 0),
      waiting:
        progress?.waitingFor == null
          ? null
          : {
              message: progress.waitingFor,
              attempts: progress.failures,
              nextAttemptAt: progress.dueAt.toISOString(),
            },
      deadLetters: (await this.webhooks.letters.list(id)).length,
      secrets: signingSecrets(state, wallNow()).length,
      failingSince: progress?.failingSince?.toISOString() ?? null,
      lastSuccessAt: progress?.lastSuccessAt?.toISOString() ?? null,
    };
  }
}

const forbidden = (needs: string): ProblemError => new ProblemError([refusal('G-FORBIDDEN', '', { needs })]);
