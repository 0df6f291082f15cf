import type { EachBatchPayload } from 'kafkajs';

export const HEARTBEAT_MS = 2_000;

/** Keeps the membership alive while a handler takes long; a rebalance shows itself at the next heartbeat outside. */
export const beating = async (
  payload: Pick<EachBatchPayload, 'heartbeat'>,
  work: () => Promise<void>,
): Promise<void> => {
  const timer = setInterval(() => {
    payload.heartbeat().catch(() => undefined);
  }, HEARTBEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
};
