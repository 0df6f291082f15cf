import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { IssuerClient, SecretVerdict, VerifySecret } from '#libs/contracts';
import { Allow } from '#libs/access';
import { NotFound } from '#libs/aggregate';
import { isValidCredential } from '#libs/domain';
import { Answer, PathId } from '#libs/http';
import { AccountRepository, wallNow } from './account.repository.js';
import { CredentialStorage } from './credential.storage.js';

/**
 * What an issuer asks before it gives a program its token. Secrets never leave: the issuer sends what it was given and hears
 * yes or no.
 */
@Allow({ kind: 'machine', roles: ['SERVICE'] })
@Controller('issuer/clients')
export class IssuerController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly credentials: CredentialStorage,
  ) {}

  /** An account that is suspended or has no valid credential is no client. */
  @Answer(IssuerClient)
  @Get(':clientId')
  async client(@Param('clientId', { schema: PathId }) clientId: string): Promise<IssuerClient> {
    const { state, valid } = await this.opened(clientId);
    const { authentication, organisation, ownerUnit: unit, actor: sub, quotas } = state;
    const keys = authentication === 'private-key-jwt' ? await this.credentials.keysOf(valid) : [];
    return {
      clientId: state.clientId,
      authentication,
      keys: [...keys],
      scopes: [...state.scopes],
      claims: {
        sub,
        kind: 'machine',
        roles: [{ role: 'PIPELINE', unit, ...(organisation === null ? {} : { organisation }) }],
        batch_rows: quotas.batchRows,
      },
    };
  }

  /** Not a command: nothing is decided, and a secret must not be kept under an Idempotency-Key. */
  @Answer(SecretVerdict)
  @Post(':clientId/verification')
  @HttpCode(200)
  async verify(
    @Param('clientId', { schema: PathId }) clientId: string,
    @Body({ schema: VerifySecret }) { secret }: VerifySecret,
  ): Promise<SecretVerdict> {
    const { valid } = await this.opened(clientId);
    for (const id of valid) {
      if (!(await this.credentials.isSecret(id, secret))) continue;
      await this.credentials.noteUse(id);
      return { valid: true };
    }
    return { valid: false };
  }

  /** The issuer says which key signed, so that its use is shown as that of a secret is. */
  @Answer(SecretVerdict)
  @Post(':clientId/keys/:credential/use')
  @HttpCode(200)
  async used(
    @Param('clientId', { schema: PathId }) clientId: string,
    @Param('credential', { schema: PathId }) credential: string,
  ): Promise<SecretVerdict> {
    const { valid } = await this.opened(clientId);
    if (!valid.includes(credential)) return { valid: false };
    await this.credentials.noteUse(credential);
    return { valid: true };
  }

  private async opened(clientId: string) {
    const found = await this.accounts.find(clientId);
    const now = wallNow();
    const valid = (found?.state.credentials ?? []).filter((each) => isValidCredential(each, now)).map(({ id }) => id);
    if (found === undefined || found.state.status !== 'ACTIVE' || valid.length === 0) {
      throw new NotFound(`client ${clientId}`);
    }
    return { state: found.state, valid };
  }
}
