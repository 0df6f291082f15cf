import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { EventEnvelope } from '#libs/contracts';
import { factsTopic } from '#libs/events';
import { FACT_OWNERS, type FactOwner, type ProductStores } from './product-stores.js';
import type { SeededRandom } from './seeded-random.js';

interface OldFact {
  readonly id: string;
  readonly key: string;
  readonly bytes: Buffer;
}

/** Sends facts to Kafka once more: the very bytes and key, but again, late, or in another order. */
export class FactResender {
  constructor(
    private readonly brokers: string,
    private readonly stores: ProductStores,
    private readonly random: SeededRandom,
  ) {}

  /** @returns how many messages were sent */
  async resend(how: 'duplicated' | 'late' | 'reordered', messages: number): Promise<number> {
    let sent = 0;
    for (const owner of FACT_OWNERS) {
      const all = await this.factsOf(owner);
      // The newest ones overtake what is under way; the oldest ones were forgotten long ago.
      const chosen = how === 'late' ? all.slice(0, messages) : all.slice(-messages);
      const ordered = how === 'reordered' ? this.random.shuffled(chosen) : chosen;
      await this.send(owner, how === 'duplicated' ? [...ordered, ...ordered] : ordered);
      sent += how === 'duplicated' ? 2 * ordered.length : ordered.length;
    }
    return sent;
  }

  /**
   * The last facts of a service backwards, while it lies dead between journal and publication: their consumers see them out of
   * order for the first time, with gaps.
   */
  async publishBackwards(owner: FactOwner, messages: number): Promise<number> {
    const last = (await this.factsOf(owner)).slice(-messages).toReversed();
    await this.send(owner, last);
    return last.length;
  }

  /** By the time at which they were decided. */
  private async factsOf(owner: FactOwner): Promise<readonly OldFact[]> {
    const found = await this.stores.journalOf(owner);
    return found
      .map(({ id, bytes }) => ({ id, bytes, event: EventEnvelope.parse(JSON.parse(bytes.toString('utf8'))) }))
      .sort((a, b) => a.event.time.localeCompare(b.event.time) || a.id.localeCompare(b.id))
      .map(({ id, bytes, event }) => ({ id, bytes, key: event.caseid }));
  }

  private async send(owner: FactOwner, facts: readonly OldFact[]): Promise<void> {
    if (facts.length === 0) return;
    const kafka = new Kafka({ clientId: 'faults', brokers: this.brokers.split(','), logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    try {
      const messages = facts.map(({ key, bytes }) => ({ key, value: bytes }));
      await producer.send({ topic: factsTopic(owner), acks: -1, messages });
    } finally {
      await producer.disconnect();
    }
  }
}
