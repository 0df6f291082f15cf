import { Injectable } from '@nestjs/common';
import { refusal, type Actor, type PipelineScope, type PipelineView } from '#libs/contracts';
import { sha256Hex } from '#libs/aggregate';
import { isValidCredential, pipelineDecider, type PipelineContext, type RegisteredPipeline } from '#libs/domain';
import { ProblemError } from '#libs/http';
import { ServiceStore } from '#libs/service';
import { CredentialStorage } from './credential.storage.js';

/** Client ids of registered programs begin with this, so that none is ever that of somebody else at the issuer. */
export const CLIENT_PREFIX = 'pipeline.';

/** The account's id: opaque, and the same as its actor id in events. Takes the client id or the id itself. */
export const accountIdOf = (text: string): string =>
  text.startsWith(CLIENT_PREFIX) ? `p-${sha256Hex(Buffer.from(text)).slice(0, 12)}` : text;

/** The moment by which credentials and signatures live; they never follow the office clock. */
export const wallNow = (): string => new Date().toISOString();

/** Accounts as they stand. */
@Injectable()
export class AccountRepository {
  constructor(
    private readonly store: ServiceStore,
    private readonly credentials: CredentialStorage,
  ) {}

  /** A registered account by client id or actor id; undefined for programs that another issuer knows. */
  async find(text: string): Promise<{ readonly state: RegisteredPipeline; readonly version: number } | undefined> {
    const live = await this.store.aggregates.load(pipelineDecider, `${pipelineDecider.noun}/${accountIdOf(text)}`);
    return live === undefined || live.state.status === 'NONE'
      ? undefined
      : { state: live.state, version: live.version };
  }

  /**
   * The account behind a pipeline's token, as it stands now: a scope that was taken away, or a suspension, holds at once
   * here and not only when the token has expired. Undefined for a program that is not registered here.
   * @throws ProblemError G-FORBIDDEN
   */
  async assertActive(actor: Actor, scope: PipelineScope): Promise<RegisteredPipeline | undefined> {
    const found = await this.find(actor.id);
    if (found === undefined) return undefined;
    const { status, scopes } = found.state;
    if (status === 'SUSPENDED') throw forbidden('an account that is not suspended');
    if (!scopes.includes(scope)) throw forbidden(`scope ${scope}`);
    return found.state;
  }

  async list(): Promise<readonly PipelineView[]> {
    const found = await this.store.aggregates.list(pipelineDecider);
    return Promise.all(
      found.flatMap(({ state, version }) => (state.status === 'NONE' ? [] : [this.view(state, version)])),
    );
  }

  async view(state: RegisteredPipeline, version: number): Promise<PipelineView> {
    const now = wallNow();
    const used = await this.credentials.lastUses(state.credentials.map(({ id }) => id));
    const { credentials, quotas, events, scopes, ...rest } = state;
    return {
      ...rest,
      version,
      scopes: [...scopes],
      events: { ...events },
      quotas: { ...quotas },
      credentials: credentials.map((each) => ({
        credential: each.id,
        issuedOn: each.issuedOn,
        expiresAt: each.expiresAt,
        status: each.revoked ? 'revoked' : isValidCredential(each, now) ? 'valid' : 'expired',
        lastUsedAt: used.get(each.id) ?? null,
      })),
    };
  }
}

const forbidden = (needs: string): ProblemError => new ProblemError([refusal('G-FORBIDDEN', '', { needs })]);

/** What the account's decider knows beside the command. */
export const accountContext = (base: Omit<PipelineContext, 'wallNow'>): PipelineContext => ({
  ...base,
  wallNow: wallNow(),
});
