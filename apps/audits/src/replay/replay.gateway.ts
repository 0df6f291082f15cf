import { z } from 'zod';
import { ServiceTokens } from '#libs/access';
import { HttpUrl } from '#libs/config';
import { JournalPage, LiveAggregatePage, LogHead, LogPage, type LiveAggregate } from '#libs/contracts';
import { FACT_OWNERS, ownerOfSubject } from '#libs/domain';
import { ServiceClient } from '#libs/http';
import type { ReplaySource } from './replay.view.js';

export const ReplayEnvironment = z.object({
  GATEWAY_URL: HttpUrl,
  OIDC_ISSUER: HttpUrl,
  REPLAY_ACCOUNT: z.string().min(1).default('mu-audit-1'),
  CLIENT_SECRET: z.string().min(1),
});
export type ReplayEnvironment = z.infer<typeof ReplayEnvironment>;

const ENTRIES = 500;
const AGGREGATES = 200;

/** Everything through the gateway, with the ordinary token of an auditor. */
export const gatewaySource = (environment: ReplayEnvironment): ReplaySource => {
  const { GATEWAY_URL, OIDC_ISSUER, REPLAY_ACCOUNT, CLIENT_SECRET } = environment;
  const client = new ServiceClient({ timeoutMs: 30_000 });
  const tokens = new ServiceTokens({ issuer: OIDC_ISSUER, clientId: REPLAY_ACCOUNT, clientSecret: CLIENT_SECRET });
  const read = async <Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> =>
    client.query(GATEWAY_URL, `/api/${path}`, { token: await tokens.token() }, schema);
  return {
    head: () => read('audits/head', LogHead),
    entries: async (from) => (await read(`audits/entries?from=${from}&limit=${ENTRIES}`, LogPage)).entries,
    aggregates: async () => {
      const all: LiveAggregate[] = [];
      for (const service of FACT_OWNERS) {
        let cursor: string | null = '';
        while (cursor !== null) {
          const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
          const path = `${service}/aggregates?limit=${AGGREGATES}${query}`;
          const page: LiveAggregatePage = await read(path, LiveAggregatePage);
          all.push(...page.items);
          cursor = page.next;
        }
      }
      return all;
    },
    journal: async (subject, count) => {
      const owner = ownerOfSubject(subject);
      if (owner === undefined) throw new Error(`no service keeps a journal of ${subject}`);
      const all: string[] = [];
      while (all.length < count) {
        const query = `subject=${encodeURIComponent(subject)}&from=${all.length + 1}&to=${count}`;
        const { events } = await read(`${owner}/journal?${query}`, JournalPage);
        if (events.length === 0) break;
        all.push(...events);
      }
      return all;
    },
  };
};
