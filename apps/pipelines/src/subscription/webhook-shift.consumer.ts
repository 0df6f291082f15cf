import type { FeedEntry } from '../feed/feed.storage.js';
import type { FeedSlice } from '../feed/feed-reader.view.js';
import { maySeeEntry, type FeedScope } from '../feed/feed.policy.js';
import type { WebhookTarget } from './subscription.repository.js';
import type { WebhookLetter } from './webhook-letter.storage.js';
import { pastHead, type WebhookProgress } from './webhook-progress.storage.js';
import type { SendOutcome } from './webhook.gateway.js';
import { pauseMs, webhookHeaders } from './webhook.policy.js';
import type { WebhookPorts } from './webhook.ports.js';

export interface ShiftPorts extends WebhookPorts {
  readonly schedule: readonly number[];
  /** Stops the subscription because of its receiver. */
  readonly disable: (id: string, version: number, why: 'failing' | 'gone') => Promise<void>;
  /** Told of every try. */
  readonly told: (outcome: SendOutcome) => void;
  /** Named crash points for tests. */
  readonly probe: (point: 'sent' | 'buried') => void;
}

/** Entries that are read ahead, so that a receiver that catches up costs the store few questions. */
const AHEAD = 100;
/** Entries that are not for the subscription move its progress on only now and then. */
const PASSED = 256;
/** Longest sleep between two looks at what the owner may have changed. */
const LOOK_MS = 2_000;
/** And between two looks at whether it shall stop. */
const STOP_MS = 500;
/** An answer that is on its way when the shift shall stop is heard for so long, or the message would be sent twice. */
const HEAR_MS = 2_000;

interface Ahead {
  readonly key: string;
  readonly from: number;
  readonly slice: FeedSlice;
}

/**
 * Sends for one subscription while it is leased: one message at a time, in the feed's order. What its receiver does not
 * take is tried again before anything later is sent; when the tries are used up it is set aside. A second one in a row
 * stops the subscription instead, and nothing more is set aside: then it is the receiver that is away.
 */
export class WebhookShift {
  private ahead: Ahead | undefined;
  private readonly giveUp = new AbortController();

  constructor(
    private readonly id: string,
    private readonly by: string,
    private readonly ports: ShiftPorts,
    private readonly signal: AbortSignal,
  ) {
    const hearOut = (): void => {
      setTimeout(() => this.giveUp.abort(), HEAR_MS).unref();
    };
    signal.addEventListener('abort', hearOut, { once: true });
  }

  /** Until nothing may be sent any more, the lease is lost, or the signal asks to stop after the try that is on its way. */
  async work(): Promise<void> {
    while (!this.signal.aborted && (await this.step()));
  }

  /** @returns false when the shift is over */
  private async step(): Promise<boolean> {
    const { subscriptions, webhooks } = this.ports;
    const target = await subscriptions.target(this.id);
    const progress = await webhooks.progress.find(this.id);
    if (target === undefined || progress?.leasedBy !== this.by) return false;
    const letters = await webhooks.letters.list(this.id);
    const queued = letters.find((letter) => letter.queued);
    if (queued !== undefined) return this.again(target, queued);
    const waitMs = progress.dueAt.getTime() - Date.now();
    if (waitMs > 0) {
      await sleep(Math.min(waitMs, LOOK_MS), this.signal);
      return true;
    }
    const { entry, end } = await this.head(target.scope, progress.next);
    if (entry !== undefined) return this.deliver(target, progress, entry, letters);
    if (end - progress.next >= PASSED) await webhooks.progress.advance(progress, pastHead(end));
    else await this.idle(target.scope, progress.next);
    return true;
  }

  /** Until there is something to send, or it is time to look what the owner changed. Asks the store nothing. */
  private async idle(scope: FeedScope, next: number): Promise<void> {
    const until = performance.now() + LOOK_MS;
    for (let left = LOOK_MS; left > 0 && !this.signal.aborted; left = until - performance.now()) {
      const { entry, end, more } = await this.head(scope, next);
      if (entry !== undefined || end - next >= PASSED) return;
      if (!more) await this.ports.reader.waitFor(end, Math.min(left, STOP_MS));
    }
  }

  private async deliver(
    target: WebhookTarget,
    progress: WebhookProgress,
    entry: FeedEntry,
    letters: readonly WebhookLetter[],
  ): Promise<boolean> {
    const { webhooks } = this.ports;
    const outcome = await this.send(target, entry);
    const next = entry.index + 1;
    if (outcome.result === 'delivered') {
      // Set aside before a crash, or sent again from a position: it was taken now.
      const letter = letters.find(({ index }) => index === entry.index);
      if (letter !== undefined) await webhooks.letters.remove(letter);
      const success = { lastSuccessAt: new Date(), failingSince: null, setAside: 0 };
      await webhooks.progress.advance(progress, pastHead(next, success));
      return true;
    }
    const failures = progress.failures + 1;
    const { schedule } = this.ports;
    const pause = pauseMs(failures, Math.random(), { schedule, retryAfterSeconds: outcome.retryAfterSeconds });
    const isGone = outcome.result === 'gone';
    const failingSince = progress.failingSince ?? new Date();
    if (isGone || (pause === undefined && progress.setAside > 0)) {
      await this.ports.disable(this.id, target.version, isGone ? 'gone' : 'failing');
      return false;
    }
    if (pause === undefined) {
      const { key: message, index, type } = entry;
      const letter = { message, index, type, attempts: failures, reason: outcome.result };
      await webhooks.letters.put({ subscription: this.id, ...letter });
      this.ports.probe('buried');
      await webhooks.progress.advance(progress, pastHead(next, { setAside: progress.setAside + 1, failingSince }));
      return true;
    }
    const dueAt = new Date(Date.now() + pause);
    await webhooks.progress.advance(progress, { failures, dueAt, failingSince, waitingFor: entry.key });
    return true;
  }

  /** A message that was set aside and asked for again: one try, whatever waits behind it. */
  private async again(target: WebhookTarget, letter: WebhookLetter): Promise<boolean> {
    const { webhooks, reader, disable } = this.ports;
    const entry = await reader.entry(letter.index);
    // Whoever lost a right since may not see by this way what the feed does not show any more.
    const outcome =
      entry === undefined || !maySeeEntry(target.scope, entry) ? undefined : await this.send(target, entry);
    if (outcome?.result === 'delivered') await webhooks.letters.remove(letter);
    else await webhooks.letters.refused(letter, outcome?.result ?? letter.reason);
    if (outcome?.result !== 'gone') return true;
    await disable(this.id, target.version, 'gone');
    return false;
  }

  private async send({ url, secrets }: WebhookTarget, { key: id, json: body }: FeedEntry): Promise<SendOutcome> {
    const { gateway, webhooks, told, probe } = this.ports;
    const at = new Date();
    const headers = webhookHeaders({ id, body }, secrets, at.getTime());
    const outcome = await gateway.send(url, { headers, body }, this.giveUp.signal);
    probe('sent');
    const { result, status, ms } = outcome;
    await webhooks.progress.note(this.id, { at, message: id, result, status, ms });
    told(outcome);
    return outcome;
  }

  /** The first entry from an index on that is for the subscription, from what was read ahead where that still holds. */
  private async head(
    scope: FeedScope,
    next: number,
  ): Promise<{ readonly entry: FeedEntry | undefined; readonly end: number; readonly more: boolean }> {
    const key = JSON.stringify(scope);
    const { ahead } = this;
    const rest =
      ahead?.key === key && ahead.from <= next ? ahead.slice.entries.filter(({ index }) => index >= next) : [];
    const slice =
      ahead === undefined || rest.length === 0 ? await this.ports.reader.slice(scope, next, AHEAD) : ahead.slice;
    const [entry] = rest.length === 0 ? slice.entries : rest;
    this.ahead = { key, from: next, slice };
    return { entry, end: slice.next, more: slice.more };
  }
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
