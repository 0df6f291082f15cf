import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ChangeScopes,
  IssueCredential,
  RegisterPipeline,
  ReinstatePipeline,
  RevokeCredential,
  SuspendPipeline,
  holds,
  type Actor,
  type CommandAnswer,
  CredentialAnswer,
  PipelineList,
  PipelineView,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { NotFound, creatingId } from '#libs/aggregate';
import { pipelineDecider, type PipelineCommand } from '#libs/domain';
import { Answer, CommandMeta, PathId } from '#libs/http';
import { CommandDesk, Documents } from '#libs/service';
import { AccountRepository, CLIENT_PREFIX, accountContext, accountIdOf } from './account.repository.js';
import { CredentialStorage } from './credential.storage.js';

/** The operator's register of programs: scopes, credentials, suspension. */
@Allow({ kind: 'human', roles: ['SYS_ADMIN'] })
@Controller('pipelines')
export class AccountController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly accounts: AccountRepository,
    private readonly credentials: CredentialStorage,
    private readonly documents: Documents,
  ) {}

  @Post()
  register(
    @Body({ schema: RegisterPipeline }) body: RegisterPipeline,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const clientId = `${CLIENT_PREFIX}${body.name}`;
    const id = accountIdOf(clientId);
    return this.desk.run({
      decider: pipelineDecider,
      id,
      creates: { caseId: id },
      command: { type: 'register', clientId, account: id, ...body },
      name: 'pipeline.register',
      body,
      meta,
      context: accountContext,
    });
  }

  @Post(':id/scopes')
  @HttpCode(200)
  changeScopes(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ChangeScopes }) body: ChangeScopes,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'change-scopes', ...body }, body, meta);
  }

  /** The secret is in this answer alone. It is kept before the event, and opens nothing without it. */
  @Answer(CredentialAnswer)
  @Post(':id/credentials')
  @HttpCode(200)
  async issueCredential(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: IssueCredential }) body: IssueCredential,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CredentialAnswer> {
    const account = accountIdOf(id);
    const found = await this.accounts.find(account);
    if (found === undefined) throw new NotFound(`pipeline/${id}`);
    const { clientId, credentials, authentication } = found.state;
    const credential = creatingId(meta.actor.id, meta.key);
    const isThere = credentials.some((each) => each.id === credential);
    const mayKeep = !meta.dryRun && !isThere;
    const { publicKey } = body;
    if (mayKeep && publicKey !== undefined) await this.credentials.keepKey(credential, account, publicKey);
    const secret =
      mayKeep && authentication === 'client-secret'
        ? await this.credentials.keepSecret(credential, account)
        : undefined;
    const answer = await this.run(account, { type: 'issue-credential', credential, ...body }, body, meta);
    // Of two requests with one key at the same moment the secret of the later stands; whose does not, shows none.
    const stands = secret !== undefined && !answer.repeated && (await this.credentials.isSecret(credential, secret));
    return { ...answer, clientId, credential, ...(stands ? { clientSecret: secret } : {}) };
  }

  @Post(':id/credentials/:credential/revocation')
  @HttpCode(200)
  revokeCredential(
    @Param('id', { schema: PathId }) id: string,
    @Param('credential', { schema: PathId }) credential: string,
    @Body({ schema: RevokeCredential }) body: RevokeCredential,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'revoke-credential', credential, ...body }, { ...body, credential }, meta);
  }

  @Post(':id/suspension')
  @HttpCode(200)
  async suspend(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SuspendPipeline }) body: SuspendPipeline,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'suspend', reasonHash: await this.reason(id, body, meta) }, body, meta);
  }

  @Post(':id/reinstatement')
  @HttpCode(200)
  async reinstate(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: ReinstatePipeline }) body: ReinstatePipeline,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'reinstate', reasonHash: await this.reason(id, body, meta) }, body, meta);
  }

  @Allow({ kind: 'human', roles: ['SYS_ADMIN', 'MU_AUDIT'] })
  @Answer(PipelineList)
  @Get()
  async list(): Promise<PipelineList> {
    return { pipelines: [...(await this.accounts.list())] };
  }

  /** An account may see itself; any other is not found. */
  @Allow({ kind: 'any', roles: ['SYS_ADMIN', 'MU_AUDIT', 'PIPELINE'], scope: 'events:read' })
  @Answer(PipelineView)
  @Get(':id')
  async show(@Param('id', { schema: PathId }) id: string, @CurrentActor() actor: Actor): Promise<PipelineView> {
    const found = await this.accounts.find(id);
    const isForeign = holds(actor, 'PIPELINE') && accountIdOf(id) !== actor.id;
    if (found === undefined || isForeign) throw new NotFound(`pipeline/${id}`);
    return this.accounts.view(found.state, found.version);
  }

  private run(id: string, command: PipelineCommand, body: unknown, meta: CommandMeta): Promise<CommandAnswer> {
    const name = `pipeline.${command.type}`;
    const context = accountContext;
    return this.desk.run({ decider: pipelineDecider, id: accountIdOf(id), command, name, body, meta, context });
  }

  /** Only for an account that is there. */
  private async reason(id: string, { reasonText }: SuspendPipeline, meta: CommandMeta): Promise<string> {
    const account = accountIdOf(id);
    await this.desk.load(pipelineDecider, account);
    return this.documents.storeJson(
      { text: reasonText },
      { caller: meta.actor.id, key: meta.key, part: 'reason', caseId: account },
    );
  }
}
