import { Controller, Inject, type Type } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { FactMessage } from '#libs/events';
import { FactIntake } from './fact-intake.js';

/** The consumer's entry, listening to these topics. A class per service, because Nest reads topics from decorators. */
export const factsController = (topics: readonly string[]): Type<unknown> => {
  @Controller()
  class FactsController {
    constructor(@Inject(FactIntake) private readonly intake: FactIntake) {}

    @EventPattern<string[]>([...topics])
    async take(@Payload() message: FactMessage): Promise<void> {
      if (message.event !== undefined) await this.intake.take(message.event);
    }
  }
  return FactsController;
};
