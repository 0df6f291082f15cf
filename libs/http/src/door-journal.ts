import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Actor, DoorEvent } from '#libs/contracts';
import type { TokenVerifier } from '#libs/access';
import { currentContext, traceparentOf, type Metrics, type StructuredLogger } from '#libs/telemetry';
import { doorEntryOf, floodedEvent, NOBODY, refusedEvent, type DoorEntry } from './door-entry.js';
import { DoorLimit } from './door-limit.js';
import type { RefusedRequest } from './door.js';

/** Makes a fact of a note. The same key twice is one fact. */
export interface DoorSink {
  record(note: DoorNote): Promise<void>;
  /** Whether this error says "later" and not "never". */
  isAway(error: unknown): boolean;
}

export interface DoorJournalParts {
  readonly sink: DoorSink;
  readonly logger: StructuredLogger;
  readonly metrics: Metrics;
  /** Names the route of a path without quoting the path. */
  readonly routeOf: (path: string) => string;
  /** Whose token it was, for a request that was refused before anybody asked. */
  readonly identify: (authorization: string) => Promise<Actor | undefined>;
}

/** One fact of a door journal on its way. */
export interface DoorNote {
  readonly entry: DoorEntry;
  readonly event: DoorEvent;
  readonly key: string;
}

/** Twenty of a kind a minute are more than a person does by mistake. */
const PER_WINDOW = 20;
const WINDOW_MS = 60_000;
const KINDS_MAX = 2_000;
/** Written at the same time; what waits beyond the limit is only counted. */
const WAITING_MAX = 1_000;
/** How long an answer waits for its note; the note goes on without it. */
const PATIENCE_MS = 150;
const RETRY_MAX_MS = 5_000;
const STOP_MS = 3_000;

/**
 * Makes facts of what is turned away at the door of a service (design §4). An answer waits for its note only for a moment;
 * while the store is away notes wait in memory, and what does not fit there is counted. So a refused call may be told before
 * its fact is written, and only a process that dies while its store is away loses one: the structured log has it then.
 */
export class DoorJournal {
  private readonly limit = new DoorLimit<DoorEntry>({ perWindow: PER_WINDOW, windowMs: WINDOW_MS, kinds: KINDS_MAX });
  private readonly waiting = new Set<Promise<void>>();
  private readonly sweep: NodeJS.Timeout;
  private stopped = false;

  constructor(private readonly parts: DoorJournalParts) {
    this.sweep = setInterval(() => this.tellFloods(), WINDOW_MS / 6);
    this.sweep.unref();
    parts.metrics.gauge('nuanchao_door_waiting', 'Refused calls whose fact is not written yet', [], (gauge) =>
      gauge.set(this.waiting.size),
    );
  }

  /** Notes a refused request; resolves when it is a fact, or when that takes too long. Never rejects. */
  async note(refused: RefusedRequest): Promise<void> {
    const context = currentContext();
    const traceparent = context === undefined ? undefined : traceparentOf(context.trace);
    try {
      const actor = refused.actor ?? (await this.nameOf(refused));
      const entry = doorEntryOf(refused, { actor, route: this.parts.routeOf(refused.path), traceparent });
      const kind = `${actor.id} ${entry.command} ${entry.refusals[0]?.rule ?? ''}`;
      if (!this.limit.admits(kind, entry)) return;
      if (this.waiting.size >= WAITING_MAX) this.limit.count(kind, entry);
      else await patiently(this.write({ entry, event: refusedEvent(entry), key: `door-${randomUUID()}` }));
    } catch (error) {
      this.parts.logger.failure('a refused call could not be noted', error);
    }
  }

  /** Tells what was counted and waits for what is being written, as long as a stopping service may. */
  async stop(): Promise<void> {
    clearInterval(this.sweep);
    this.tellFloods(true);
    await Promise.race([Promise.all(this.waiting), sleep(STOP_MS, undefined, { ref: false })]);
    this.stopped = true;
  }

  private tellFloods(everything = false): void {
    for (const { entry, count } of this.limit.floods(everything)) {
      const event = floodedEvent(entry, count);
      void this.write({ entry, event, key: `door-${randomUUID()}` });
    }
  }

  private async nameOf({ authorization, status }: RefusedRequest): Promise<Actor> {
    if (authorization === undefined || status === 401) return NOBODY;
    return (await this.parts.identify(authorization)) ?? NOBODY;
  }

  private write(note: DoorNote): Promise<void> {
    const writing = this.untilWritten(note).finally(() => this.waiting.delete(writing));
    this.waiting.add(writing);
    return writing;
  }

  private async untilWritten(note: DoorNote): Promise<void> {
    for (let pause = 100; !this.stopped; pause = Math.min(RETRY_MAX_MS, pause * 2)) {
      try {
        await this.parts.sink.record(note);
        return;
      } catch (error) {
        const { command, status, refusals } = note.entry;
        const rules = refusals.map(({ rule }) => rule);
        const isAway = this.parts.sink.isAway(error);
        if (pause === 100 || !isAway) {
          this.parts.logger.failure('a refused call is not a fact', error, { command, status, rules, again: isAway });
        }
        if (!isAway) return;
        await sleep(pause, undefined, { ref: false });
      }
    }
  }
}

const patiently = (writing: Promise<void>): Promise<void> =>
  Promise.race([writing, sleep(PATIENCE_MS, undefined, { ref: false })]);

/** Asks a verifier whose token it is; nobody's when it is not valid, or when that cannot be known now. */
export const bearerOf =
  (verifier: Pick<TokenVerifier, 'verify'>) =>
  (authorization: string): Promise<Actor | undefined> =>
    verifier.verify(authorization.replace(/^Bearer +/i, '')).then(
      ({ actor }) => actor,
      () => undefined,
    );
