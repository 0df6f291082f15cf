import type { CommandAnswer } from '#libs/contracts';
import { GatewayClient, Refused, type ApiService } from '../../demonstration/src/gateway-client.js';
import type { CommandJournal } from './command-journal.js';

const ANSWER_MS = 20_000;
/** Longer than any outage of a run: a robot does not give up, it asks again with the same key. */
const RETRIES = 2_000;

interface Waiter {
  readonly service: ApiService | undefined;
  readonly wake: () => void;
}

/** The public API as the robots use it: nothing is sent that their journal does not hold, and nothing is believed that it does not. */
export class JournalingClient extends GatewayClient {
  private readonly open = new Map<ApiService, number>();
  private waiters: Waiter[] = [];

  constructor(
    where: { readonly gateway: string; readonly issuer: string; readonly secret: string },
    readonly journal: CommandJournal,
  ) {
    super({ ...where, retries: RETRIES, answerMs: ANSWER_MS });
  }

  /** Commands that were sent and not answered yet, to one service or to all. */
  inFlight(service?: ApiService): number {
    if (service !== undefined) return this.open.get(service) ?? 0;
    return [...this.open.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Resolves when the next command to this service is on its way, or after `timeoutMs`. */
  nextSent(service: ApiService | undefined, timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.waiters.push({
        service,
        wake: () => {
          clearTimeout(timer);
          resolve();
        },
      });
    });
  }

  override async command(
    account: string,
    service: ApiService,
    path: string,
    body: unknown,
    key: string,
  ): Promise<CommandAnswer> {
    const sent = this.journal.send({ key, account, service, path, body });
    this.open.set(service, this.inFlight(service) + 1);
    this.wake(service);
    try {
      const answer = await super.command(account, service, sent.path, sent.body, key);
      this.journal.answer(sent, answer);
      return answer;
    } catch (error) {
      if (error instanceof Refused)
        this.journal.refuse(sent, { status: error.status, rule: error.problem?.rule ?? '' });
      throw error;
    } finally {
      this.open.set(service, this.inFlight(service) - 1);
    }
  }

  override async upload(
    account: string,
    service: ApiService,
    caseId: string | undefined,
    content: string,
    key: string,
  ): Promise<string> {
    const hash = await super.upload(account, service, caseId, content, key);
    this.journal.upload({ account, service, caseId, content, key, hash });
    return hash;
  }

  private wake(service: ApiService): void {
    const isMeant = (waiter: Waiter): boolean => waiter.service === undefined || waiter.service === service;
    const meant = this.waiters.filter(isMeant);
    this.waiters = this.waiters.filter((waiter) => !isMeant(waiter));
    for (const { wake } of meant) wake();
  }
}
