import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { FactMessage } from '#libs/events';
import { EntryLog } from './entry.storage.js';

/**
 * Every topic of facts becomes entries of the log: raw bytes, and even bytes that are no event. Nothing is dropped and
 * nothing goes to dead letters; what cannot be stored now is taken again later.
 */
@Controller()
export class EntryConsumer {
  constructor(private readonly log: EntryLog) {}

  @EventPattern<string>('applications.facts')
  applications(@Payload() message: FactMessage): Promise<void> {
    return this.take(message);
  }

  @EventPattern<string>('approvals.facts')
  approvals(@Payload() message: FactMessage): Promise<void> {
    return this.take(message);
  }

  @EventPattern<string>('payments.facts')
  payments(@Payload() message: FactMessage): Promise<void> {
    return this.take(message);
  }

  @EventPattern<string>('audits.facts')
  audits(@Payload() message: FactMessage): Promise<void> {
    return this.take(message);
  }

  @EventPattern<string>('workflows.facts')
  workflows(@Payload() message: FactMessage): Promise<void> {
    return this.take(message);
  }

  @EventPattern<string>('pipelines.facts')
  pipelines(@Payload() message: FactMessage): Promise<void> {
    return this.take(message);
  }

  private take({ event, bytes, key, topic, partition, offset }: FactMessage): Promise<void> {
    if (event === undefined) {
      const place = `malformed\n${topic}/${partition}/${offset}`;
      return this.log.append({ key: place, bytes, caseId: key === '' ? null : key, subject: null, sequence: 0 });
    }
    return this.log.append({
      key: `${event.source}\n${event.id}`,
      bytes,
      caseId: event.caseid,
      subject: event.subject,
      sequence: Number(event.sequence),
    });
  }
}
