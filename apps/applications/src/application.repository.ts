import { Injectable } from '@nestjs/common';
import {
  refusal,
  type Actor,
  type CommandAnswer,
  type CreateApplication,
  type Position,
  type Settlements,
} from '#libs/contracts';
import {
  StaleVersion,
  creatingId,
  type AggregateStore,
  type ClaimWish,
  type LoadedAggregate,
  type StoredDocument,
} from '#libs/aggregate';
import {
  applicationClaim,
  applicationDecider,
  changedAt,
  type ApplicationCommand,
  type ApplicationState,
} from '#libs/domain';
import type { CommandMeta } from '#libs/http';
import { CommandDesk, ServiceStore } from '#libs/service';
import { PLAN_MEDIA_TYPE, mayCommand, mayReadPlan, maySee, type Commander } from './application.policy.js';
import { DecisionFactsRepository, caseNumberOf } from './decision-facts.repository.js';
import { SettledNotes } from './settled-notes.storage.js';

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
    private readonly notes: SettledNotes,
    private readonly facts: DecisionFactsRepository,
  ) {}

  /** @throws ProblemError R-ID-07 naming the case that is open already, also when two racers meet */
  create(body: CreateApplication, meta: CommandMeta): Promise<CommandAnswer> {
    return this.desk.run({
      decider: applicationDecider,
      id: creatingId(meta.actor.id, meta.key),
      creates: { caseId: creatingId(meta.actor.id, meta.key) },
      command: { type: 'create', ...body },
      name: 'application.create',
      body,
      meta,
      claims: [claimWish(applicationClaim(body), body.programmeYear, '/siteAddress')],
      context: (base, state) => this.facts.forDraft(body, base, state),
    });
  }

  /**
   * Any later command. A case of another union is not found. Alarms come at any moment and change nothing for people, so
   * they do not make an If-Match stale.
   */
  async run(order: ApplicationOrder): Promise<CommandAnswer> {
    const { id, meta } = order;
    for (let isMoved = false; ;) {
      const expectedVersion = await this.comparable(id, meta.expectedVersion, isMoved);
      try {
        return await this.handIn({ ...order, meta: { ...meta, expectedVersion } });
      } catch (error) {
        isMoved =
          error instanceof StaleVersion && (await this.comparable(id, meta.expectedVersion, true)) !== expectedVersion;
        if (!isMoved) throw error;
      }
    }
  }

  /** The same visibility as `run`, before a document is stored for the command. @throws NotFound */
  async assertCommandable(id: string, by: Commander, meta: CommandMeta): Promise<void> {
    await this.desk.target(applicationDecider, id, {
      actor: meta.actor,
      visible: (state, actor) => mayCommand(by, state, actor),
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
    await this.notes.waitFor(id, settled);
    return this.desk.load(applicationDecider, id);
  }

  /**
   * The worker notes that everything following from a fact is open. It changes nothing for anybody, so it has no key to
   * remember: the same note once more is the same.
   */
  async settle(id: string, settled: Position): Promise<CommandAnswer> {
    const { subject, version } = await this.desk.target(applicationDecider, id);
    await this.notes.note(id, settled);
    return { id, position: { subject, sequence: version }, version, repeated: false, notes: [] };
  }

  /** @throws NotFound */
  async settlements(id: string): Promise<Settlements> {
    await this.desk.target(applicationDecider, id);
    return { settled: await this.notes.of(id) };
  }

  private async handIn({ id, by, command, body, meta }: ApplicationOrder): Promise<CommandAnswer> {
    const subject = `${applicationDecider.noun}/${id}`;
    const answer = await this.desk.run({
      decider: applicationDecider,
      id,
      command,
      name: `application.${command.type}`,
      body,
      meta,
      visible: (state, actor) => mayCommand(by, state, actor),
      claims: command.type === 'reconsider' ? await this.claimOf(subject) : [],
      context: (base, state) => this.facts.forCommand(command, base, state),
    });
    if (command.type === 'terminate' && !meta.dryRun) await this.facts.bar(subject);
    return answer;
  }

  /** A case that is taken up again needs its employer, site and year for itself once more. */
  private async claimOf(subject: string): Promise<readonly ClaimWish[]> {
    const live = await this.store.aggregates.load(applicationDecider, subject);
    return live === undefined ? [] : [claimWish(live.state.claim, live.state.programmeYear, '')];
  }

  /**
   * The present version when only alarms came after the one that was seen, else the one that was seen. What this process
   * remembers is enough for a first try.
   */
  private async comparable(id: string, seen: number | undefined, mustLook: boolean): Promise<number | undefined> {
    if (seen === undefined) return undefined;
    const subject = `${applicationDecider.noun}/${id}`;
    const { aggregates } = this.store;
    const remembered = mustLook ? undefined : aggregates.recall(applicationDecider, subject);
    const live = remembered ?? (await aggregates.load(applicationDecider, subject));
    if (live === undefined) return seen;
    const { state, version } = live;
    return seen >= changedAt(state, version) && seen <= version ? version : seen;
  }
}

const claimWish = (value: string, year: number, pointer: string): ClaimWish => ({
  value,
  taken: (owner) => refusal('R-ID-07', pointer, { caseNo: caseNumberOf(owner, year) }),
});
