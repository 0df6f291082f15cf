import type { FactsStrategy } from '#libs/events';
import type { Metrics } from '#libs/telemetry';
import type { ServiceStore } from './service-store.js';

/** What operators watch of a consumer with dead letters, and of the outbox behind which its facts wait. */
export const watchOperations = (
  metrics: Metrics,
  store: Pick<ServiceStore, 'letters' | 'parked' | 'relay'>,
  consumer: Pick<FactsStrategy, 'lag'>,
): void => {
  metrics.gauge(
    'nuanchao_dead_letters_open',
    'Messages that nobody could handle and nobody has dealt with',
    [],
    (gauge) => unlessAway(async () => gauge.set(await store.letters.countOpen())),
  );
  metrics.gauge('nuanchao_parked_cases', 'Cases that stand still at this consumer behind a dead letter', [], (gauge) =>
    unlessAway(async () => gauge.set((await store.parked.list()).length)),
  );
  watchConsumer(metrics, consumer);
  watchOutbox(metrics, store);
};

export const watchConsumer = (metrics: Metrics, consumer: Pick<FactsStrategy, 'lag'>): void => {
  metrics.gauge('nuanchao_consumer_lag_messages', 'Messages in the topics that are not taken yet', [], (gauge) =>
    gauge.set(consumer.lag),
  );
};

/** Every owner of facts has an outbox. */
export const watchOutbox = (metrics: Metrics, store: Pick<ServiceStore, 'relay'>): void => {
  metrics.gauge('outbox_oldest_seconds', 'Age of the oldest event that is not published yet', [], (gauge) =>
    gauge.set(store.relay.oldestAgeMs / 1000),
  );
  metrics.gauge('outbox_pending_subjects', 'Aggregates with events that are not published yet', [], (gauge) =>
    gauge.set(store.relay.pending),
  );
  metrics.gauge('outbox_forked_subjects', 'Aggregates held back because their outbox was tampered with', [], (gauge) =>
    gauge.set(store.relay.forked.length),
  );
  metrics.gauge('outbox_published_events', 'Events published since the start of the process', [], (gauge) =>
    gauge.set(store.relay.published),
  );
};

/** A store that is away must not take the other metrics with it: the gauge keeps its last value. */
export const unlessAway = async (read: () => Promise<void>): Promise<void> => {
  try {
    await read();
  } catch {
    // Readiness says that the store is away.
  }
};
