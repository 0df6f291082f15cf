import { existsSync, readFileSync } from 'node:fs';
import { NuanchaoClient, NuanchaoProblem, credentialTokens, type KeyStore } from '#libs/client';
import { writeDurably } from './programme-file.js';

/** Where the product is. */
export interface ProductAddress {
  readonly gateway: string;
  readonly issuer: string;
}

/** What a program is registered with. */
export interface ProgramWish {
  /** Its client id becomes `pipeline.<name>`. */
  readonly name: string;
  readonly ownerUnit: string;
  readonly organisation?: string;
  readonly scopes: readonly Scope[];
}

type Scope = 'applications:create' | 'applications:seal-plan' | 'applications:submit' | 'documents:upload' | Reading;
type Reading = 'applications:read' | 'plans:read' | 'approvals:read' | 'events:read' | Deciding;
type Deciding = 'decide:formal-check';

export interface AccountOptions {
  readonly product: ProductAddress;
  /** An operator's client: SYS_ADMIN registers programs. */
  readonly operator: NuanchaoClient;
  readonly keys: KeyStore;
  /** Secrets of the programs, readable by its owner alone, and the same for all runs: the accounts are the same, too. */
  readonly file: string;
  readonly waiting: (why: string) => void;
}

/** Gives programs their accounts and keeps their secrets, which the product shows once and never again. */
export class ProgramAccounts {
  constructor(private readonly options: AccountOptions) {}

  /** A client that acts as this program, which is registered first when it is not there. */
  async clientOf(wish: ProgramWish): Promise<NuanchaoClient> {
    const { product, keys, waiting } = this.options;
    const clientId = `pipeline.${wish.name}`;
    const clientSecret = this.secrets()[clientId] ?? (await this.newSecret(clientId, wish));
    const tokens = credentialTokens({ issuer: product.issuer, clientId, clientSecret });
    return new NuanchaoClient({ gateway: product.gateway, tokens, keys, waiting });
  }

  private async newSecret(clientId: string, wish: ProgramWish): Promise<string> {
    await this.register(clientId, wish);
    for (let attempt = 1; ; attempt += 1) {
      const { clientSecret } = await this.options.operator.call('pipelines', 'POST /pipelines/{id}/credentials', {
        path: { id: clientId },
        body: { endOthersAfterHours: 0 },
        intent: `credential/${clientId}/${attempt}`,
      });
      // A repeat shows no secret: it went down with the process that had asked. The next one takes its place at once.
      if (clientSecret === undefined) continue;
      writeDurably(this.options.file, JSON.stringify({ ...this.secrets(), [clientId]: clientSecret }, null, 2));
      return clientSecret;
    }
  }

  private secrets(): Readonly<Record<string, string>> {
    const { file } = this.options;
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  }

  /** Registers the program, unless an earlier run of another folder has done so. */
  private async register(clientId: string, { scopes, ...wish }: ProgramWish): Promise<void> {
    const { operator } = this.options;
    try {
      const body = { ...wish, scopes };
      await operator.call('pipelines', 'POST /pipelines', { body, intent: `register/${clientId}` });
    } catch (error) {
      // It is registered already: its account is there and gets another secret.
      if (!(error instanceof NuanchaoProblem) || error.rule !== 'G-STATE') throw error;
    }
  }
}
