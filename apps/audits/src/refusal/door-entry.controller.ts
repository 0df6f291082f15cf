import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { Actor, DoorEvents } from '#libs/contracts';
import { Allow } from '#libs/access';
import { CommandMeta } from '#libs/http';
import { OfficeTime, ServiceStore, StoreDoor } from '#libs/service';

const GatewayRefusal = z.strictObject({
  actor: Actor.pick({ id: true, kind: true }),
  event: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('door.refused'), data: DoorEvents['door.refused'] }),
    z.strictObject({ type: z.literal('door.flooded'), data: DoorEvents['door.flooded'] }),
  ]),
  traceparent: z.string().max(60).optional(),
});
type GatewayRefusal = z.infer<typeof GatewayRefusal>;

/** What the gateway turned away before any service was asked: it has no store of its own, so audits notes it. */
@ApiExcludeController()
@Controller('door-entries')
export class DoorEntryController {
  private readonly door: StoreDoor;

  constructor(@Inject(ServiceStore) store: ServiceStore, @Inject(OfficeTime) time: OfficeTime) {
    this.door = new StoreDoor('audits', store, time);
  }

  @Allow({ kind: 'machine', roles: ['SERVICE'] })
  @Post()
  @HttpCode(200)
  async note(
    @Body({ schema: GatewayRefusal }) { actor, event, traceparent }: GatewayRefusal,
    @CommandMeta() { key }: CommandMeta,
  ): Promise<{ noted: true }> {
    const { command, status, refusals } = event.data;
    const target = event.type === 'door.refused' ? event.data.target : null;
    const entry = { actor: { ...actor, roles: [] }, command, status, target, refusals, traceparent };
    await this.door.record({ entry, event, key });
    return { noted: true };
  }
}
