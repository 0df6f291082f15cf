import { mongo, type Connection } from 'mongoose';
import { collectionOf, reach } from './store-connection.js';

/** A message that waits behind a dead letter of its case, as Kafka delivered it. */
export interface ParkedMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly bytes: Buffer;
  /** Rule or error name; never the content. */
  readonly reason: string;
}

interface ParkedCaseDocument {
  readonly _id: string;
  readonly since: Date;
}

interface ParkedMessageDocument extends Omit<ParkedMessage, 'bytes'> {
  readonly _id: string;
  readonly caseId: string;
  readonly bytes: mongo.Binary;
}

/** The cases that stand still at a consumer until somebody looked at their dead letter. Survives restarts and rebalances. */
export class ParkedCases {
  /** Cases that may stand still here; asked for every message, and so kept in memory. */
  private known: Promise<Set<string>> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly consumer: string,
  ) {}

  /** Forgets what is remembered: after a rebalance another process may have parked cases of ours. */
  refresh(): void {
    this.known = undefined;
  }

  /**
   * Only the consumer of a case's partition parks it, so a case that is not remembered does not stand still; whether one
   * that is remembered still does, only the store knows, because any process may let it go on.
   */
  async isParked(caseId: string): Promise<boolean> {
    const known = await this.remembered();
    if (!known.has(caseId)) return false;
    if (await this.stands(caseId)) return true;
    known.delete(caseId);
    return false;
  }

  private async stands(caseId: string): Promise<boolean> {
    return (await reach(() => this.cases.findOne({ _id: this.idOf(caseId) }))) !== null;
  }

  /** Parks a case with one of its messages; the same message twice is kept once. */
  async park(caseId: string, message: ParkedMessage): Promise<void> {
    const { topic, partition, offset, bytes } = message;
    const _id = this.idOf(`${topic} ${partition} ${offset.padStart(20, '0')}`);
    const document = { ...message, caseId, bytes: new mongo.Binary(bytes) };
    (await this.remembered()).add(caseId);
    // The message first: a case may stand still without reason, but no message may be lost.
    await reach(() => this.messages.updateOne({ _id }, { $setOnInsert: document }, { upsert: true }));
    await reach(() =>
      this.cases.updateOne({ _id: this.idOf(caseId) }, { $setOnInsert: { since: new Date() } }, { upsert: true }),
    );
  }

  /** Cases that stand still here. */
  async list(): Promise<readonly string[]> {
    const found = await reach(() => this.cases.find({}).sort({ _id: 1 }).toArray());
    const start = this.idOf('');
    return found
      .map(({ _id }) => _id)
      .filter((id) => id.startsWith(start))
      .map((id) => id.slice(start.length));
  }

  /** The waiting messages of a case in the order of their offsets. */
  async messagesOf(caseId: string): Promise<readonly ParkedMessage[]> {
    const found = await reach(() => this.messages.find({ caseId }).sort({ _id: 1 }).toArray());
    return found
      .filter(({ _id }) => _id.startsWith(this.idOf('')))
      .map(({ topic, partition, offset, key, bytes, reason }) => ({
        topic,
        partition,
        offset,
        key,
        bytes: Buffer.from(bytes.value()),
        reason,
      }));
  }

  /** Forgets one message that was handled after all. */
  async remove({ topic, partition, offset }: Pick<ParkedMessage, 'topic' | 'partition' | 'offset'>): Promise<void> {
    const _id = this.idOf(`${topic} ${partition} ${offset.padStart(20, '0')}`);
    await reach(() => this.messages.deleteOne({ _id }));
  }

  /** Lets a case go on. Its messages must have been handled before. */
  async unpark(caseId: string): Promise<void> {
    await reach(() => this.cases.deleteOne({ _id: this.idOf(caseId) }));
  }

  private remembered(): Promise<Set<string>> {
    this.known ??= this.list().then(
      (cases) => new Set(cases),
      (error: unknown) => {
        this.known = undefined;
        throw error;
      },
    );
    return this.known;
  }

  private idOf(rest: string): string {
    return `${this.consumer} ${rest}`;
  }

  private get cases(): mongo.Collection<ParkedCaseDocument> {
    return collectionOf<ParkedCaseDocument>(this.connection, 'parked_cases');
  }

  private get messages(): mongo.Collection<ParkedMessageDocument> {
    return collectionOf<ParkedMessageDocument>(this.connection, 'parked_messages');
  }
}
