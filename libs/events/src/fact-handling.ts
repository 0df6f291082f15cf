import type { EventEnvelope } from '#libs/contracts';
import { Unavailable, isPermanent, isUnavailable } from './consumer-failures.js';
import type { DeadLetter, FetchMissing, Incident, ParkedCasesPort, SeenSequences } from './consumer-ports.js';
import { parseFact, type FactMessage, type FactRecord } from './fact-message.js';

export interface FactHandlingOptions {
  readonly parked: ParkedCasesPort;
  readonly seen?: SeenSequences | undefined;
  readonly fetchMissing?: FetchMissing | undefined;
  /** `handle` gives bytes that are no event to the handler (audits), `dead-letter` sets them aside. */
  readonly malformed: 'dead-letter' | 'handle';
  /** How often an error of unknown kind is tried before it counts as permanent. */
  readonly attempts: number;
  readonly bury: (letter: DeadLetter) => Promise<void>;
  readonly report: (incident: Incident) => void;
}

type Handler = (message: FactMessage) => Promise<void>;

/**
 * Decides what becomes of one message: dropped when seen, parked behind its case's dead letter, repaired when a gap shows,
 * handled, or buried. A rejection means "the same message again later"; it must not be passed by.
 */
export class FactHandling {
  private readonly tries = new Map<string, number>();

  constructor(private readonly options: FactHandlingOptions) {}

  async process(record: FactRecord, handler: Handler): Promise<void> {
    if (this.mayPark(record) && (await this.options.parked.isParked(record.key))) {
      await this.options.parked.park(record.key, { ...record, reason: 'waits behind a dead letter of its case' });
      return;
    }
    await this.attempt(record, handler);
  }

  /** Handles a parked case's messages in order and lets it go on. Throws at the first that fails; the rest stays parked. */
  async resume(caseId: string, handler: (topic: string) => Handler): Promise<void> {
    const { parked } = this.options;
    // Twice: a message may be parked between the last look and the unparking.
    for (const last of [false, true]) {
      for (const record of await parked.messagesOf(caseId)) {
        await this.handle(record, handler(record.topic));
        await parked.remove(record);
      }
      if (!last) await parked.unpark(caseId);
    }
  }

  private async attempt(record: FactRecord, handler: Handler): Promise<void> {
    const name = `${record.topic}/${record.partition}/${record.offset}`;
    try {
      await this.handle(record, handler);
      this.tries.delete(name);
    } catch (error) {
      const tries = (this.tries.get(name) ?? 0) + 1;
      // A consumer that takes even malformed bytes (audits) leaves nothing out: for it, everything is tried again.
      const buries =
        this.options.malformed === 'dead-letter' &&
        (isPermanent(error) || (!isUnavailable(error) && tries >= this.options.attempts));
      if (!buries) {
        this.tries.set(name, tries);
        this.options.report({ kind: 'unavailable', record, error, attempt: tries });
        throw error;
      }
      await this.bury(record, error);
      this.tries.delete(name);
    }
  }

  private async handle(record: FactRecord, handler: Handler): Promise<void> {
    const parsed = parseFact(record.bytes);
    if ('problem' in parsed) {
      if (this.options.malformed === 'dead-letter') throw parsed.problem;
      await handler({ ...record, event: undefined });
      return;
    }
    await this.inOrder(record, parsed.event, handler);
  }

  private async inOrder(record: FactRecord, event: EventEnvelope, handler: Handler): Promise<void> {
    const { seen, fetchMissing } = this.options;
    const sequence = Number(event.sequence);
    const highest = (await seen?.highest(event.subject)) ?? sequence - 1;
    if (sequence <= highest) return;
    if (sequence > highest + 1) {
      this.options.report({ kind: 'gap', record, from: highest + 1, to: sequence - 1 });
      if (fetchMissing !== undefined)
        await this.repair(record, event.subject, { from: highest + 1, to: sequence - 1 }, handler);
    }
    await handler({ ...record, event });
    await seen?.markSeen(event.subject, sequence);
  }

  /** Events are in the journal before they are in Kafka, so a journal without them is one that cannot be read rightly now. */
  private async repair(
    record: FactRecord,
    subject: string,
    { from, to }: { readonly from: number; readonly to: number },
    handler: Handler,
  ): Promise<void> {
    const missing = (await this.options.fetchMissing?.(subject, from, to)) ?? [];
    if (missing.length !== to - from + 1) throw new Unavailable(`the journal of ${subject} from ${from} to ${to}`);
    for (const [index, bytes] of missing.entries()) {
      const parsed = parseFact(bytes);
      if ('problem' in parsed) throw parsed.problem;
      if (parsed.event.subject !== subject || Number(parsed.event.sequence) !== from + index) {
        throw new Unavailable(`event ${from + index} of ${subject}`);
      }
      await handler({ ...record, bytes, event: parsed.event });
      await this.options.seen?.markSeen(subject, from + index);
    }
  }

  private async bury(record: FactRecord, error: unknown): Promise<void> {
    await this.options.bury({ record, error });
    this.options.report({ kind: 'dead-letter', record, error });
    if (!this.mayPark(record)) return;
    await this.options.parked.park(record.key, { ...record, reason: error instanceof Error ? error.name : 'unknown' });
  }

  /** Audits never leaves anything behind, and without a key there is no case to park. */
  private mayPark(record: FactRecord): boolean {
    return this.options.malformed === 'dead-letter' && record.key !== '';
  }
}
