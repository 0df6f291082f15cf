import type { Message } from 'kafkajs';
import type { DeadLetter } from './consumer-ports.js';

/** Well below the broker's limit for one message, which the origin may have used up to the last byte. */
const BYTES_MAX = 512 * 1024;

/** A dead letter as other programs find it in the topic of dead letters: the message, where it came from, and why. */
export const letterMessage = ({ record, error, caseId }: DeadLetter): Message => {
  const { topic, partition, offset, key, bytes } = record;
  const isWhole = bytes.length <= BYTES_MAX;
  return {
    key: key === '' || key.length > KEY_MAX ? null : key,
    value: isWhole ? bytes : bytes.subarray(0, BYTES_MAX),
    headers: {
      'origin-topic': topic,
      'origin-partition': String(partition),
      'origin-offset': offset,
      'case-id': caseId ?? '',
      error: error instanceof Error ? error.name : 'unknown',
      problem: (error instanceof Error ? error.message : String(error)).slice(0, 1_000),
      // The whole message stays at its origin and with the service.
      ...(isWhole ? {} : { 'whole-bytes': String(bytes.length) }),
    },
  };
};

const KEY_MAX = 1_000;
