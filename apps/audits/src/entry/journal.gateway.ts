import { z } from 'zod';
import type { ServiceTokens } from '#libs/access';
import { nounOf } from '#libs/domain';
import type { ServiceClient } from '#libs/http';

const JournalPage = z.object({ events: z.array(z.string()) });

/** Which service keeps the journal of a noun's events. */
const OWNERS = {
  application: 'applications',
  meeting: 'approvals',
  review: 'approvals',
  filing: 'approvals',
  inspection: 'approvals',
  notice: 'approvals',
  site: 'approvals',
  budget: 'payments',
  grant: 'payments',
} as const satisfies Record<string, JournalOwner>;
export type JournalOwner = 'applications' | 'approvals' | 'payments';

const isOwned = (noun: string): noun is keyof typeof OWNERS => noun in OWNERS;

/** The journals of the services that own the facts: where an event is found that Kafka did not bring. */
export class JournalGateway {
  constructor(
    private readonly client: ServiceClient,
    private readonly tokens: ServiceTokens,
    private readonly urls: Readonly<Record<JournalOwner, string>>,
  ) {}

  /** The bytes of a subject's events from one sequence to another, in order. */
  async read(subject: string, from: number, to: number): Promise<Buffer[]> {
    const noun = subject.split('/')[0] ?? '';
    if (!isOwned(noun)) throw new Error(`Nobody keeps a journal of ${nounOf(subject)}.`);
    const path = `/journal?subject=${encodeURIComponent(subject)}&from=${from}&to=${to}`;
    const token = await this.tokens.token();
    const { events } = await this.client.query(this.urls[OWNERS[noun]], path, { token }, JournalPage);
    return events.map((bytes) => Buffer.from(bytes, 'base64'));
  }
}
