import { condition, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { clockMovedSignal, type ClockMode } from './case.signals.js';

interface Wait {
  readonly done: () => boolean;
  readonly atMs: number | undefined;
}

/**
 * Office time inside a workflow. On the wall clock waiting uses Temporal's timers. On a settable clock there is no timer:
 * the workflow publishes the first instant it waits for as `NextAlarm`, and whoever moves the clock signals those whose
 * instant has passed.
 */
export class OfficeTime {
  private heardMs = 0;
  private publishedMs: number | undefined;
  private readonly waits = new Set<Wait>();

  constructor(private readonly mode: ClockMode) {
    setHandler(clockMovedSignal, ({ now }) => {
      this.hear(now);
      // Whoever is due now publishes his next instant himself when he waits again.
      if (![...this.waits].some((wait) => this.isOver(wait))) this.publish();
    });
  }

  /** Milliseconds since 1970 of the office clock, as far as this workflow knows it. */
  get nowMs(): number {
    return this.mode === 'wall' ? Date.now() : this.heardMs;
  }

  /** RFC 3339 in UTC. */
  get now(): string {
    return new Date(this.nowMs).toISOString();
  }

  /** Takes note of an office instant that an answer or a signal carried. The clock never goes back. */
  hear(now: string): void {
    this.heardMs = Math.max(this.heardMs, Date.parse(now));
  }

  hasPassed(instant: string): boolean {
    return Date.parse(instant) <= this.nowMs;
  }

  /**
   * Waits until `done`, or until the office clock reaches the instant if one is given.
   * @returns whether it is done
   */
  async wait(done: () => boolean, instant?: string): Promise<boolean> {
    if (done()) return true;
    const wait = { done, atMs: instant === undefined ? undefined : Date.parse(instant) };
    if (this.isOver(wait)) return false;
    if (this.mode === 'wall') return this.waitOnTimer(wait);
    this.waits.add(wait);
    this.publish();
    try {
      await condition(() => done() || this.isOver(wait));
    } finally {
      this.waits.delete(wait);
    }
    return done();
  }

  private async waitOnTimer({ done, atMs }: Wait): Promise<boolean> {
    if (atMs === undefined) {
      await condition(done);
      return true;
    }
    return condition(done, atMs - Date.now());
  }

  private isOver({ atMs }: Wait): boolean {
    return atMs !== undefined && atMs <= this.nowMs;
  }

  /** Only what differs is published: each upsert is an event of the history. */
  private publish(): void {
    const instants = [...this.waits].flatMap(({ atMs }) => (atMs === undefined ? [] : [atMs]));
    const first = instants.length === 0 ? undefined : Math.min(...instants);
    if (first === this.publishedMs) return;
    this.publishedMs = first;
    upsertSearchAttributes([
      { key: { name: 'NextAlarm', type: 'DATETIME' }, value: first === undefined ? null : new Date(first) },
    ]);
  }
}
