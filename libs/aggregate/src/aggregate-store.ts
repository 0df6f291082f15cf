import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { CommandAnswer, DecisionContext, DomainEvent, Refusal, ServiceName } from '#libs/contracts';
import { collectionName, type AggregateDocument } from './aggregate-document.js';
import { AggregateDocuments } from './aggregate-documents.js';
import { Claims } from './claims.js';
import type { CommandCall, CommandOutcome, Folder, LoadedAggregate, Rehearsal } from './command-call.js';
import { CommandQueue } from './command-queue.js';
import { CommandRound, type RoundPorts } from './command-round.js';
import { Busy, StoreUnavailable } from './failures.js';
import { HandledArchive } from './handled-archive.js';
import { pendingCommand, type PendingCommand } from './pending-command.js';
import type { RememberedOutboxes } from './recent-aggregates.js';
import { isUnavailable, reach } from './store-connection.js';

export interface AggregateStoreOptions {
  readonly connection: Connection;
  readonly service: ServiceName;
  /** Nouns of the aggregates this service owns; each has a collection of that name. */
  readonly nouns: readonly string[];
  /** Called after each save with its subject: the relay's wake-up. */
  readonly saved?: ((subject: string) => void) | undefined;
  /** Renders a note of an accepted command; without it only the rule id is told. */
  readonly describe?: ((note: Refusal) => CommandAnswer['notes'][number]) | undefined;
  /** How long a command may wait for its turn or for the store, in milliseconds (5,000). */
  readonly deadlineMs?: number | undefined;
  /** How many answered keys an aggregate carries itself (32). */
  readonly handledMax?: number | undefined;
  /** Named crash points for tests: `saved` lies between the write and its answer. */
  readonly probe?: ((point: 'saved' | 'archived') => void | Promise<void>) | undefined;
}

const BATCH_MAX = 64;

/** Load, decide, evolve, and save state, events and answer in one write (design §4). One per service. */
export class AggregateStore {
  private readonly queue: CommandQueue<PendingCommand>;
  private readonly archive: HandledArchive;
  private readonly ports: RoundPorts;
  private readonly claims: Claims;
  private readonly documents: AggregateDocuments;

  constructor(private readonly options: AggregateStoreOptions) {
    const claims = new Claims(options.connection);
    this.claims = claims;
    this.documents = new AggregateDocuments(options.connection, options.nouns);
    this.archive = new HandledArchive(options.connection, options.probe ?? (() => undefined));
    this.ports = {
      service: options.service,
      claim: async (value, subject) => {
        const answer = await claims.claim(value, subject);
        return answer.kind === 'taken' ? answer.owner : undefined;
      },
      describe:
        options.describe ?? ((note) => ({ rule: note.rule, pointer: note.pointer, zh: note.rule, en: note.rule })),
    };
    this.queue = new CommandQueue((subject, batch) => this.run(subject, batch), BATCH_MAX);
  }

  /** Collections this store writes: one per noun and `refusals`. */
  get collections(): readonly string[] {
    return this.documents.collections;
  }

  /** Declares the indexes; call once at start, repeat freely. */
  init(): Promise<void> {
    return this.documents.init();
  }

  /**
   * Answers a command: accepted or refused as a value. Throws only `KeyReused`, `StaleVersion`, `NotFound`, `Tombstoned`,
   * `Busy`, `StoreUnavailable`, or what the decider itself threw. After any throw the command may be sent again with
   * its key and has its effect at most once.
   */
  async execute<State, Command, Event extends DomainEvent, Context extends DecisionContext>(
    call: CommandCall<State, Command, Event, Context>,
  ): Promise<CommandOutcome> {
    this.assertOwn(call);
    const deadlineMs = this.options.deadlineMs ?? 5_000;
    return new Promise((resolve, reject) => {
      this.queue.add(call.subject, pendingCommand(call, { resolve, reject, deadlineMs }));
    });
  }

  /**
   * What `execute` would answer at this moment, decided by the same code over the same document. Writes nothing and claims
   * nothing. Throws what `execute` throws.
   */
  async rehearse<State, Command, Event extends DomainEvent, Context extends DecisionContext>(
    call: CommandCall<State, Command, Event, Context>,
  ): Promise<Rehearsal> {
    this.assertOwn(call);
    const command = pendingCommand(call, { resolve: () => undefined, reject: () => undefined, deadlineMs: 0 });
    const claim = async (value: string, subject: string): Promise<string | undefined> => {
      const owner = await this.claims.ownerOf(value);
      return owner === subject ? undefined : owner;
    };
    const round = await reach(async () =>
      this.decideAll(await this.documents.find(call.subject), [command], { ...this.ports, claim }),
    );
    const result = round.results.get(command);
    if (result === undefined) throw new Error(`the round forgot the command for ${call.subject}`);
    if (result.kind === 'failure') throw result.error;
    return { outcome: result.outcome, events: round.events.map(({ envelope: { type, data } }) => ({ type, data })) };
  }

  /**
   * The live aggregate, or undefined when nothing was born under this id. With `since` what this process remembers is enough
   * when it is at least as far as this event: for read models, which follow facts.
   */
  load<State>(_folder: Folder<State>, subject: string, since?: number): Promise<LoadedAggregate<State> | undefined> {
    return this.documents.load(subject, since);
  }

  /**
   * The aggregate as this process last knew it, without asking the store: for the command that is handed in next, whose
   * write fails when another process was faster. Whatever would turn the command away must be looked up.
   */
  recall<State>(_folder: Folder<State>, subject: string): LoadedAggregate<State> | undefined {
    return this.documents.recall(subject);
  }

  /** Outboxes as this process knows them, for the relay: all that was saved here, and what was there before. */
  get outboxes(): RememberedOutboxes {
    return this.documents.recent;
  }

  /**
   * Some live aggregate of a case and noun, or undefined. For questions about the case that all its aggregates answer
   * alike, such as whose it is; on the embedded store it is a scan of the noun.
   */
  ofCase<State>(folder: Folder<State>, caseId: string): Promise<LoadedAggregate<State> | undefined> {
    return this.documents.ofCase(folder, caseId);
  }

  /** Number of events so far; 0 when nothing was born under this id. */
  version(subject: string): Promise<number> {
    return this.documents.version(subject);
  }

  /** The same for many subjects at once; those that were never born are missing. */
  versions(subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.documents.versions(subjects);
  }

  /** Whether this process knows, without asking, that the subject has come at least as far as this event. */
  hasReached(subject: string, sequence: number): boolean {
    return (this.documents.recall(subject)?.version ?? 0) >= sequence;
  }

  async exists(subject: string): Promise<boolean> {
    return (await this.version(subject)) > 0;
  }

  /**
   * Live aggregates of a noun in the order of their ids, after a given subject. For replay and rebuilding only: on the
   * embedded store a page is a scan (about 90 ms for 50,000 documents).
   */
  list<State>(
    folder: Folder<State>,
    { after = '', limit = 1_000 }: { after?: string | undefined; limit?: number | undefined } = {},
  ): Promise<readonly LoadedAggregate<State>[]> {
    return this.documents.list(folder, after, limit);
  }

  private assertOwn(call: { readonly subject: string; readonly decider: { readonly noun: string } }): void {
    const noun = collectionName(call.subject);
    if (!this.documents.collections.includes(noun)) throw new TypeError(`${call.subject} is not of this service`);
    if (noun !== call.decider.noun) throw new TypeError(`the decider of ${call.decider.noun} got ${call.subject}`);
  }

  /** Settles every command of the batch; never rejects. */
  private async run(subject: string, batch: readonly PendingCommand[]): Promise<void> {
    let waiting = expire(batch, subject, undefined);
    let remembered = this.remembered(subject, waiting);
    for (let attempt = 0; waiting.length > 0; attempt += 1) {
      let away: unknown;
      try {
        const document = remembered === undefined ? await this.documents.find(subject) : remembered;
        const round = await this.decideAll(document, waiting);
        // What turns a command away may have changed in another process.
        const isDoubtful = remembered !== undefined && !round.isAccepted;
        remembered = undefined;
        if (isDoubtful) continue;
        if (round.isEmpty || (await this.write(subject, round))) {
          if (!round.isEmpty) await this.options.probe?.('saved');
          settle(round);
          if (!round.isEmpty) await this.afterSave(subject, round);
          return;
        }
      } catch (error) {
        if (!isUnavailable(error)) {
          for (const command of waiting) command.reject(error);
          return;
        }
        away = error;
        remembered = undefined;
      }
      waiting = expire(waiting, subject, away);
      // Jitter grows with each lost race, so that two processes do not keep meeting.
      await sleep(Math.random() * Math.min(away === undefined ? 200 : 1_000, 8 * 2 ** Math.min(attempt, 10)));
    }
  }

  /**
   * What to decide over at first; undefined for what the store says. A creating command is the first of its id unless it is
   * repeated, which its insert shows. One with claims looks first: a repeat must not claim what its aggregate gave back.
   */
  private remembered(subject: string, commands: readonly PendingCommand[]): AggregateDocument | null | undefined {
    const known = this.documents.recent.get(subject);
    if (known !== undefined) return known;
    return commands.every((command) => !command.notFoundWhenNew && command.claims.length === 0) ? null : undefined;
  }

  private async decideAll(
    document: AggregateDocument | null,
    commands: readonly PendingCommand[],
    ports = this.ports,
  ): Promise<CommandRound> {
    // The aggregate first, the archive second: a key moves in the other direction, so it is never missed by both looks.
    const archived =
      document === null || document.archived === 0
        ? new Map()
        : await this.archive.find(
            document._id,
            commands.map((command) => command.key),
          );
    const round = new CommandRound(document, archived, ports, commands[0]?.initial);
    for (const command of commands) await round.take(command);
    return round;
  }

  /** False when another writer was first. After an unknown result the next round finds what was written in `handled`. */
  private async write(subject: string, round: CommandRound): Promise<boolean> {
    try {
      return await this.documents.write(subject, round);
    } catch (error) {
      if (isUnavailable(error)) for (const command of round.fresh) command.attempted = true;
      throw error;
    }
  }

  private async afterSave(subject: string, round: CommandRound): Promise<void> {
    if (round.events.length > 0) this.options.saved?.(subject);
    const keep = this.options.handledMax ?? 32;
    const handled = [...(round.document?.handled ?? []), ...round.handled];
    // Twice the bound before anything moves: one archiving for many commands.
    if (handled.length <= 2 * keep) return;
    // The commands are answered already; a failed archiving only leaves a longer list for the next one.
    await this.archive.move(this.documents.of(subject), subject, handled.slice(0, -keep)).catch(() => undefined);
    // Its count of archived keys is another one now.
    this.documents.recent.forget(subject);
  }
}

const settle = (round: CommandRound): void => {
  for (const [command, result] of round.results) {
    if (result.kind === 'outcome') command.resolve(result.outcome);
    else command.reject(result.error);
  }
};

/** Rejects those whose time is over and returns the others. */
const expire = (commands: readonly PendingCommand[], subject: string, away: unknown): readonly PendingCommand[] => {
  const now = performance.now();
  return commands.filter((command) => {
    if (command.deadline > now) return true;
    command.reject(away === undefined ? new Busy(subject) : new StoreUnavailable('MongoDB', away));
    return false;
  });
};
