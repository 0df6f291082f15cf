import { createRequire } from 'node:module';

/** The requests of one connection, as kafkajs 2.2.4 keeps them inside. */
export interface RequestQueue {
  readonly pending: readonly unknown[];
  /** Milliseconds since 1970; -1 when the broker never asked for a pause. */
  readonly throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null | undefined;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

const LOOK_MS = 10;

/**
 * Keeps kafkajs from looking for waiting requests where there are none. After each answer it plans its next look a negative
 * time ahead, which is a millisecond, and so on for ever: every process spent 3 to 4 % of a core on its idle connections.
 * A queue needs a look only while something waits in it, and whatever is put there plans one.
 */
export const restIdleQueues = (): void => {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
    prototype: RequestQueue;
  };
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.throttleCheckTimeoutId || this.pending.length === 0) return;
    const throttledMs = this.throttledUntil - Date.now();
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null;
        this.checkPendingRequests();
      },
      throttledMs > 0 ? throttledMs : LOOK_MS,
    );
  };
};
