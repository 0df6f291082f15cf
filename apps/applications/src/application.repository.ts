import { Injectable } from '@nestjs/common';
import { addWorkingDays, dueDateOf } from '#libs/calendar';
import {
  refusal,
  type Actor,
  type CommandAnswer,
  type CreateApplication,
  type DueDate,
  type Position,
} from '#libs/contracts';
import {
  StaleVersion,
  creatingId,
  type AggregateStore,
  type LoadedAggregate,
  type StoredDocument,
} from '#libs/aggregate';
import {
  applicationClaim,
  applicationDecider,
  caseNumber,
  changedAt,
  settledSequence,
  type ApplicationCommand,
  type ApplicationContext,
  type ApplicationState,
} from '#libs/domain';
import type { CommandMeta } from '#libs/http';
import { CommandDesk, Positions, ServiceStore } from '#libs/service';
import { LISTED_UNIONS, PLAN_MEDIA_TYPE, holdsInUnion, mayReadPlan, maySee } from './application.policy.js';
import { EmployerUnionRepository } from './employer-union.repository.js';

/** Who may give a command: a person of the application's own union in this role, or the worker. */
export type Commander = 'GU_HANDLER' | 'GU_CHAIR' | 'WORKER';

/** Working days by the published calendar. */
const countDue = (startedOn: string, workingDays: number): DueDate => dueDateOf(addWorkingDays(startedOn, workingDays));

/** What only a new draft is checked against. */
const NOT_CREATING = { claimTakenBy: null, employerUnion: null, barredUntil: null } as const;

interface ApplicationOrder {
  readonly id: string;
  readonly by: Commander;
  readonly command: ApplicationCommand;
  readonly body: unknown;
  readonly meta: CommandMeta;
}

/**
 * Plans are for the readers of plans, other documents of a case for whoever may see the case; one without a case is for
 * whoever knows its hash.
 */
export const mayReadDocument = async (
  actor: Actor,
  { caseId, mediaType }: Pick<StoredDocument, 'caseId' | 'mediaType'>,
  aggregates: AggregateStore,
): Promise<boolean> => {
  if (caseId === '') return true;
  const live = await aggregates.load(applicationDecider, `${applicationDecider.noun}/${caseId}`);
  if (live === undefined) return true;
  return mediaType === PLAN_MEDIA_TYPE ? mayReadPlan(live.state, actor) : maySee(live.state, actor);
};

/** A file is added to a case by whoever sees the case; one that is not there yet has no files. */
export const mayUploadTo = async (actor: Actor, caseId: string, aggregates: AggregateStore): Promise<boolean> => {
  const live = await aggregates.load(applicationDecider, `${applicationDecider.noun}/${caseId}`);
  return live !== undefined && maySee(live.state, actor);
};

/** Applications as aggregates: what the decider needs to know, and the claim that keeps them unique. */
@Injectable()
export class ApplicationRepository {
  constructor(
    private readonly desk: CommandDesk,
    private readonly store: ServiceStore,
    private readonly positions: Positions,
    private readonly unions: EmployerUnionRepository,
  ) {}

  /** @throws ProblemError R-ID-07 naming the case that is open already, also when two racers meet */
  create(body: CreateApplication, meta: CommandMeta): Promise<CommandAnswer> {
    const id = creatingId(meta.actor.id, meta.key);
    const subject = `${applicationDecider.noun}/${id}`;
    const claim = applicationClaim(body);
    return this.desk.run({
      decider: applicationDecider,
      id,
      creates: { caseId: id },
      command: { type: 'create', ...body },
      name: 'application.create',
      body,
      meta,
      claims: [
        {
          value: claim,
          taken: (owner) => refusal('R-ID-07', '/siteAddress', { caseNo: caseNumberOf(owner, body.programmeYear) }),
        },
      ],
      context: async (base, state = applicationDecider.initial) => {
        const owner = await this.store.claims.ownerOf(claim);
        const context: ApplicationContext = {
          ...base,
          id,
          listedUnions: LISTED_UNIONS,
          claimTakenBy: owner === undefined || owner === subject ? null : caseNumberOf(owner, body.programmeYear),
          employerUnion: await this.unions.boundTo(body),
          barredUntil: null,
          countDue,
          returnedPlan: null,
        };
        // Only a draft that will be there binds its employer: a refused one must not.
        const isFirst = context.employerUnion === null;
        if (!isFirst || applicationDecider.decide({ type: 'create', ...body }, state, context).kind === 'refused') {
          return context;
        }
        return { ...context, employerUnion: await this.unions.bind(body) };
      },
    });
  }

  /**
   * Any later command. A case of another union is not found. The worker's notes of how far a case is settled come at any
   * moment and change nothing for people, so they do not make an If-Match stale.
   */
  async run(order: ApplicationOrder): Promise<CommandAnswer> {
    const { id, meta } = order;
    for (;;) {
      const expectedVersion = await this.comparable(id, meta.expectedVersion);
      try {
        return await this.handIn({ ...order, meta: { ...meta, expectedVersion } });
      } catch (error) {
        const isMoved =
          error instanceof StaleVersion && (await this.comparable(id, meta.expectedVersion)) !== expectedVersion;
        if (!isMoved) throw error;
      }
    }
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
      readonly visible?: typeof maySee | undefined;
    },
  ): Promise<LoadedAggregate<ApplicationState>> {
    const { actor, after, settled, visible = maySee } = wish;
    const seen = await this.desk.read(applicationDecider, id, { actor, after, visible });
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

  private handIn({ id, by, command, body, meta }: ApplicationOrder): Promise<CommandAnswer> {
    return this.desk.run({
      decider: applicationDecider,
      id,
      command,
      name: `application.${command.type}`,
      body,
      meta,
      visible: (state, actor) => by === 'WORKER' || holdsInUnion(actor, by, state.unionUscc),
      context: (base): ApplicationContext => ({
        ...base,
        id,
        listedUnions: LISTED_UNIONS,
        countDue,
        returnedPlan: null,
        ...NOT_CREATING,
      }),
    });
  }

  /** The present version when only notes of settling came after the one that was seen, else the one that was seen. */
  private async comparable(id: string, seen: number | undefined): Promise<number | undefined> {
    if (seen === undefined) return undefined;
    const live = await this.store.aggregates.load(applicationDecider, `${applicationDecider.noun}/${id}`);
    if (live === undefined) return seen;
    const { state, version } = live;
    return seen >= changedAt(state, version) && seen <= version ? version : seen;
  }
}

/** The claim names the year, so the case that owns it is of the same one. */
const caseNumberOf = (owner: string, year: number): string => caseNumber(year, owner.slice(owner.indexOf('/') + 1));
