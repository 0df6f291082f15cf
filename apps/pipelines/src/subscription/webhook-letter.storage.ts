import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { WebhookDeadLetterView, WebhookResult } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import { ServiceStore } from '#libs/service';
import { positionAt } from '../feed/feed-position.policy.js';

interface LetterDocument {
  /** `<subscription>/<index of the feed's entry>`. */
  readonly _id: string;
  readonly subscription: string;
  readonly index: number;
  /** Id of the event. */
  readonly message: string;
  readonly type: string;
  readonly attempts: number;
  readonly reason: WebhookResult;
  readonly since: Date;
  /** Asked for again. */
  readonly queued: boolean;
}
export type WebhookLetter = LetterDocument;

/** Messages that their receivers did not take. What they say is in the feed and stays there. */
@Injectable()
export class WebhookLetters {
  constructor(private readonly store: ServiceStore) {}

  /** Sets a message aside; again for one that is there already counts its tries anew. */
  async put(letter: Omit<LetterDocument, '_id' | 'since' | 'queued'>): Promise<void> {
    const _id = `${letter.subscription}/${letter.index}`;
    const replace = (): Promise<unknown> =>
      this.collection.replaceOne({ _id }, { ...letter, since: new Date(), queued: false }, { upsert: true });
    await reach(replace).catch((error: unknown) => {
      if (isDuplicate(error)) return reach(replace);
      throw error;
    });
  }

  /** In the feed's order. */
  async list(subscription: string): Promise<readonly LetterDocument[]> {
    const found = await reach(() => this.collection.find({ subscription }).toArray());
    return found.toSorted((a, b) => a.index - b.index);
  }

  /** Has one message sent again, or all. @returns how many that are */
  async queue(subscription: string, message?: string): Promise<number> {
    const wanted = (await this.list(subscription)).filter((each) => message === undefined || each.message === message);
    for (const { _id } of wanted) await reach(() => this.collection.updateOne({ _id }, { $set: { queued: true } }));
    return wanted.length;
  }

  /** The first that was asked for again. */
  async firstQueued(subscription: string): Promise<LetterDocument | undefined> {
    return (await this.list(subscription)).find(({ queued }) => queued);
  }

  /** It was taken. */
  async remove({ _id }: Pick<LetterDocument, '_id'>): Promise<void> {
    await reach(() => this.collection.deleteOne({ _id }));
  }

  /** It was not taken this time either; it waits until somebody asks again. */
  async refused({ _id, attempts }: Pick<LetterDocument, '_id' | 'attempts'>, reason: WebhookResult): Promise<void> {
    await reach(() => this.collection.updateOne({ _id }, { $set: { queued: false, attempts: attempts + 1, reason } }));
  }

  private get collection(): mongo.Collection<LetterDocument> {
    return this.store.collection<LetterDocument>('webhook_letters');
  }
}

/** A message that was set aside, as its owner sees it. */
export const letterView = ({ message, index, type, attempts, reason, since, queued }: LetterDocument) =>
  ({
    message,
    position: positionAt(index + 1),
    type,
    attempts,
    reason,
    since: since.toISOString(),
    queued,
  }) satisfies WebhookDeadLetterView;
