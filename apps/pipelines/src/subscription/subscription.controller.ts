import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ChangeSubscription,
  CreateSubscription,
  ReplaySubscription,
  RotateSecret,
  SecretAnswer,
  SubscriptionList,
  SubscriptionOrder,
  SubscriptionView,
  WebhookAttemptList,
  WebhookDeadLetterList,
  type Actor,
  type CommandAnswer,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { NotFound, creatingId } from '#libs/aggregate';
import { signingSecrets, subscriptionDecider, type RegisteredPipeline, type SubscriptionCommand } from '#libs/domain';
import { Answer, CommandMeta, PathId } from '#libs/http';
import { CommandDesk } from '#libs/service';
import { wallNow } from '../account/account.repository.js';
import { FeedReader } from '../feed/feed-reader.view.js';
import { SubscriptionRepository, ownsSubscription, type FoundSubscription } from './subscription.repository.js';
import { letterView } from './webhook-letter.storage.js';
import { WebhookStorage } from './webhook.storage.js';

const SCOPE = 'webhooks:manage';
const OWNER = { kind: 'machine', roles: ['PIPELINE'], scope: SCOPE } as const;
/** The operator sees every subscription, and may stop it and have it go on. */
const OWNER_OR_OPERATOR = { kind: 'any', roles: ['PIPELINE', 'SYS_ADMIN'], scope: SCOPE } as const;

/** Addresses of programs that are told of what happens, by Standard Webhooks. */
@Allow(OWNER)
@Controller('subscriptions')
export class SubscriptionController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly subscriptions: SubscriptionRepository,
    private readonly webhooks: WebhookStorage,
    private readonly reader: FeedReader,
  ) {}

  /** The secret is in this answer alone. It is kept before the event, and signs nothing without it. */
  @Answer(SecretAnswer)
  @Post()
  async create(
    @Body({ schema: CreateSubscription }) body: CreateSubscription,
    @CommandMeta() meta: CommandMeta,
  ): Promise<SecretAnswer> {
    const account = await this.subscriptions.account(meta.actor);
    const id = creatingId(meta.actor.id, meta.key);
    const secret = creatingId(meta.actor.id, `secret ${meta.key}`);
    const isThere = (await this.subscriptions.find(id)) !== undefined;
    const from = await this.reader.indexFrom(body.from, '/from');
    const { clientId } = account;
    const endpointHash = await this.endpoint(body.url, account, meta);
    if (!meta.dryRun && !isThere) await this.webhooks.progress.begin(id, from);
    const command = { type: 'create', clientId, endpointHash, events: body.events, secret } as const;
    return this.withSecret({ id, secret, isThere }, meta, () => this.run(id, command, body, meta, account));
  }

  @Post(':id/address')
  @HttpCode(200)
  async change(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ChangeSubscription }) body: ChangeSubscription,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const account = await this.subscriptions.account(meta.actor);
    await this.own(id, meta.actor);
    const { url, events } = body;
    const endpointHash = await this.endpoint(url, account, meta);
    const answer = await this.run(id, { type: 'change', endpointHash, events }, body, meta, account);
    if (!meta.dryRun && !answer.repeated) await this.webhooks.progress.retryNow(id);
    return answer;
  }

  /** Both secrets sign until the overlap is over, then the new one alone. The secret is in this answer alone. */
  @Answer(SecretAnswer)
  @Post(':id/secrets')
  @HttpCode(200)
  async rotate(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: RotateSecret }) body: RotateSecret,
    @CommandMeta() meta: CommandMeta,
  ): Promise<SecretAnswer> {
    await this.subscriptions.account(meta.actor);
    const { state } = await this.own(id, meta.actor);
    const secret = creatingId(meta.actor.id, `secret ${meta.key}`);
    const isThere = state.secrets.some((each) => each.id === secret);
    const valid = signingSecrets(state, wallNow());
    const overlapUntil = new Date(Date.now() + body.overlapHours * 3_600_000).toISOString();
    const answer = await this.withSecret({ id, secret, isThere }, meta, () =>
      this.run(id, { type: 'rotate-secret', secret, overlapUntil }, body, meta),
    );
    const retired = state.secrets.map((each) => each.id).filter((each) => !valid.includes(each));
    if (!meta.dryRun) await this.webhooks.secrets.forget(retired);
    return answer;
  }

  @Post(':id/replay')
  @HttpCode(200)
  async replay(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ReplaySubscription }) body: ReplaySubscription,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    await this.subscriptions.account(meta.actor);
    await this.own(id, meta.actor);
    const command: SubscriptionCommand = { type: 'replay', what: 'from' in body ? 'position' : 'message' };
    const from = 'from' in body ? await this.reader.indexFrom(body.from, '/from') : undefined;
    if ('message' in body) {
      const letters = await this.webhooks.letters.list(id);
      if (!letters.some(({ message }) => message === body.message)) throw new NotFound(`message ${body.message}`);
    }
    const foreseen = await this.run(id, command, body, { ...meta, dryRun: true });
    // The effect comes before its fact: a death between the two leaves messages that are sent again, which does no harm,
    // and the caller, who has no answer, asks once more.
    if (!meta.dryRun && !foreseen.repeated) {
      if (from !== undefined) await this.webhooks.progress.rewind(id, from);
      else await this.webhooks.letters.queue(id, 'message' in body ? body.message : undefined);
    }
    return meta.dryRun ? foreseen : this.run(id, command, body, meta);
  }

  @Allow(OWNER_OR_OPERATOR)
  @Post(':id/disabling')
  @HttpCode(200)
  async disable(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SubscriptionOrder }) body: SubscriptionOrder,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'disable', why: 'owner' }, body, meta);
  }

  /** Goes on where it stood: nothing that happened meanwhile is left out. */
  @Allow(OWNER_OR_OPERATOR)
  @Post(':id/enabling')
  @HttpCode(200)
  async enable(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SubscriptionOrder }) body: SubscriptionOrder,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const answer = await this.run(id, { type: 'enable' }, body, meta);
    if (!meta.dryRun && !answer.repeated) await this.webhooks.progress.retryNow(id);
    return answer;
  }

  @Post(':id/deletion')
  @HttpCode(200)
  async delete(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SubscriptionOrder }) body: SubscriptionOrder,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const found = await this.subscriptions.find(id);
    const answer = await this.run(id, { type: 'delete' }, body, meta);
    if (!meta.dryRun) await this.webhooks.secrets.forget((found?.state.secrets ?? []).map((each) => each.id));
    return answer;
  }

  @Allow(OWNER_OR_OPERATOR)
  @Answer(SubscriptionList)
  @Get()
  async list(@CurrentActor() actor: Actor): Promise<SubscriptionList> {
    const found = await this.subscriptions.seenBy(actor);
    return { subscriptions: await Promise.all(found.map((each) => this.subscriptions.view(each))) };
  }

  @Allow(OWNER_OR_OPERATOR)
  @Answer(SubscriptionView)
  @Get(':id')
  async show(@Param('id', { schema: PathId }) id: string, @CurrentActor() actor: Actor): Promise<SubscriptionView> {
    return this.subscriptions.view(await this.own(id, actor));
  }

  @Allow(OWNER_OR_OPERATOR)
  @Answer(WebhookDeadLetterList)
  @Get(':id/dead-letters')
  async deadLetters(
    @Param('id', { schema: PathId }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<WebhookDeadLetterList> {
    await this.own(id, actor);
    return { deadLetters: (await this.webhooks.letters.list(id)).map(letterView) };
  }

  @Allow(OWNER_OR_OPERATOR)
  @Answer(WebhookAttemptList)
  @Get(':id/attempts')
  async attempts(
    @Param('id', { schema: PathId }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<WebhookAttemptList> {
    await this.own(id, actor);
    return { attempts: await this.webhooks.progress.attempts(id) };
  }

  private own(id: string, actor: Actor): Promise<FoundSubscription> {
    return this.subscriptions.seen(id, actor);
  }

  /** Durable before the event that names it; in a dry run only its hash. */
  private endpoint(url: string, { actor: caseId }: RegisteredPipeline, { actor, key }: CommandMeta): Promise<string> {
    return this.subscriptions.endpoints.keep(url, { caller: actor.id, key, caseId });
  }

  /** `account` makes it the command of that account, which creates the subscription or changes where it leads. */
  private run(
    id: string,
    command: SubscriptionCommand,
    body: object,
    meta: CommandMeta,
    account?: RegisteredPipeline,
  ): Promise<CommandAnswer> {
    return this.desk.run({
      decider: subscriptionDecider,
      id,
      ...(command.type === 'create' && account !== undefined ? { creates: { caseId: account.actor } } : {}),
      command,
      name: `subscription.${command.type}`,
      body,
      meta,
      visible: ownsSubscription,
      context: async (base) => {
        if (account === undefined) return base;
        const own = (await this.subscriptions.seenBy(meta.actor)).filter((each) => each.id !== id);
        const endpointFault = 'url' in body ? await this.subscriptions.endpoints.fault(String(body.url)) : null;
        const { ownerUnit, quotas } = account;
        return { ...base, account: { ownerUnit, quotas, subscriptions: own.length }, endpointFault };
      },
    });
  }

  /** Keeps a new secret, runs the command that names it, and answers with it. */
  private async withSecret(
    { id, secret, isThere }: { readonly id: string; readonly secret: string; readonly isThere: boolean },
    { dryRun }: CommandMeta,
    command: () => Promise<CommandAnswer>,
  ): Promise<SecretAnswer> {
    const text = dryRun || isThere ? undefined : await this.webhooks.secrets.keep(secret, id);
    const answer = await command();
    // Of two requests with one key at the same moment the secret of the later stands; whose does not, shows none.
    const stands =
      text !== undefined && !answer.repeated && (await this.webhooks.secrets.stands(secret, text)) ? text : undefined;
    return { ...answer, ...(stands === undefined ? {} : { secret: stands }) };
  }
}
