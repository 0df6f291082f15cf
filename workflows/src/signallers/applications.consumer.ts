import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { FactMessage } from '#libs/events';
import { Signaller } from './signaller.gateway.js';

/** A draft was created, its plan sealed, the application submitted. */
@Controller()
export class ApplicationsConsumer {
  constructor(private readonly signaller: Signaller) {}

  @EventPattern<string>('applications.facts')
  take(@Payload() message: FactMessage): Promise<void> {
    return this.signaller.take(message);
  }
}
