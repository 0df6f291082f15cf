import type { KafkaMessage } from 'kafkajs';
import { EventEnvelope } from '#libs/contracts';

/** What an `@EventPattern` handler receives as its payload. */
export interface FactMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** The case id. */
  readonly key: string;
  /** The event as it was published, byte for byte. */
  readonly bytes: Buffer;
  /** Undefined only for a consumer with `malformed: 'handle'`, when the bytes are no event. */
  readonly event: EventEnvelope | undefined;
}

/** A message as Kafka delivered it. */
export type FactRecord = Omit<FactMessage, 'event'>;

/** The event in these bytes, or why there is none. */
export const parseFact = (bytes: Buffer): { readonly event: EventEnvelope } | { readonly problem: Error } => {
  try {
    const parsed = EventEnvelope.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? { event: parsed.data } : { problem: parsed.error };
  } catch (error) {
    return { problem: error instanceof Error ? error : new Error(String(error)) };
  }
};

/** A message as it came from a topic. */
export const recordOf = (message: KafkaMessage, topic: string, partition: number): FactRecord => ({
  topic,
  partition,
  offset: message.offset,
  key: message.key?.toString('utf8') ?? '',
  bytes: message.value ?? Buffer.alloc(0),
});
