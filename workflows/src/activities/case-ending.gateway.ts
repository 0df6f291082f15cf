import {
  ApplicationEvents,
  ApprovalEvents,
  Settlements,
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
    const { settled } = await this.services.query('applications', `/applications/${caseId}/settlements`, Settlements);
    const grants = settled.filter(({ subject }) => subject.startsWith('grant/'));
    const over = (await Promise.all(grants.map((position) => this.isOver(position)))).filter(Boolean).length;
    return over >= (await this.promised(await this.services.events(`application/${caseId}`)));
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

  /** Whether what follows from the grant's end was done; facts about its use may have come after it. */
  private async isOver({ subject, sequence }: Position): Promise<boolean> {
    const events = await this.services.events(subject);
    return events.some((event) => GRANT_ENDS.includes(event.type) && Number(event.sequence) <= sequence);
  }

  private async at({ subject, sequence }: Position): Promise<EventEnvelope | undefined> {
    return (await this.services.events(subject)).find((event) => Number(event.sequence) === sequence);
  }
}
