import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { FactMessage } from '#libs/events';
import { Signaller } from './signaller.gateway.js';

/** The committee, the reviewers, the authorities and the inspectors have decided. */
@Controller()
export class ApprovalsConsumer {
  constructor(private readonly signaller: Signaller) {}

  @EventPattern<string>('approvals.facts')
  take(@Payload() message: FactMessage): Promise<void> {
    return this.signaller.take(message);
  }
}
