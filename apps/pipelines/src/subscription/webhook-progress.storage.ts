import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { WebhookAttemptView, WebhookResult } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import { ServiceStore } from '#libs/service';

/** How far a subscription is. It is no fact of the office, and changes with every message. */
export interface WebhookProgress {
  /** The subscription's id. */
  readonly _id: string;
  /** Index of the feed's entry that is looked at next. */
  readonly next: number;
  /** The message that was not taken yet, and how often it was tried. */
  readonly waitingFor: string | null;
  readonly failures: number;
  /** Not tried again before. */
  readonly dueAt: Date;
  readonly failingSince: Date | null;
  readonly lastSuccessAt: Date | null;
  /** Messages set aside since the last one that was taken. */
  readonly setAside: number;
  /** Tries so far, also the number of the next one. */
  readonly tried: number;
  readonly leasedBy: string;
  readonly leasedUntil: Date;
}

interface AttemptDocument {
  /** `<subscription>/<number modulo those that are kept>`. */
  readonly _id: string;
  readonly number: number;
  readonly at: Date;
  readonly message: string;
  readonly result: WebhookResult;
  readonly status: number | null;
  readonly ms: number;
}
export type WebhookAttempt = Omit<AttemptDocument, '_id' | 'number'>;

/** A subscription whose process died is taken over by another one after this. */
const LEASE_MS = 30_000;
export const RENEW_MS = 10_000;
/** Latest tries that are kept of each subscription. */
const ATTEMPTS_KEPT = 100;

const attemptId = (subscription: string, number: number): string => `${subscription}/${number % ATTEMPTS_KEPT}`;
/** No message waits for another try. */
const FRESH = { waitingFor: null, failures: 0 };

/** What changes when the message at the head was taken, set aside, or is not for the subscription. */
export const pastHead = (next: number, change: Partial<WebhookProgress> = {}): Partial<WebhookProgress> => ({
  ...FRESH,
  next,
  dueAt: new Date(0),
  ...change,
});

/** Where each subscription stands in the feed, who sends for it now, and what came of its latest tries. */
@Injectable()
export class WebhookProgressStore {
  constructor(private readonly store: ServiceStore) {}

  /** Begins at this index, unless it has begun already. */
  async begin(id: string, next: number): Promise<void> {
    const times = { dueAt: new Date(0), lastSuccessAt: null, leasedUntil: new Date(0) };
    const none = { ...FRESH, failingSince: null, setAside: 0, tried: 0, leasedBy: '' };
    const born: WebhookProgress = { _id: id, next, ...none, ...times };
    await reach(() => this.progress.insertOne(born)).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  }

  async find(id: string): Promise<WebhookProgress | undefined> {
    return (await reach(() => this.progress.findOne({ _id: id }))) ?? undefined;
  }

  /** False when another living process has it. */
  async lease(id: string, by: string): Promise<boolean> {
    const now = new Date();
    const taken = await reach(() =>
      this.progress.updateOne(
        { _id: id, leasedUntil: { $lt: now } },
        { $set: { leasedBy: by, leasedUntil: new Date(now.getTime() + LEASE_MS) } },
      ),
    );
    return taken.matchedCount > 0;
  }

  async renew(id: string, by: string): Promise<void> {
    const leasedUntil = new Date(Date.now() + LEASE_MS);
    await reach(() => this.progress.updateOne({ _id: id, leasedBy: by }, { $set: { leasedUntil } }));
  }

  /** Lets another process go on at once. */
  async release(id: string, by: string): Promise<void> {
    const free = { leasedBy: '', leasedUntil: new Date(0) };
    await reach(() => this.progress.updateOne({ _id: id, leasedBy: by }, { $set: free }));
  }

  /**
   * Goes on from where it was seen. Nothing happens when it was taken over or set back meanwhile: what was sent is then
   * sent again, and known by its id.
   */
  async advance(
    { _id, next, leasedBy }: Pick<WebhookProgress, '_id' | 'next' | 'leasedBy'>,
    change: Partial<WebhookProgress>,
  ): Promise<void> {
    await reach(() => this.progress.updateOne({ _id, next, leasedBy }, { $set: change }));
  }

  /** Goes back to an index, never on to one. */
  async rewind(id: string, index: number): Promise<void> {
    const change = { ...FRESH, next: index, dueAt: new Date(0) };
    await reach(() => this.progress.updateOne({ _id: id, next: { $gt: index } }, { $set: change }));
  }

  /** Begins the tries of the message that waits anew, at once. */
  async retryNow(id: string): Promise<void> {
    const change = { ...FRESH, setAside: 0, dueAt: new Date(0) };
    await reach(() => this.progress.updateOne({ _id: id }, { $set: change }));
  }

  /** Notes what came of a try. */
  async note(id: string, attempt: WebhookAttempt): Promise<void> {
    const now = await reach(() =>
      this.progress.findOneAndUpdate({ _id: id }, { $inc: { tried: 1 } }, { returnDocument: 'after' }),
    );
    if (now === null) return;
    const number = now.tried;
    const _id = attemptId(id, number);
    const replace = (): Promise<unknown> => this.tries.replaceOne({ _id }, { number, ...attempt }, { upsert: true });
    await reach(replace).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  }

  /** The latest tries, the newest first. */
  async attempts(id: string): Promise<WebhookAttemptView[]> {
    const ids = Array.from({ length: ATTEMPTS_KEPT }, (_, at) => attemptId(id, at));
    const found = await reach(() => this.tries.find({ _id: { $in: ids } }).toArray());
    return found
      .toSorted((a, b) => b.number - a.number)
      .map(({ at, message, result, status, ms }) => ({ at: at.toISOString(), message, result, status, ms }));
  }

  private get progress(): mongo.Collection<WebhookProgress> {
    return this.store.collection<WebhookProgress>('webhook_progress');
  }
  private get tries(): mongo.Collection<AttemptDocument> {
    return this.store.collection<AttemptDocument>('webhook_attempts');
  }
}
