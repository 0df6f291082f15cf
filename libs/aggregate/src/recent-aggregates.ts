import type { AggregateDocument } from './aggregate-document.js';
import { RecentMap } from './recent-map.js';

/** Documents kept: those of a few hundred cases that people work on at this moment. */
const KEPT_MAX = 2_000;

/** What the relay may ask and tells. */
export interface RememberedOutboxes {
  /** Everything that was saved here and not relayed, and what was in the outbox before; undefined when it must be looked up. */
  get(subject: string): Pick<AggregateDocument, '_id' | 'version' | 'outbox'> | undefined;
  /** The relay has published everything of the subject up to this event, and taken it out of the outbox. */
  relayed(subject: string, sequence: number): void;
}

/**
 * Aggregates as this process last read or wrote them, least used first. Another process may be further, so what is found
 * here is only good for what is checked afterwards (a compare-and-set), or for "at least as far as this event".
 */
export class RecentAggregates implements RememberedOutboxes {
  private readonly documents = new RecentMap<string, AggregateDocument>(KEPT_MAX);
  /** Subject → sequence of its last event that was published here. */
  private readonly published = new RecentMap<string, number>(KEPT_MAX);

  get(subject: string): AggregateDocument | undefined {
    const found = this.documents.get(subject);
    if (found !== undefined) this.documents.set(subject, found);
    return found;
  }

  /** Unless something newer is known: a slow read may come in after a write. */
  keep(document: AggregateDocument): void {
    const { _id: subject, version, fence } = document;
    const known = this.documents.get(subject);
    if (known !== undefined && (known.version > version || known.fence > fence)) return;
    // It may have been read, or its predecessor, before the relay took something out.
    this.documents.set(subject, withoutPublished(document, this.published.get(subject) ?? 0));
  }

  forget(subject: string): void {
    this.documents.delete(subject);
  }

  relayed(subject: string, sequence: number): void {
    this.published.set(subject, Math.max(sequence, this.published.get(subject) ?? 0));
    const known = this.documents.get(subject);
    if (known !== undefined) this.documents.set(subject, withoutPublished(known, sequence));
  }
}

/** An outbox is the tail of its subject's history. */
const withoutPublished = (document: AggregateDocument, sequence: number): AggregateDocument => {
  const left = Math.max(0, document.version - sequence);
  if (left >= document.outbox.length) return document;
  return { ...document, outbox: left === 0 ? [] : document.outbox.slice(-left) };
};
