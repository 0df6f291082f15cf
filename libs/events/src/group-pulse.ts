import type { Consumer } from 'kafkajs';

/** Several heartbeats without an answer: the broker is away, or stands still. */
const SILENT_MS = 10_000;
/** Longer than a group may wait for a member who still works (60 s), and than an ended member's session (10 s). */
const GIVE_UP_MS = 90_000;

/** Whether the group's coordinator answers a consumer, and when its client no longer finds back by itself. */
export class GroupPulse {
  /** When the coordinator last answered, by `performance.now()`. */
  private heardAt = -SILENT_MS;
  private followed: Consumer | undefined;
  private end: () => void = () => undefined;

  /**
   * Follows a consumer, and no longer the one before. Resolves when it is lost and another client must take its place: it
   * crashed with something that kafkajs does not try again after, or nothing was heard of its group for 90 seconds.
   */
  follow(consumer: Consumer): Promise<void> {
    this.stop();
    this.followed = consumer;
    return new Promise((lost) => {
      const patience = setTimeout(lost, GIVE_UP_MS);
      this.end = () => {
        clearTimeout(patience);
        lost();
      };
      const { HEARTBEAT, GROUP_JOIN, CRASH } = consumer.events;
      const heard = (): void => {
        if (this.followed !== consumer) return;
        this.heardAt = performance.now();
        patience.refresh();
      };
      consumer.on(HEARTBEAT, heard);
      consumer.on(GROUP_JOIN, heard);
      consumer.on(CRASH, ({ payload }) => {
        if (this.followed !== consumer) return;
        // It joins anew, which may take as long as the group waits for the member that it was.
        this.heardAt = -SILENT_MS;
        if (!payload.restart) this.stop();
      });
    });
  }

  /** Nothing more is heard, and who waits for a loss goes on. */
  stop(): void {
    this.followed = undefined;
    this.heardAt = -SILENT_MS;
    this.end();
  }

  /** Time since the coordinator last answered, in milliseconds, when it is too long for a member that is well; else `null`. */
  get silentMs(): number | null {
    const silentMs = performance.now() - this.heardAt;
    return silentMs < SILENT_MS ? null : silentMs;
  }
}
