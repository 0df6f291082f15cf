/** How long to poll and how often; both in milliseconds. */
export interface EventuallyOptions {
  readonly timeoutMs?: number | undefined;
  readonly intervalMs?: number | undefined;
}

/**
 * Calls `attempt` until it neither throws nor rejects, and returns its value. After `timeoutMs` (10 s unless given) it
 * throws the last error, so that a failing test says what was still wrong.
 */
export const eventually = async <Value>(
  attempt: () => Value | Promise<Value>,
  { timeoutMs = 10_000, intervalMs = 25 }: EventuallyOptions = {},
): Promise<Value> => {
  const end = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() >= end) throw error;
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
  }
};
