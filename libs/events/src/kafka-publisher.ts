import { CompressionTypes, Partitioners, type Message, type Producer } from 'kafkajs';
import type { ServiceName } from '#libs/contracts';
import { kafkaClient } from './kafka-client.js';
import { publishedSpans } from './published-spans.js';
import { factsTopic } from './topics.js';

export interface KafkaPublisherOptions {
  readonly brokers: readonly string[];
  readonly service: ServiceName;
}

/** An event on its way: `caseId` is the Kafka key, `bytes` the value. */
export interface FactToPublish {
  readonly caseId: string;
  readonly bytes: Buffer;
}

const MESSAGES_PER_SEND = 500;
const BYTES_PER_SEND = 512 * 1024;
const HEADERS = { 'content-type': 'application/cloudevents+json' };

/**
 * Publishes a service's facts to its one topic: idempotent producer, all replicas, one request in flight, so that order
 * per key survives retries. Fits the port `EventPublisher` of `libs/aggregate`; its relay repeats for ever what is rejected.
 */
export class KafkaPublisher {
  private producer: Producer | undefined;
  private connecting: Promise<Producer> | undefined;

  constructor(private readonly options: KafkaPublisherOptions) {}

  get isConnected(): boolean {
    return this.producer !== undefined;
  }

  /** Returns when all events are on all in-sync replicas. After a rejection any part of them may be there. */
  async publish(batch: readonly FactToPublish[]): Promise<void> {
    const producer = await this.connected();
    const ended = publishedSpans(batch.map(({ bytes }) => bytes));
    try {
      for (const messages of chunks(batch)) {
        await producer.send({
          topic: factsTopic(this.options.service),
          messages,
          acks: -1,
          compression: CompressionTypes.None,
        });
      }
      ended();
    } catch (error) {
      ended(error);
      // A producer that lost its sequence numbers never finds them again; a new one starts with new ones, and consumers
      // drop what they have seen.
      await this.disconnect();
      throw error;
    }
  }

  async disconnect(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }

  private async connected(): Promise<Producer> {
    if (this.producer !== undefined) return this.producer;
    this.connecting ??= this.connect().finally(() => {
      this.connecting = undefined;
    });
    return this.connecting;
  }

  private async connect(): Promise<Producer> {
    const { brokers, service } = this.options;
    const producer = kafkaClient(`${service}.publisher`, brokers).producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    this.producer = producer;
    return producer;
  }
}

const chunks = function* (batch: readonly FactToPublish[]): Generator<Message[]> {
  let chunk: Message[] = [];
  let bytes = 0;
  for (const { caseId, bytes: value } of batch) {
    if (chunk.length > 0 && (chunk.length >= MESSAGES_PER_SEND || bytes + value.length > BYTES_PER_SEND)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push({ key: caseId, value, headers: HEADERS });
    bytes += value.length;
  }
  if (chunk.length > 0) yield chunk;
};
