import type { AggregateDocument } from './aggregate-document.js';

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
  private readonly documents = new Map<string, AggregateDocument>();

  get(subject: string): AggregateDocument | undefined {
    const found = this.documents.get(subject);
    if (found !== undefined) {
      this.documents.delete(subject);
      this.documents.set(subject, found);
    }
    return found;
  }

  /** Unless something newer is known: a slow read may come in after a write. */
  keep(document: AggregateDocument): void {
    const known = this.documents.get(document._id);
    if (known !== undefined && (known.version > document.version || known.fence > document.fence)) return;
    this.documents.delete(document._id);
    this.documents.set(document._id, document);
    const [oldest] = this.documents.keys();
    if (this.documents.size > KEPT_MAX && oldest !== undefined) this.documents.delete(oldest);
  }

  forget(subject: string): void {
    this.documents.delete(subject);
  }

  relayed(subject: string, sequence: number): void {
    const known = this.documents.get(subject);
    if (known === undefined) return;
    const left = Math.max(0, known.version - sequence);
    if (left < known.outbox.length) {
      this.documents.set(subject, { ...known, outbox: left === 0 ? [] : known.outbox.slice(-left) });
    }
  }
}
