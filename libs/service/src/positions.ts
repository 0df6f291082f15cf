import { Inject, Injectable } from '@nestjs/common';
import { eventId, type Position } from '#libs/contracts';
import { NotYet } from '#libs/aggregate';
import { SERVICE_OPTIONS, type ServiceOptions } from './service-options.js';
import { ServiceStore } from './service-store.js';

const TIMEOUT_MS = 5_000;
/** How soon the store is asked again for what another process may have done; what is done here is known at once. */
const LOOK_AGAIN_MS = { first: 100, longest: 500 } as const;
const nextPause = (pause: number): number => Math.min(LOOK_AGAIN_MS.longest, pause * 2);

/** Read-your-writes: a query waits for the fact that a command answered with (design §4). */
@Injectable()
export class Positions {
  private readonly waiting = new Set<() => void>();

  constructor(
    @Inject(ServiceStore) private readonly store: ServiceStore,
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
  ) {}

  /** Until the read models show it. @throws NotYet after 5 seconds */
  async waitFor(position: Position | undefined): Promise<void> {
    if (position !== undefined) await this.store.positions.waitFor(position, TIMEOUT_MS);
  }

  /** Until an aggregate itself shows it: at once for an own one, whose writes are there when they are answered. */
  async waitForWrite(position: Position): Promise<void> {
    const noun = position.subject.split('/', 1)[0] ?? '';
    if (!this.options.kinds.some((kind) => kind.noun === noun)) return this.waitFor(position);
    const { subject, sequence } = position;
    const { aggregates } = this.store;
    await this.until(position, {
      isKnown: () => aggregates.hasReached(subject, sequence),
      holds: async () => (await aggregates.version(subject)) >= sequence,
    });
  }

  /**
   * Until it holds. What this process knows itself is looked at whenever something changes here; the store is asked now and
   * then, for what other processes do. @throws NotYet after 5 seconds
   */
  async until(
    position: Position,
    { isKnown, holds }: { readonly isKnown: () => boolean; readonly holds: () => Promise<boolean> },
  ): Promise<void> {
    const end = performance.now() + TIMEOUT_MS;
    for (let pause: number = LOOK_AGAIN_MS.first; !isKnown() && !(await holds()); pause = nextPause(pause)) {
      if (performance.now() >= end) throw new NotYet(eventId(position));
      const again = Math.min(end, performance.now() + pause);
      while (!isKnown() && performance.now() < again) await this.nudge(again - performance.now());
    }
  }

  /** A fact was handled: whoever waits looks again. */
  notify(): void {
    for (const wake of this.waiting) wake();
  }

  private nudge(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.waiting.add(done);
    });
  }
}
