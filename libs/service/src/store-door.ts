import type { ServiceName } from '#libs/contracts';
import { doorDecider } from '#libs/domain';
import { Busy, isUnavailable } from '#libs/aggregate';
import type { DoorNote, DoorSink } from '#libs/http';
import type { OfficeTime } from './office-time.js';
import type { ServiceStore } from './service-store.js';

/** The door journal of a service in its own store: one subject a day. */
export class StoreDoor implements DoorSink {
  constructor(
    private readonly service: ServiceName,
    private readonly store: Pick<ServiceStore, 'aggregates'>,
    private readonly time: Pick<OfficeTime, 'contextFor'>,
  ) {}

  async record({ entry, event, key }: DoorNote): Promise<void> {
    const context = this.time.contextFor(entry.actor);
    const id = `${this.service}-${context.today}`;
    await this.store.aggregates.execute({
      decider: doorDecider,
      subject: `${doorDecider.noun}/${id}`,
      caseId: id,
      command: event,
      key,
      fingerprint: key,
      traceparent: entry.traceparent,
      context,
    });
  }

  isAway(error: unknown): boolean {
    return isUnavailable(error) || error instanceof Busy;
  }
}
