import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { FactMessage } from '#libs/events';
import { Signaller } from './signaller.gateway.js';

/** A payment was approved, arrived or came back; a voucher was recorded. */
@Controller()
export class PaymentsConsumer {
  constructor(private readonly signaller: Signaller) {}

  @EventPattern<string>('payments.facts')
  take(@Payload() message: FactMessage): Promise<void> {
    return this.signaller.take(message);
  }
}
