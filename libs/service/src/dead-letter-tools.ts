import { Inject, Injectable } from '@nestjs/common';
import type { EventEnvelope, ServiceName } from '#libs/contracts';
import type { BuriedLetter } from '#libs/domain';
import { sha256Hex, type ParkedMessage, type StoredLetter } from '#libs/aggregate';
import type { Words } from './dead-letter-words.js';
import { letterEventOf } from './dead-letters.js';
import { Documents } from './documents.js';
import { FactJudge } from './fact-handler.js';
import { SERVICE_OPTIONS, consumerOf, type ServiceOptions } from './service-options.js';
import { ServiceStore } from './service-store.js';

/** What the desk of dead letters looks up beside the letters themselves. */
@Injectable()
export class DeadLetterTools {
  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    @Inject(ServiceStore) private readonly store: ServiceStore,
    @Inject(Documents) readonly documents: Documents,
    @Inject(FactJudge) private readonly handlers: FactJudge,
  ) {}

  get service(): ServiceName {
    return this.options.name;
  }

  /** The case's messages that wait behind the letter, in order. */
  async behind(letter: StoredLetter): Promise<readonly ParkedMessage[]> {
    if (!letter.isOpen || letter.key === '') return [];
    const line = await this.store.parked.messagesOf(letter.key);
    return line.filter(
      ({ topic, partition, offset }) =>
        topic !== letter.topic || partition !== letter.partition || offset !== letter.offset,
    );
  }

  async isSeen({ subject, sequence }: EventEnvelope): Promise<boolean> {
    return (await this.store.positions.highest(subject)) >= Number(sequence);
  }

  /** What the handlers would say to it. */
  async objections(event: EventEnvelope): Promise<readonly Words[]> {
    return this.handlers.judge(event);
  }

  /** A letter whose fact was not recorded: the process died between the two, and the message will come again. */
  unrecorded({ key, topic, partition, offset, bytes, size }: StoredLetter): BuriedLetter {
    const letter = {
      consumer: consumerOf(this.options),
      topic,
      partition,
      offset,
      size,
      // Whether its case will wait is not known yet; nothing may say that nothing is missing.
      caseId: key === '' ? null : key,
      event: letterEventOf(bytes) ?? null,
      part: null,
      error: 'unknown',
      hash: sha256Hex(bytes),
    };
    return { status: 'BURIED', letter, proposedBy: null };
  }
}
