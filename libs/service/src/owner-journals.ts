import { z } from 'zod';
import type { ServiceTokens } from '#libs/access';
import { ApplicationEvents, ApprovalEvents, PaymentEvents, PipelineEvents, operationsOwner } from '#libs/contracts';
import { Foreign, Unavailable } from '#libs/events';
import { PermanentFault, type ServiceClient } from '#libs/http';

const JournalPage = z.object({ events: z.array(z.string()) });

/** Services whose journals others read. */
export type JournalOwner = 'applications' | 'approvals' | 'payments' | 'pipelines' | 'workflows';

const EVENTS_OF: Readonly<Record<JournalOwner, object>> = {
  applications: ApplicationEvents,
  approvals: ApprovalEvents,
  payments: PaymentEvents,
  pipelines: PipelineEvents,
  workflows: {},
};

const ownerOf = (subject: string): JournalOwner | undefined => {
  const operator = operationsOwner(subject);
  const noun = subject.slice(0, subject.indexOf('/'));
  return (Object.keys(EVENTS_OF) as JournalOwner[]).find(
    (owner) => owner === operator || Object.keys(EVENTS_OF[owner]).some((type) => type.startsWith(`${noun}.`)),
  );
};

/** The journals of the services that own the facts: where an event is found that Kafka did not bring. */
export class OwnerJournals {
  constructor(
    private readonly client: Pick<ServiceClient, 'query'>,
    private readonly tokens: Pick<ServiceTokens, 'token' | 'forget'>,
    /** Of the owners whose facts are read. */
    private readonly urls: Readonly<Partial<Record<JournalOwner, string>>>,
  ) {}

  /**
   * The bytes of a subject's events from one sequence to another, in order; fewer where the journal ends.
   * @throws Unavailable (events) whatever keeps the owner from answering: the events are there, and whoever misses them
   * must not go on without them because of a secret or an address that an operator has to set right
   * @throws Foreign (events) for a subject of nobody's
   */
  async read(subject: string, from: number, to: number): Promise<readonly Buffer[]> {
    const owner = ownerOf(subject);
    const url = owner === undefined ? undefined : this.urls[owner];
    if (url === undefined) throw new Foreign(`Nobody known here keeps a journal of ${subject}.`);
    const found: Buffer[] = [];
    try {
      // An answer may hold fewer events than were asked for.
      while (found.length <= to - from) {
        const page = await this.page(url, subject, { from: from + found.length, to });
        if (page.length === 0) break;
        found.push(...page);
      }
    } catch (error) {
      // A token may have been withdrawn before it expired.
      if (error instanceof PermanentFault && error.status === 401) this.tokens.forget();
      throw new Unavailable(`the journal of ${subject}`, error);
    }
    return found;
  }

  private async page(url: string, subject: string, { from, to }: { from: number; to: number }): Promise<Buffer[]> {
    const path = `/journal?subject=${encodeURIComponent(subject)}&from=${from}&to=${to}`;
    const token = await this.tokens.token();
    const { events } = await this.client.query(url, path, { token }, JournalPage);
    return events.map((bytes) => Buffer.from(bytes, 'base64'));
  }
}
