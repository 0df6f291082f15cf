import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Actor, DoorEvent, ServiceName } from '#libs/contracts';
import { doorDecider } from '#libs/domain';
import { Busy, isUnavailable } from '#libs/aggregate';
import type { RefusedRequest } from '#libs/http';
import { currentContext, traceparentOf, type Metrics, type StructuredLogger } from '#libs/telemetry';
import { doorEntryOf, floodedEvent, NOBODY, refusedEvent, type DoorEntry } from './door-entry.js';
import { DoorLimit } from './door-limit.js';
import type { OfficeTime } from './office-time.js';
import type { ServiceStore } from './service-store.js';

export interface DoorJournalParts {
  readonly service: ServiceName;
  readonly store: Pick<ServiceStore, 'aggregates'>;
  readonly time: Pick<OfficeTime, 'contextFor'>;
  readonly logger: StructuredLogger;
  readonly metrics: Metrics;
  /** Names the route of a path without quoting the path. */
  readonly routeOf: (path: string) => string;
  /** Whose token it was, for a request that was refused before anybody asked. */
  readonly identify: (authorization: string) => Promise<Actor | undefined>;
}

interface Note {
  readonly entry: DoorEntry;
  readonly event: DoorEvent;
  /** The same note twice is one fact, whatever became of the first write. */
  readonly key: string;
  readonly kind: string;
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
      else await patiently(this.write({ entry, kind, event: refusedEvent(entry), key: `door-${randomUUID()}` }));
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
      void this.write({ entry, kind: '', event, key: `door-${randomUUID()}` });
    }
  }

  private async nameOf({ authorization, status }: RefusedRequest): Promise<Actor> {
    if (authorization === undefined || status === 401) return NOBODY;
    return (await this.parts.identify(authorization)) ?? NOBODY;
  }

  private write(note: Note): Promise<void> {
    const writing = this.untilWritten(note).finally(() => this.waiting.delete(writing));
    this.waiting.add(writing);
    return writing;
  }

  private async untilWritten(note: Note): Promise<void> {
    for (let pause = 100; !this.stopped; pause = Math.min(RETRY_MAX_MS, pause * 2)) {
      try {
        await this.record(note);
        return;
      } catch (error) {
        const { command, status, refusals } = note.entry;
        const rules = refusals.map(({ rule }) => rule);
        const isAway = isUnavailable(error) || error instanceof Busy;
        if (pause === 100 || !isAway) {
          this.parts.logger.failure('a refused call is not a fact', error, { command, status, rules, again: isAway });
        }
        if (!isAway) return;
        await sleep(pause, undefined, { ref: false });
      }
    }
  }

  private async record({ entry, event, key }: Note): Promise<void> {
    const { service, store, time } = this.parts;
    const context = time.contextFor(entry.actor);
    const id = `${service}-${context.today}`;
    await store.aggregates.execute({
      decider: doorDecider,
      subject: `${doorDecider.noun}/${id}`,
      caseId: id,
      command: event,
      key,
      fingerprint: key,
      traceparent: entry.traceparent,
      context,
    });
  }
}

const patiently = (writing: Promise<void>): Promise<void> =>
  Promise.race([writing, sleep(PATIENCE_MS, undefined, { ref: false })]);
