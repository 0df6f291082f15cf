import { Inject, Injectable } from '@nestjs/common';
import { reach, type AggregateDocument, type LoadedAggregate } from '#libs/aggregate';
import { meetingDecider, type MeetingState } from '#libs/domain';
import { ServiceStore } from '#libs/service';

type MeetingDocument = AggregateDocument & { readonly state: MeetingState };

/** The meetings of a case, one for each plan version that its committee decided on. */
@Injectable()
export class MeetingsOfCase {
  constructor(@Inject(ServiceStore) private readonly store: ServiceStore) {}

  /** The one on the newest plan version first. */
  async find(caseId: string): Promise<readonly LoadedAggregate<MeetingState>[]> {
    const found = await reach(() =>
      this.store
        .collection<MeetingDocument>(meetingDecider.noun)
        .find({ caseId, version: { $gt: 0 } }, { projection: { caseId: 1, version: 1, state: 1 } })
        .toArray(),
    );
    return found
      .map(({ _id, version, state }) => ({ subject: _id, caseId, version, state }))
      .toSorted((one, other) => planNumberOf(other.state) - planNumberOf(one.state));
  }
}

const planNumberOf = (state: MeetingState): number => (state.status === 'NONE' ? 0 : state.planNumber);
