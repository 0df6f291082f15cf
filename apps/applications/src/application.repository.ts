import { Injectable } from '@nestjs/common';
import {
  refusal,
  type Actor,
  type CommandAnswer,
  type CreateApplication,
  type Position,
  type Refusal,
} from '#libs/contracts';
import { creatingId, type AggregateStore, type LoadedAggregate, type StoredDocument } from '#libs/aggregate';
import {
  applicationClaim,
  applicationDecider,
  caseNumber,
  settledSequence,
  type ApplicationCommand,
  type ApplicationContext,
  type ApplicationState,
} from '#libs/domain';
import { ProblemError, type CommandMeta } from '#libs/http';
import { CommandDesk, Positions, ServiceStore } from '#libs/service';
import { LISTED_UNIONS, holdsInUnion, maySee } from './application.policy.js';

/** Who may give a command: a person of the application's own union in this role, or the worker. */
export type Commander = 'GU_HANDLER' | 'GU_CHAIR' | 'WORKER';

interface ApplicationOrder {
  readonly id: string;
  readonly by: Commander;
  readonly command: ApplicationCommand;
  readonly body: unknown;
  readonly meta: CommandMeta;
}

/** Documents of a case are for whoever may see the case; one without a case is for whoever knows its hash. */
export const mayReadDocument = async (
  actor: Actor,
  { caseId }: Pick<StoredDocument, 'caseId'>,
  aggregates: AggregateStore,
): Promise<boolean> => {
  if (caseId === '') return true;
  const live = await aggregates.load(applicationDecider, `${applicationDecider.noun}/${caseId}`);
  return live === undefined || maySee(live.state, actor);
};

/** Applications as aggregates: what the decider needs to know, and the claim that keeps them unique. */
@Injectable()
export class ApplicationRepository {
  constructor(
    private readonly desk: CommandDesk,
    private readonly store: ServiceStore,
    private readonly positions: Positions,
  ) {}

  /** @throws ProblemError R-ID-07 naming the case that is open already, also when two racers meet */
  async create(body: CreateApplication, meta: CommandMeta): Promise<CommandAnswer> {
    const id = creatingId(meta.actor.id, meta.key);
    const subject = `${applicationDecider.noun}/${id}`;
    const claim = applicationClaim(body);
    try {
      return await this.desk.run({
        decider: applicationDecider,
        id,
        creates: { caseId: id },
        command: { type: 'create', ...body },
        name: 'application.create',
        body,
        meta,
        claims: [{ value: claim, taken: refusal('R-ID-07', '/siteAddress', { caseNo: '' }) }],
        context: async (base) => ({
          ...base,
          id,
          listedUnions: LISTED_UNIONS,
          claimTakenBy: await this.holderOf(claim, subject, body.programmeYear),
        }),
      });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      throw new ProblemError(await this.named(error.refusals, claim, body.programmeYear));
    }
  }

  /** Any later command. A case of another union is not found. */
  run({ id, by, command, body, meta }: ApplicationOrder): Promise<CommandAnswer> {
    return this.desk.run({
      decider: applicationDecider,
      id,
      command,
      name: `application.${command.type}`,
      body,
      meta,
      visible: (state, actor) => by === 'WORKER' || holdsInUnion(actor, by, state.unionUscc),
      context: (base): ApplicationContext => ({ ...base, id, listedUnions: LISTED_UNIONS, claimTakenBy: null }),
    });
  }

  /** The same visibility as `run`, before a document is stored for the command. @throws NotFound */
  async assertCommandable(id: string, by: Commander, meta: CommandMeta): Promise<void> {
    await this.desk.read(applicationDecider, id, {
      actor: meta.actor,
      visible: (state, actor) => by === 'WORKER' || holdsInUnion(actor, by, state.unionUscc),
    });
  }

  /** @throws NotFound for a foreign case, NotYet when `after` or `settled` do not come within 5 seconds */
  async read(
    id: string,
    wish: {
      readonly actor: CommandMeta['actor'];
      readonly after?: Position | undefined;
      readonly settled?: Position | undefined;
    },
  ): Promise<LoadedAggregate<ApplicationState>> {
    const { actor, after, settled } = wish;
    const seen = await this.desk.read(applicationDecider, id, { actor, after, visible: maySee });
    if (settled === undefined) return seen;
    let latest = seen;
    await this.positions.until(async () => {
      latest = await this.desk.load(applicationDecider, id);
      return settledSequence(latest.state, settled.subject) >= settled.sequence;
    }, settled);
    return latest;
  }

  /** Hashes of these that nobody uploaded. */
  async unknownDocuments(hashes: readonly string[]): Promise<ReadonlySet<string>> {
    const unknown = new Set<string>();
    for (const hash of new Set(hashes)) {
      if (!(await this.store.documents.exists(hash))) unknown.add(hash);
    }
    return unknown;
  }

  private async holderOf(claim: string, subject: string, year: number): Promise<string | null> {
    const owner = await this.store.claims.ownerOf(claim);
    return owner === undefined || owner === subject ? null : caseNumber(year, owner.slice(owner.indexOf('/') + 1));
  }

  /** A racer that lost at the claim itself could not know to whom: names the winner now. */
  private async named(refusals: readonly Refusal[], claim: string, year: number): Promise<readonly Refusal[]> {
    if (!refusals.some((one) => one.rule === 'R-ID-07' && one.params['caseNo'] === '')) return refusals;
    const caseNo = (await this.holderOf(claim, '', year)) ?? '';
    return refusals.map((one) => (one.rule === 'R-ID-07' ? { ...one, params: { caseNo } } : one));
  }
}
