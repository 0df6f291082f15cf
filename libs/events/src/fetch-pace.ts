import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer } from 'kafkajs';

/**
 * For logs that take the facts of every topic and store those that arrive together in one write: facts gather for a moment
 * between two fetches, and then all partitions are handled at the same time. Nobody's task waits for a log.
 */
export const GATHERING = { gatherMs: 100, concurrency: 36 } as const;

/**
 * Keeps fetches apart. The first fact after a quiet time is taken at once, those right behind it together. Unlike a fetch
 * that waits at the broker for more bytes, it asks no more often when there is nothing.
 */
export class FetchPace {
  private fetchedAt = -Infinity;

  constructor(private readonly gatherMs: number) {}

  /** Hears when messages were fetched. */
  follow(consumer: Consumer): void {
    consumer.on(consumer.events.FETCH, () => {
      this.fetchedAt = performance.now();
    });
  }

  /** At the end of each batch: the next fetch begins when all of this one's are through. */
  async rest(): Promise<void> {
    const left = this.fetchedAt + this.gatherMs - performance.now();
    if (left > 0) await sleep(left);
  }
}
