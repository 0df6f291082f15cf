import { Inject, Injectable } from '@nestjs/common';
import {
  refuse,
  type Actor,
  type CommandAnswer,
  type Decider,
  type DecisionContext,
  type DomainEvent,
  type Position,
  type Refusal,
} from '#libs/contracts';
import {
  NotFound,
  StoreUnavailable,
  fingerprint,
  type ClaimWish,
  type CommandCall,
  type CommandOutcome,
  type Folder,
  type LoadedAggregate,
} from '#libs/aggregate';
import { ProblemError, anonymous, type CommandMeta } from '#libs/http';
import { inSpan, noteInContext } from '#libs/telemetry';
import { intentOf } from './command-intent.js';
import { OfficeTime } from './office-time.js';
import { OpenTasks } from './open-tasks.js';
import { Positions } from './positions.js';
import { ServiceStore } from './service-store.js';

/** Facts for the decider that it may not fetch itself. Needed only where its context asks for more than time and person. */
type WithContext<State, Context extends DecisionContext> = DecisionContext extends Context
  ? { readonly context?: ContextMaker<State, Context> | undefined }
  : { readonly context: ContextMaker<State, Context> };
type ContextMaker<State, Context> = (
  base: DecisionContext & { readonly subject: string },
  state: State | undefined,
) => Context | Promise<Context>;

/** One command as it came over HTTP. */
export type CommandOrder<State, Command, Event extends DomainEvent, Context extends DecisionContext> = {
  readonly decider: Decider<State, Command, Event, Context>;
  /** The aggregate's id, without the noun. */
  readonly id: string;
  /** For creating commands only: the case the new aggregate belongs to. Otherwise an unknown id is G-NOT-FOUND. */
  readonly creates?: { readonly caseId: string } | undefined;
  /** What the decider gets; it may hold computed values, such as hashes of documents stored before. */
  readonly command: Command;
  /** Name of the command, in refusals and fingerprints: `application.submit`. */
  readonly name: string;
  /** What the caller sent, and nothing computed: the same key with another body is G-KEY-REUSED. */
  readonly body: unknown;
  readonly meta: CommandMeta;
  /** False makes the aggregate not found: the case of another union, unit or authority. */
  readonly visible?: ((state: State, actor: Actor) => boolean) | undefined;
  readonly claims?: readonly ClaimWish[] | undefined;
} & WithContext<State, Context>;

export interface ReadWish<State> {
  readonly after?: Position | undefined;
  readonly actor?: Actor | undefined;
  readonly visible?: ((state: State, actor: Actor) => boolean) | undefined;
}

/** A command as it was handed in, and what came of it. */
interface Attempt {
  readonly call: Omit<CommandCall<unknown, unknown, DomainEvent, DecisionContext>, 'decider'>;
  readonly outcome: CommandOutcome;
}

/** Where controllers hand in commands: one way through for all services, from visibility to the recorded refusal. */
@Injectable()
export class CommandDesk {
  constructor(
    @Inject(ServiceStore) private readonly store: ServiceStore,
    @Inject(OfficeTime) private readonly time: OfficeTime,
    @Inject(Positions) private readonly positions: Positions,
    @Inject(OpenTasks) private readonly tasks: OpenTasks,
  ) {}

  /**
   * Answers a command. A repeat gets the first answer with `repeated`, a dry run the answer with the events it would make.
   * @throws ProblemError with the rules that refused; the refusal is recorded first
   * @throws Failure G-NOT-FOUND, G-KEY-REUSED, R-PROC-07, G-BUSY, G-UNAVAILABLE
   */
  run<State, Command, Event extends DomainEvent, Context extends DecisionContext>(
    order: CommandOrder<State, Command, Event, Context>,
  ): Promise<CommandAnswer> {
    const attributes = { 'nuanchao.subject': `${order.decider.noun}/${order.id}` };
    return inSpan(order.name, { attributes }, () => this.decide(order));
  }

  /**
   * First over what this process remembers of the aggregate, which saves the look-up. What is accepted stands, since its
   * write compares; what turns the command away stands only while the aggregate is still as it was remembered.
   */
  private async decide<State, Command, Event extends DomainEvent, Context extends DecisionContext>(
    order: CommandOrder<State, Command, Event, Context>,
  ): Promise<CommandAnswer> {
    const { decider, id, meta } = order;
    const { aggregates } = this.store;
    const subject = `${decider.noun}/${id}`;
    if (meta.dryRun) return this.rehearse(await this.prepare(order, await aggregates.load(decider, subject)));
    const remembered = aggregates.recall(decider, subject);
    if (remembered === undefined) {
      return this.conclude(order, await this.attempt(order, await aggregates.load(decider, subject)));
    }
    const [first] = await Promise.allSettled([this.attempt(order, remembered)]);
    if (first.status === 'fulfilled' && first.value.outcome.kind === 'accepted') {
      return this.conclude(order, first.value);
    }
    const present = await aggregates.load(decider, subject);
    if (present?.version !== remembered.version) return this.conclude(order, await this.attempt(order, present));
    if (first.status === 'rejected') throw first.reason;
    return this.conclude(order, first.value);
  }

  private async attempt<State, Command, Event extends DomainEvent, Context extends DecisionContext>(
    order: CommandOrder<State, Command, Event, Context>,
    present: LoadedAggregate<State> | undefined,
  ): Promise<Attempt> {
    const call = await this.prepare(order, present);
    return { call, outcome: await this.store.aggregates.execute(call) };
  }

  /** Whether the caller may see it, and all that the decider may know. @throws NotFound */
  private async prepare<State, Command, Event extends DomainEvent, Context extends DecisionContext>(
    order: CommandOrder<State, Command, Event, Context>,
    present: LoadedAggregate<State> | undefined,
  ): Promise<CommandCall<State, Command, Event, Context>> {
    const { decider, id, creates, meta, name, body, command, visible, claims } = order;
    const subject = `${decider.noun}/${id}`;
    if (present === undefined && creates === undefined) throw new NotFound(subject);
    if (present !== undefined && visible?.(present.state, meta.actor) === false) throw new NotFound(subject);
    const caseId = present?.caseId ?? creates?.caseId ?? id;
    noteInContext({ caseId });
    const base = this.time.contextFor(meta.actor);
    const context =
      order.context === undefined ? (base as Context) : await order.context({ ...base, subject }, present?.state);
    return {
      subject,
      caseId,
      key: meta.key,
      fingerprint: fingerprint(name, intentOf(meta.actor, body)),
      causationId: meta.causationId,
      traceparent: meta.traceparent,
      decider: await this.unlessTaken(decider, subject, meta),
      command,
      context,
      claims,
      expectedVersion: meta.expectedVersion,
      notFoundWhenNew: creates === undefined,
    };
  }

  /** A colleague has taken the task: then nothing is decided, except that a repeat still gets its first answer. */
  private async unlessTaken<State, Command, Event extends DomainEvent, Context extends DecisionContext>(
    decider: Decider<State, Command, Event, Context>,
    subject: string,
    { actor, action }: CommandMeta,
  ): Promise<Decider<State, Command, Event, Context>> {
    if (action === undefined) return decider;
    try {
      const taken = await this.tasks.desk.against(actor, subject, action);
      return taken === undefined ? decider : { ...decider, decide: () => refuse(taken) };
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // The write needs the same store and fails as well, or it is back by then; a repeat must get its first answer either way.
      return decider;
    }
  }

  private async conclude(order: { readonly name: string }, { call, outcome }: Attempt): Promise<CommandAnswer> {
    if (outcome.kind === 'accepted') {
      const { answer, repeated, state } = outcome;
      const { subject, caseId } = call;
      if (!repeated) this.tasks.show({ subject, caseId, version: answer.version, state });
      return answer;
    }
    await this.record(outcome.refusals, order.name, call);
    throw new ProblemError(outcome.refusals, { recorded: true });
  }

  /** What would be answered; nothing is written, not even the refusal. */
  private async rehearse<State, Command, Event extends DomainEvent, Context extends DecisionContext>(
    call: CommandCall<State, Command, Event, Context>,
  ): Promise<CommandAnswer> {
    const { outcome, events } = await this.store.aggregates.rehearse(call);
    if (outcome.kind === 'refused') throw new ProblemError(outcome.refusals);
    return { ...outcome.answer, dryRun: true, events: events.map(({ type, data }) => ({ type, data })) };
  }

  /** The live aggregate. @throws NotFound */
  async load<State>(folder: Folder<State>, id: string): Promise<LoadedAggregate<State>> {
    const subject = `${folder.noun}/${id}`;
    const present = await this.store.aggregates.load(folder, subject);
    if (present === undefined) throw new NotFound(subject);
    return present;
  }

  /**
   * The same for a command that is about to be handed in, such as to store a document for it first: as this process
   * remembers the aggregate, where it does. @throws NotFound, also for what the caller may not see
   */
  async target<State>(
    folder: Folder<State>,
    id: string,
    { actor, visible }: Pick<ReadWish<State>, 'actor' | 'visible'> = {},
  ): Promise<LoadedAggregate<State>> {
    const remembered = this.store.aggregates.recall(folder, `${folder.noun}/${id}`);
    if (remembered === undefined || (actor !== undefined && visible?.(remembered.state, actor) === false)) {
      return this.read(folder, id, { actor, visible });
    }
    noteInContext({ caseId: remembered.caseId });
    return remembered;
  }

  /** The same for a query: waits for `after` and does not find what the caller may not see. @throws NotFound, NotYet */
  async read<State>(folder: Folder<State>, id: string, wish: ReadWish<State> = {}): Promise<LoadedAggregate<State>> {
    const { after, actor, visible } = wish;
    if (after !== undefined) await this.positions.waitForWrite(after);
    const present = await this.load(folder, id);
    if (actor !== undefined && visible?.(present.state, actor) === false) throw new NotFound(present.subject);
    noteInContext({ caseId: present.caseId });
    return present;
  }

  private async record(refusals: readonly Refusal[], command: string, call: Attempt['call']): Promise<void> {
    const { subject, caseId, key, fingerprint, causationId, traceparent, context } = call;
    const { actor, now } = context;
    await this.store.refusals.record({
      subject,
      caseId,
      fingerprint,
      causationId,
      traceparent,
      actor,
      now,
      command,
      // The corrected command may come with the same key; its refusal, if any, is another one.
      key: `${key.slice(0, 180)} ${fingerprint.slice(0, 32)}`,
      refusals: refusals.map(anonymous),
    });
  }
}
