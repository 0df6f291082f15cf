import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { EventEnvelope } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import { applicationDecider } from '#libs/domain';
import { FactHandler, ServiceStore } from '#libs/service';

interface EmployerBar {
  /** The application that was terminated. */
  readonly _id: string;
  readonly employerUscc: string;
  /** Last day of the bar. */
  readonly until: string;
}

/** Which employers may not apply, after a termination for false information (R-LIFE-06). */
@Injectable()
export class EmployerBarView extends FactHandler {
  override readonly types = ['application.terminated'];

  constructor(private readonly store: ServiceStore) {
    super();
  }

  /** Also called as soon as the command is answered, so that the bar holds while Kafka is away. */
  async apply({ subject }: Pick<EventEnvelope, 'subject'>): Promise<void> {
    const live = await this.store.aggregates.load(applicationDecider, subject);
    if (live === undefined || live.state.barredUntil === null) return;
    const { employerUscc, barredUntil: until } = live.state;
    const replace = (): Promise<unknown> =>
      this.collection.replaceOne({ _id: subject }, { employerUscc, until }, { upsert: true });
    await reach(replace).catch((error: unknown) => {
      if (isDuplicate(error)) return reach(replace);
      throw error;
    });
  }

  override async clear(): Promise<void> {
    await reach(() => this.collection.deleteMany({}));
  }

  /** The last day on which this employer may not apply; null when it never was barred. */
  async barredUntil(employerUscc: string): Promise<string | null> {
    const bars = await reach(() => this.collection.find({ employerUscc }).toArray());
    return (
      bars
        .map(({ until }) => until)
        .toSorted()
        .at(-1) ?? null
    );
  }

  private get collection(): mongo.Collection<EmployerBar> {
    return this.store.collection<EmployerBar>('employer_bars');
  }
}
