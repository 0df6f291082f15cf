import { z } from 'zod';
import type { ServiceTokens } from '#libs/access';
import { PermanentFault, type DoorNote, type DoorSink, type ServiceClient } from '#libs/http';

const Noted = z.object({ noted: z.boolean() });

/** The gateway has no store: what it turns away itself is noted in the door journal of audits, which asks it who it is. */
export class AuditsDoor implements DoorSink {
  constructor(
    private readonly client: Pick<ServiceClient, 'send'>,
    private readonly tokens: Pick<ServiceTokens, 'token' | 'forget'>,
    private readonly auditsUrl: string,
  ) {}

  async record({ entry, event, key }: DoorNote): Promise<void> {
    const { id, kind } = entry.actor;
    const body = { actor: { id, kind }, event, traceparent: entry.traceparent };
    try {
      const headers = { key, token: await this.tokens.token() };
      await this.client.send(this.auditsUrl, '/door-entries', body, headers, Noted);
    } catch (error) {
      if (error instanceof PermanentFault && error.status === 401) this.tokens.forget();
      throw error;
    }
  }

  /** Only what the journal itself refuses for good is given up; 401 may be a token that was withdrawn. */
  isAway(error: unknown): boolean {
    return !(error instanceof PermanentFault) || error.status === 401;
  }
}
