import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  CommandAnswer,
  DeadLetterDetail,
  DeadLetterList,
  DeadLetterPreview,
  DeadLetterRedone,
  type DeadLetterView,
} from '#libs/contracts';
import { ServiceTokens } from '#libs/access';
import { HttpUrl, loadConfig } from '#libs/config';
import { ServiceClient } from '#libs/http';
import { lettersWish, type LettersWish } from './dead-letters-options.js';
import { detailText, listText, previewText } from './dead-letters-text.js';

/**
 * `npm run dead-letters`: the messages that no consumer could handle, in the words of the cases, over the gateway and with
 * an operator's ordinary token. Exit code 1 when a service refuses, 2 when nothing could be asked.
 */
const Environment = z.object({ GATEWAY_URL: HttpUrl, OIDC_ISSUER: HttpUrl, CLIENT_SECRET: z.string().min(1) });

/** Everybody who reads facts and may have dead letters. */
const CONSUMERS = ['applications', 'approvals', 'payments', 'pipelines', 'workflows'] as const;

class Refused extends Error {
  override readonly name = 'Refused';
}

class LettersOverGateway {
  private readonly client = new ServiceClient({ timeoutMs: 60_000 });
  private readonly tokens: ServiceTokens;

  constructor(
    private readonly environment: z.infer<typeof Environment>,
    account: string,
  ) {
    const { OIDC_ISSUER: issuer, CLIENT_SECRET: clientSecret } = environment;
    this.tokens = new ServiceTokens({ issuer, clientId: account, clientSecret });
  }

  async list(all: boolean): Promise<readonly DeadLetterView[]> {
    const lists = await Promise.all(
      CONSUMERS.map((service) => this.read(service, `?status=${all ? 'all' : 'open'}`, DeadLetterList)),
    );
    return lists.flatMap(({ letters }) => letters);
  }

  async read<Schema extends z.ZodType>(service: string, path: string, schema: Schema): Promise<z.infer<Schema>> {
    const token = await this.tokens.token();
    return this.client.query(this.environment.GATEWAY_URL, `/api/${service}/dead-letters${path}`, { token }, schema);
  }

  async send<Schema extends z.ZodType>(
    id: string,
    action: string,
    body: unknown,
    schema: Schema,
  ): Promise<z.infer<Schema>> {
    const headers = { key: randomUUID(), token: await this.tokens.token() };
    const path = `/api/${serviceOf(id)}/dead-letters/${id}/${action}`;
    const result = await this.client.send(this.environment.GATEWAY_URL, path, body, headers, schema);
    if (result.status === 'accepted') return result.answer;
    throw new Refused(`${result.problem.rule}: ${result.problem.detail}\n${result.problem.detailEn}`);
  }
}

const serviceOf = (id: string): string => id.split('-', 1)[0] ?? '';

const drop = async (letters: LettersOverGateway, { id, reason }: LettersWish): Promise<string> => {
  const { status, proposedBy } = await letters.read(serviceOf(id), `/${id}`, DeadLetterDetail);
  if (status !== 'DROP_PROPOSED') {
    await letters.send(id, 'propose-drop', { reason }, CommandAnswer);
    return `已提议放弃，请另一名系统管理员以同一命令确认。\nProposed. Another operator confirms it with the same command and --as <account>.`;
  }
  await letters.send(id, 'confirm-drop', { reason }, CommandAnswer);
  return `已放弃（提议者 ${proposedBy ?? ''}），其后的消息继续处理。\nGiven up; what waited behind it goes on. The message is kept.`;
};

const answerTo = async (letters: LettersOverGateway, wish: LettersWish): Promise<{ text: string; value: unknown }> => {
  const { action, id } = wish;
  switch (action) {
    case 'list': {
      const value = await letters.list(wish.all);
      return { value, text: listText(value) };
    }
    case 'show': {
      const value = await letters.read(serviceOf(id), `/${id}`, DeadLetterDetail);
      return { value, text: detailText(value) };
    }
    case 'preview': {
      const value = await letters.read(serviceOf(id), `/${id}/preview`, DeadLetterPreview);
      return { value, text: previewText(value) };
    }
    case 'redo': {
      const value = await letters.send(id, 'redo', {}, DeadLetterRedone);
      const stopped = value.stoppedBy === null ? '' : `\nThe case waits again, behind ${value.stoppedBy}.`;
      return {
        value,
        text: `已重做，其后 ${value.released} 条消息已处理。\nDone again; ${value.released} messages went on behind it.${stopped}`,
      };
    }
    case 'drop': {
      const text = await drop(letters, wish);
      return { value: { text }, text };
    }
  }
};

const main = async (): Promise<void> => {
  const wish = lettersWish(process.argv.slice(2));
  const letters = new LettersOverGateway(loadConfig(Environment), wish.account);
  const { text, value } = await answerTo(letters, wish);
  process.stdout.write(`${wish.json ? JSON.stringify(value, null, 2) : text}\n`);
};

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Refused ? 1 : 2;
});
