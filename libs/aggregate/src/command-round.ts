import { EVENT_BYTES_MAX, refusal, type CommandAnswer, type DomainEvent, type Refusal } from '#libs/contracts';
import type { AggregateDocument, HandledKey } from './aggregate-document.js';
import type { CommandOutcome } from './command-call.js';
import { makeEvent, type MadeEvent } from './event-bytes.js';
import { KeyReused, NotFound, StaleVersion, StoreUnavailable, Tombstoned } from './failures.js';
import type { PendingCommand } from './pending-command.js';

export type Result =
  | { readonly kind: 'outcome'; readonly outcome: CommandOutcome }
  | { readonly kind: 'failure'; readonly error: unknown };

export interface RoundPorts {
  readonly service: Parameters<typeof makeEvent>[2]['service'];
  /** Claims a value; answers the owner when another subject has it. */
  readonly claim: (value: string, subject: string) => Promise<string | undefined>;
  readonly describe: (note: Refusal) => CommandAnswer['notes'][number];
}

/** A MongoDB document ends at 16 MiB; half of that may be facts that Kafka has not taken yet. */
const OUTBOX_BYTES_MAX = 8 * 1024 * 1024;

/**
 * Decides several commands one after another over one loaded document, in memory. Nothing counts until the write that
 * carries all of it succeeds; if that fails, the round is thrown away and a new one starts from what is there then.
 */
export class CommandRound {
  readonly results = new Map<PendingCommand, Result>();
  readonly events: MadeEvent[] = [];
  readonly handled: HandledKey[] = [];
  /** Commands whose effect this round's write carries. */
  readonly fresh: PendingCommand[] = [];
  version: number;
  state: unknown;
  private outboxBytes: number;

  constructor(
    readonly document: AggregateDocument | null,
    /** Archived answers to the keys of this round's commands. */
    private readonly archived: ReadonlyMap<string, HandledKey>,
    private readonly ports: RoundPorts,
    initial: unknown,
  ) {
    this.version = document?.version ?? 0;
    this.state = document?.state ?? initial;
    this.outboxBytes = (document?.outbox ?? []).reduce((sum, entry) => sum + entry.length(), 0);
  }

  /** Nothing to write: every command was a repeat, a refusal or a failure. */
  get isEmpty(): boolean {
    return this.handled.length === 0;
  }

  /** Every command was accepted, now or earlier. */
  get isAccepted(): boolean {
    return [...this.results.values()].every(
      (result) => result.kind === 'outcome' && result.outcome.kind === 'accepted',
    );
  }

  async take(command: PendingCommand): Promise<void> {
    try {
      this.results.set(command, { kind: 'outcome', outcome: await this.answer(command) });
    } catch (error) {
      this.results.set(command, { kind: 'failure', error });
    }
  }

  private async answer(command: PendingCommand): Promise<CommandOutcome> {
    if (this.document?.tombstone === true) throw new Tombstoned(command.subject);
    const known = this.known(command);
    if (known !== undefined) {
      if (known.fingerprint !== command.fingerprint) throw new KeyReused(command.plainKey);
      // What an own write with an unknown result left behind is the first answer, not a repeat.
      const repeated = !command.attempted || this.handled.includes(known);
      return { kind: 'accepted', answer: { ...known.answer, repeated }, repeated };
    }
    if (this.version === 0 && command.notFoundWhenNew) throw new NotFound(command.subject);
    if (command.expectedVersion !== undefined && command.expectedVersion !== this.version) {
      throw new StaleVersion(command.expectedVersion, this.version);
    }
    return this.decide(command);
  }

  private known(command: PendingCommand): HandledKey | undefined {
    const isIt = (entry: HandledKey): boolean => entry.key === command.key;
    return this.handled.find(isIt) ?? this.document?.handled.find(isIt) ?? this.archived.get(command.key);
  }

  private async decide(command: PendingCommand): Promise<CommandOutcome> {
    const decision = command.decide(this.state);
    if (decision.kind === 'refused') return decision;
    const made = decision.events.map((event, index) => this.make(event, this.version + index + 1, command));
    if (made.some((event) => event.tooLarge)) {
      return { kind: 'refused', refusals: [refusal('G-EVENT-TOO-LARGE', '', { limit: EVENT_BYTES_MAX })] };
    }
    const bytes = made.reduce((sum, event) => sum + event.bytes.length, 0);
    if (this.outboxBytes + bytes > OUTBOX_BYTES_MAX) throw new StoreUnavailable('Kafka');
    for (const wish of command.claims) {
      const owner = await this.ports.claim(wish.value, command.subject);
      if (owner === undefined) continue;
      return { kind: 'refused', refusals: [typeof wish.taken === 'function' ? wish.taken(owner) : wish.taken] };
    }
    if (this.version + made.length === 0) throw new Error(`${command.subject}: a creating command decided no event`);
    this.state = made.reduce<unknown>(
      (state, { envelope: { type, data } }) => command.evolve(state, { type, data }),
      this.state,
    );
    this.version += made.length;
    this.outboxBytes += bytes;
    this.events.push(...made);
    const answer: CommandAnswer = {
      id: command.subject.slice(command.subject.indexOf('/') + 1),
      position: { subject: command.subject, sequence: this.version },
      version: this.version,
      repeated: false,
      notes: decision.notes.map((note) => this.ports.describe(note)),
    };
    this.handled.push({ key: command.key, fingerprint: command.fingerprint, answer });
    this.fresh.push(command);
    return { kind: 'accepted', answer, repeated: false, state: this.state };
  }

  private make(event: DomainEvent, sequence: number, command: PendingCommand): MadeEvent {
    return makeEvent(event, sequence, {
      service: this.ports.service,
      subject: command.subject,
      caseId: command.caseId,
      actor: command.actor,
      officetime: command.now,
      causationId: command.causationId,
      traceparent: command.traceparent,
    });
  }
}
