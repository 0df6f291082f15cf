import { operationsOwner, type EventEnvelope } from '#libs/contracts';
import { Unavailable, isPermanent, isUnavailable } from './consumer-failures.js';
import type { FetchMissing, Incident, LettersPort, ParkedCasesPort, SeenSequences } from './consumer-ports.js';
import { parseFact, type FactMessage, type FactRecord } from './fact-message.js';
import { Foreign, Unjournaled, checkOrigin } from './fact-origin.js';

export interface FactHandlingOptions {
  readonly parked: ParkedCasesPort;
  readonly letters: LettersPort;
  readonly seen?: SeenSequences | undefined;
  readonly fetchMissing?: FetchMissing | undefined;
  /** `handle` gives bytes that are no event to the handler (audits), `dead-letter` sets them aside. */
  readonly malformed: 'dead-letter' | 'handle';
  /** How often an error of unknown kind is tried before it counts as permanent. */
  readonly attempts: number;
  readonly report: (incident: Incident) => void;
}

type Handler = (message: FactMessage) => Promise<void>;

/** What became of a parked case: how many messages were handled, and whether another letter stopped it. */
export interface Resumed {
  readonly handled: number;
  readonly stopped: boolean;
}

/**
 * Decides what becomes of one message: dropped when seen, parked behind its case's dead letter, repaired when a gap shows,
 * handled, or buried. A rejection means "the same message again later"; it must not be passed by.
 */
export class FactHandling {
  private readonly tries = new Map<string, number>();

  constructor(private readonly options: FactHandlingOptions) {}

  async process(record: FactRecord, handler: Handler): Promise<void> {
    if (await this.waits(record)) {
      await this.options.parked.park(record.key, { ...record, reason: 'waits behind a dead letter of its case' });
      return;
    }
    const name = `${record.topic}/${record.partition}/${record.offset}`;
    try {
      await this.handle(record, handler);
    } catch (error) {
      const tries = (this.tries.get(name) ?? 0) + 1;
      if (!this.isHopeless(error, tries)) {
        this.tries.set(name, tries);
        this.options.report({ kind: 'unavailable', record, error, attempt: tries });
        throw error;
      }
      await this.giveUp(record, error, handler);
    }
    this.tries.delete(name);
  }

  /** Handles one message as if it came now, and buries nothing. Throws what the handler throws. */
  async redo(record: FactRecord, handler: Handler): Promise<void> {
    await this.handle(record, handler);
  }

  /** Handles a parked case's messages in order and lets it go on, up to the first that is, or becomes, a dead letter. */
  async resume(caseId: string, handler: (topic: string) => Handler): Promise<Resumed> {
    const { parked, letters } = this.options;
    let handled = 0;
    // Twice: a message may be parked between the last look and the unparking.
    for (const last of [false, true]) {
      for (const record of await parked.messagesOf(caseId)) {
        if (await letters.isOpen(record)) return { handled, stopped: true };
        if (!(await this.release(record, handler(record.topic)))) return { handled, stopped: true };
        await parked.remove(record);
        handled += 1;
      }
      if (!last) await parked.unpark(caseId);
    }
    return { handled, stopped: false };
  }

  /** False when it turned out to be a dead letter of its own, which stays at its place in the line. */
  private async release(record: FactRecord, handler: Handler): Promise<boolean> {
    try {
      await this.handle(record, handler);
      return true;
    } catch (error) {
      if (!isPermanent(error)) throw error;
      await this.bury(record, error);
      return error instanceof Foreign;
    }
  }

  private async waits(record: FactRecord): Promise<boolean> {
    if (!this.mayPark(record) || !(await this.options.parked.isParked(record.key))) return false;
    const parsed = parseFact(record.bytes);
    // What is told about dead letters and doors concerns no read model, and must not wait behind what it tells about.
    return 'problem' in parsed || operationsOwner(parsed.event.subject) === undefined;
  }

  private isHopeless(error: unknown, tries: number): boolean {
    if (error instanceof Foreign) return true;
    const isLast = !isUnavailable(error) && tries >= this.options.attempts;
    // A consumer that takes even malformed bytes (audits) leaves nothing out: what is no fault of the message waits.
    if (this.options.malformed === 'handle') return error instanceof Unjournaled && isLast;
    return isPermanent(error) || isLast;
  }

  private async giveUp(record: FactRecord, error: unknown, handler: Handler): Promise<void> {
    if (this.options.malformed === 'handle') await handler({ ...record, event: undefined });
    else await this.bury(record, error);
  }

  private async handle(record: FactRecord, handler: Handler): Promise<void> {
    const parsed = parseFact(record.bytes);
    if ('problem' in parsed) {
      if (await this.options.letters.isDropped(record)) return;
      if (this.options.malformed === 'dead-letter') throw parsed.problem;
      await handler({ ...record, event: undefined });
      return;
    }
    checkOrigin(record, parsed.event);
    await this.inOrder(record, parsed.event, handler);
  }

  private async inOrder(record: FactRecord, event: EventEnvelope, handler: Handler): Promise<void> {
    const { seen, fetchMissing } = this.options;
    const sequence = Number(event.sequence);
    const highest = (await seen?.highest(event.subject)) ?? sequence - 1;
    if (sequence <= highest) return this.checkRepeat(record, event.subject, sequence);
    if (sequence > highest + 1) {
      this.options.report({ kind: 'gap', record, from: highest + 1, to: sequence - 1 });
      if (fetchMissing !== undefined) await this.repair(record, event, highest + 1, handler);
    }
    await this.take(record, event, handler);
  }

  private async take(record: FactRecord, event: EventEnvelope, handler: Handler): Promise<void> {
    if (!(await this.options.letters.isDropped(record, event))) await handler({ ...record, event });
    await this.options.seen?.markSeen(event.subject, Number(event.sequence));
  }

  /** A repeat is dropped. One with other bytes than its owner's is somebody else's, unless the owner cannot be asked. */
  private async checkRepeat(record: FactRecord, subject: string, sequence: number): Promise<void> {
    const own = await this.options.fetchMissing?.(subject, sequence, sequence).catch(() => undefined);
    const [bytes] = own ?? [];
    if (bytes !== undefined && !bytes.equals(record.bytes)) {
      throw new Foreign(`other bytes than event ${sequence} of ${subject}, which was handled before`);
    }
  }

  /** Events are in the journal before they are in Kafka, so an event that is not there was never published by its owner. */
  private async repair(record: FactRecord, event: EventEnvelope, from: number, handler: Handler): Promise<void> {
    const { subject } = event;
    const sequence = Number(event.sequence);
    const fetch = async (first: number): Promise<readonly Buffer[]> =>
      (await this.options.fetchMissing?.(subject, first, sequence)) ?? [];
    const [own] = await fetch(sequence);
    if (own === undefined) throw new Unjournaled(`the journal of ${subject} has no event ${sequence}`);
    if (!own.equals(record.bytes)) throw new Foreign(`other bytes than event ${sequence} of ${subject}`);
    const missing = (await fetch(from)).slice(0, sequence - from);
    if (missing.length !== sequence - from) {
      throw new Unavailable(`the journal of ${subject} from ${from} to ${sequence - 1}`);
    }
    for (const [index, bytes] of missing.entries()) {
      const parsed = parseFact(bytes);
      if ('problem' in parsed) throw parsed.problem;
      if (parsed.event.subject !== subject || Number(parsed.event.sequence) !== from + index) {
        throw new Unavailable(`event ${from + index} of ${subject}`);
      }
      await this.take({ ...record, bytes }, parsed.event, handler);
    }
  }

  private async bury(record: FactRecord, error: unknown): Promise<void> {
    const holdsUp = this.mayPark(record) && !(error instanceof Foreign) && !(error instanceof Unjournaled);
    await this.options.letters.bury({ record, error, caseId: holdsUp ? record.key : undefined });
    this.options.report({ kind: 'dead-letter', record, error });
    if (!holdsUp) return;
    await this.options.parked.park(record.key, { ...record, reason: error instanceof Error ? error.name : 'unknown' });
  }

  /** Audits never leaves anything behind, and where the key can be no case there is none to park. */
  private mayPark(record: FactRecord): boolean {
    return this.options.malformed === 'dead-letter' && CASE_KEY.test(record.key);
  }
}

/** Ids of cases, budgets, journals: whatever else somebody uses as a key holds up nobody. */
const CASE_KEY = /^[\w.-]{1,100}$/;
