import { condition, setHandler, sleep, upsertSearchAttributes } from '@temporalio/workflow';
import { clockMovedSignal, type ClockMode } from './case.signals.js';

interface Wait {
  readonly done: () => boolean;
  readonly atMs: number | undefined;
}

/**
 * Office time inside a workflow. On the wall clock it is woken by Temporal's timers. On a settable clock there is no timer:
 * the workflow publishes an instant as `NextAlarm`, and whoever moves the clock signals those whose instant has passed.
 *
 * Being woken too early does no harm, and timers and publications are events of the history. So there is a new one only
 * when something is due before the one that is set; one that a decision has made needless stays, and when it comes the next
 * is set. A case whose people are quick sets two in its whole life.
 */
export class OfficeTime {
  private heardMs = 0;
  /** The instants at which this workflow will be woken: those of its timers, or the one that it published. */
  private readonly alarms = new Set<number>();
  private readonly waits = new Set<Wait>();

  constructor(private readonly mode: ClockMode) {
    setHandler(clockMovedSignal, ({ now }) => {
      this.hear(now);
      // Whoever is due now sets his next alarm himself when he waits again.
      if (![...this.waits].some((wait) => this.isOver(wait))) this.setAlarm();
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
    this.waits.add(wait);
    this.setAlarm();
    try {
      await condition(() => done() || this.isOver(wait));
    } finally {
      this.waits.delete(wait);
    }
    return done();
  }

  private isOver({ atMs }: Wait): boolean {
    return atMs !== undefined && atMs <= this.nowMs;
  }

  private setAlarm(): void {
    const instants = [...this.waits].flatMap(({ atMs }) => (atMs === undefined || atMs <= this.nowMs ? [] : [atMs]));
    const first = instants.length === 0 ? undefined : Math.min(...instants);
    if (this.mode === 'wall') this.setTimer(first);
    else this.publish(first);
  }

  private setTimer(first: number | undefined): void {
    if (first === undefined || [...this.alarms].some((atMs) => atMs <= first)) return;
    this.alarms.add(first);
    const ring = (): void => {
      this.alarms.delete(first);
      this.setAlarm();
    };
    // Cancelled with the workflow, it has nobody left to wake.
    void sleep(first - Date.now()).then(ring, () => undefined);
  }

  /** One that has passed is replaced or taken back, or the workflow would be signalled about it for ever. */
  private publish(first: number | undefined): void {
    const [published] = this.alarms;
    if (published !== undefined && published > this.nowMs && (first === undefined || published <= first)) return;
    if (first === published) return;
    this.alarms.clear();
    if (first !== undefined) this.alarms.add(first);
    upsertSearchAttributes([
      { key: { name: 'NextAlarm', type: 'DATETIME' }, value: first === undefined ? null : new Date(first) },
    ]);
  }
}
