import { Injectable } from '@nestjs/common';
import { ApplicationEvents, EventEnvelope, type PlanVersionList } from '#libs/contracts';
import type { LoadedAggregate } from '#libs/aggregate';
import type { ApplicationState } from '#libs/domain';
import { ServiceStore } from '#libs/service';

type Versions = PlanVersionList['items'];

/** Every sealed version of a plan, from the case's own journal: the state knows the last one only. */
@Injectable()
export class PlanVersions {
  constructor(private readonly store: ServiceStore) {}

  async of({ state, subject, version }: LoadedAggregate<ApplicationState>): Promise<Versions> {
    const entries = await this.store.journal.read(subject, 1, version);
    const sealed = entries.flatMap(({ bytes }) => versionIn(bytes));
    const { plan } = state;
    // What was sealed a moment ago may still be on its way into the journal.
    if (plan === null || sealed.some(({ number }) => number === plan.number)) return sealed;
    return [...sealed, { number: plan.number, hash: plan.hash, sealedOn: plan.sealedOn }];
  }
}

const versionIn = (bytes: Buffer): Versions => {
  const { type, data } = EventEnvelope.parse(JSON.parse(bytes.toString('utf8')));
  if (type !== 'application.plan-sealed') return [];
  const { number, planHash: hash, sealedOn } = ApplicationEvents[type].parse(data);
  return [{ number, hash, sealedOn }];
};
