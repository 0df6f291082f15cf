import type { Consumer, EachBatchPayload } from 'kafkajs';

/** What kafkajs lends with every batch: the resolved offsets of the partitions that this member has now. */
type Offsets = Pick<EachBatchPayload, 'uncommittedOffsets' | 'commitOffsetsIfNecessary'>;

/**
 * Commits the offsets of what was passed by: seldom while messages come, and when the consumer closes or loses partitions.
 * A commit only shortens what comes again after a crash; a refused one costs repetitions, which every consumer drops.
 */
export class OffsetCommits {
  private readonly batches = new Set<Promise<void>>();
  private resolved: Offsets | undefined;
  private timer: NodeJS.Timeout | undefined;
  private committing: Promise<void> = Promise.resolve();
  private generation = 0;

  constructor(private readonly intervalMs: number) {}

  /** Hears when the consumer gets or loses partitions. */
  follow(consumer: Consumer): void {
    const { REBALANCING, GROUP_JOIN, STOP, CRASH } = consumer.events;
    // The group still takes its members' commits until they join anew.
    consumer.on(REBALANCING, () => void this.commit());
    for (const changed of [GROUP_JOIN, STOP, CRASH]) consumer.on(changed, () => this.forget());
  }

  /** Runs the work of a batch; `isCurrent` says whether the partitions are still those that it was fetched with. */
  async during(work: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    const { generation } = this;
    const batch = work(() => generation === this.generation);
    this.batches.add(batch);
    try {
      await batch;
    } finally {
      this.batches.delete(batch);
    }
  }

  /** Offsets were resolved; they are committed with those of the next moments. */
  note(offsets: Offsets): void {
    this.resolved = offsets;
    this.timer ??= setTimeout(() => void this.commit(), this.intervalMs);
  }

  /** Commits what is resolved and not committed. Never rejects: a stale member's commit is refused, and rightly. */
  commit(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.committing = this.committing.then(() => this.commitNow());
    return this.committing;
  }

  /** Commits when the messages under way are through. */
  async finish(): Promise<void> {
    await Promise.allSettled(this.batches);
    await this.commit();
  }

  /** The partitions are others', or come anew: what was resolved before is no longer ours to commit. */
  private forget(): void {
    this.generation += 1;
    this.resolved = undefined;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async commitNow(): Promise<void> {
    const { resolved, generation } = this;
    this.resolved = undefined;
    try {
      await resolved?.commitOffsetsIfNecessary(resolved.uncommittedOffsets());
    } catch {
      // Kept for the next commit, unless the partitions have changed hands meanwhile.
      if (generation === this.generation) this.resolved ??= resolved;
    }
  }
}
