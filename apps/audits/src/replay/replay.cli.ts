import { z } from 'zod';
import { ServiceTokens } from '#libs/access';
import { HttpUrl, loadConfig } from '#libs/config';
import { LiveAggregatePage, LogHead, LogPage, type LiveAggregate, type ServiceName } from '#libs/contracts';
import { ServiceClient } from '#libs/http';
import { replay, type ReplayReport, type ReplaySource } from './replay.view.js';

/**
 * `npm run replay`: folds every case from the log, compares it with the live documents, and names the first difference.
 * It reads as an auditor, with an ordinary token, through the gateway. Exit code 1 when something differs.
 */
const Environment = z.object({
  GATEWAY_URL: HttpUrl,
  OIDC_ISSUER: HttpUrl,
  REPLAY_ACCOUNT: z.string().min(1).default('mu-audit-1'),
  CLIENT_SECRET: z.string().min(1),
});
const PAGE = 500;
const OWNERS = ['applications', 'approvals', 'payments'] as const satisfies readonly ServiceName[];

const sourceOf = (environment: z.infer<typeof Environment>): ReplaySource => {
  const { GATEWAY_URL, OIDC_ISSUER, REPLAY_ACCOUNT, CLIENT_SECRET } = environment;
  const client = new ServiceClient({ timeoutMs: 30_000 });
  const tokens = new ServiceTokens({ issuer: OIDC_ISSUER, clientId: REPLAY_ACCOUNT, clientSecret: CLIENT_SECRET });
  const read = async <Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> =>
    client.query(GATEWAY_URL, `/api/${path}`, { token: await tokens.token() }, schema);
  return {
    head: () => read('audits/head', LogHead),
    entries: async (from) => (await read(`audits/entries?from=${from}&limit=${PAGE}`, LogPage)).entries,
    aggregates: async () => {
      const all: LiveAggregate[] = [];
      for (const service of OWNERS) {
        let cursor: string | null = '';
        while (cursor !== null) {
          const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
          const page: LiveAggregatePage = await read(`${service}/aggregates?limit=200${query}`, LiveAggregatePage);
          all.push(...page.items);
          cursor = page.next;
        }
      }
      return all;
    },
  };
};

const sentenceOf = (difference: NonNullable<ReplayReport['difference']>): string => {
  switch (difference.problem) {
    case 'missing':
      return `log entry ${difference.index} is missing; the next one found is ${difference.found}`;
    case 'leaf':
      return `log entry ${difference.index}: its bytes are not the ones that were logged`;
    case 'root':
      return `log entry ${difference.index}: it does not stand where it was logged (changed, swapped or put in)`;
    case 'head':
      return `log entry ${difference.index} is missing: the log says that it is longer than what can be read`;
    case 'missing-event':
      return `${difference.subject}: event ${difference.sequence} is neither in the log nor in the outbox`;
    case 'unfoldable':
      return `${difference.subject}: event ${difference.sequence} (${difference.type}) cannot be folded`;
    case 'not-live':
      return `${difference.subject}: the log has ${difference.sequence} events of it, but there is no live document`;
    case 'state':
      return (
        `${difference.subject} at version ${difference.version}, field ${difference.pointer}: ` +
        `the log folds to ${JSON.stringify(difference.folded)}, the database says ${JSON.stringify(difference.live)}`
      );
  }
};

const main = async (): Promise<void> => {
  const started = Date.now();
  const report = await replay(sourceOf(loadConfig(Environment)), (entries) => {
    if (process.stdout.isTTY) process.stdout.write(`\rread ${entries} entries`);
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const counted = `${report.entries} log entries, ${report.cases} cases, ${report.aggregates} live aggregates`;
  process.stdout.write(`\r${counted}, tree head ${report.root}, ${seconds} s\n`);
  if (report.difference === null) {
    process.stdout.write('Every case folds to its live state.\n');
    return;
  }
  process.stdout.write(`First difference: ${sentenceOf(report.difference)}.\n`);
  process.exitCode = 1;
};

await main().catch((error: unknown) => {
  process.stderr.write(`The replay could not be done: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
