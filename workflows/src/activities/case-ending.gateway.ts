import {
  ApplicationEvents,
  ApprovalEvents,
  type ApplicationStatus,
  type ApplicationView,
  type EventEnvelope,
  type Position,
} from '#libs/contracts';
import type { Services } from './services.gateway.js';

/** Facts after which nothing more is done about a grant by a workflow. */
const GRANT_ENDS: readonly string[] = ['grant.paid', 'grant.voucher-recorded', 'grant.cancelled'];
const ENDED: readonly ApplicationStatus[] = ['LAPSED', 'WITHDRAWN', 'TERMINATED', 'ARCHIVED'];

/** Whether a case has come to its end, so that no workflow has anything to do for it. */
export class CaseEnding {
  constructor(private readonly services: Services) {}

  async hasEnded({ id, status, rejection }: Pick<ApplicationView, 'id' | 'status' | 'rejection'>): Promise<boolean> {
    if (status === 'DESIGNATED') return this.isPaid(id);
    // As long as a reconsideration can be asked for, somebody has to be there to hear of it.
    if (status === 'REJECTED') return this.services.clock.today() > (rejection?.reconsiderBy?.dueOn ?? '');
    return ENDED.includes(status);
  }

  /** Every grant that was promised has come to its end, and its reservation was settled after that. */
  private async isPaid(caseId: string): Promise<boolean> {
    const events = await this.services.events(`application/${caseId}`);
    const settled = events.flatMap((event) =>
      event.type === 'application.settled' ? ApplicationEvents['application.settled'].parse(event.data).settled : [],
    );
    const grants = settled.filter(({ subject }) => subject.startsWith('grant/'));
    const ends = await Promise.all(grants.map((position) => this.typeAt(position)));
    const over = ends.filter((type) => type !== undefined && GRANT_ENDS.includes(type)).length;
    return over >= (await this.promised(events));
  }

  /** How many funds the joint review proposed to pay from. */
  private async promised(events: readonly EventEnvelope[]): Promise<number> {
    const proposed = events.findLast(({ type }) => type === 'application.proposed');
    if (proposed === undefined) return 0;
    const { decision } = ApplicationEvents['application.proposed'].parse(proposed.data);
    const decided = await this.at(decision);
    if (decided === undefined) return Infinity;
    const { unionGrantFen, healthGrantFen } = ApprovalEvents['review.decided'].parse(decided.data);
    return [unionGrantFen, healthGrantFen].filter((fen) => (fen ?? 0) > 0).length;
  }

  private async typeAt(position: Position): Promise<string | undefined> {
    return (await this.at(position))?.type;
  }

  private async at({ subject, sequence }: Position): Promise<EventEnvelope | undefined> {
    return (await this.services.events(subject)).find((event) => Number(event.sequence) === sequence);
  }
}
