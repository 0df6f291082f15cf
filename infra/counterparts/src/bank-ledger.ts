import { createHash } from 'node:crypto';
import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Fen } from '#libs/contracts';

/** What a payer sends to the bank. The key makes it one order, however often it is sent. */
export const BankOrder = z.strictObject({
  key: z.string().min(1).max(255),
  amountFen: Fen.min(1),
  payee: z.strictObject({
    accountName: z.string().min(1).max(100),
    cnaps: z.string().min(1).max(20),
    accountNo: z.string().min(1).max(50),
  }),
  purpose: z.string().min(1).max(200),
});
export type BankOrder = z.infer<typeof BankOrder>;

const Line = z.discriminatedUnion('line', [
  z.object({ line: z.literal('order'), order: BankOrder, reference: z.string() }),
  z.object({ line: z.literal('reported'), key: z.string() }),
]);
type Line = z.infer<typeof Line>;

export interface BookedOrder {
  readonly order: BankOrder;
  readonly reference: string;
  reported: boolean;
}

export type Booking =
  { readonly kind: 'booked' | 'repeated'; readonly booked: BookedOrder } | { readonly kind: 'conflict' };

/**
 * The bank's memory: an append-only file of JSON lines, on disk before anybody gets an answer. Opening it again gives
 * back every answered order; a line that a crash cut short was never answered and is cut off.
 */
export class BankLedger {
  private readonly orders = new Map<string, BookedOrder>();
  /** Appends run one after the other; each waits for its own bytes to be on disk. */
  private written: Promise<void> = Promise.resolve();

  private constructor(private readonly file: FileHandle) {}

  static async open(path: string): Promise<BankLedger> {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a+');
    const text = await readFile(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) await file.truncate(Buffer.byteLength(whole));
    const ledger = new BankLedger(file);
    for (const line of whole.split('\n').filter(Boolean)) ledger.apply(Line.parse(JSON.parse(line)));
    return ledger;
  }

  /** Books an order once: the same key and content is a repeat, other content under the same key a conflict. */
  async book(order: BankOrder): Promise<Booking> {
    const known = this.orders.get(order.key);
    if (known) {
      await this.written;
      return same(known.order, order) ? { kind: 'repeated', booked: known } : { kind: 'conflict' };
    }
    const reference = `B${createHash('sha256').update(order.key).digest('hex').slice(0, 16).toUpperCase()}`;
    const line: Line = { line: 'order', order, reference };
    const booked = this.apply(line);
    await this.append(line);
    return { kind: 'booked', booked };
  }

  /** Notes that the payer has taken note of the result, so that it is not reported again. */
  async noteReported(key: string): Promise<void> {
    const line: Line = { line: 'reported', key };
    this.apply(line);
    await this.append(line);
  }

  find(key: string): BookedOrder | undefined {
    return this.orders.get(key);
  }

  unreported(): BookedOrder[] {
    return [...this.orders.values()].filter((booked) => !booked.reported);
  }

  async close(): Promise<void> {
    await this.written;
    await this.file.close();
  }

  private apply(line: Line): BookedOrder {
    if (line.line === 'order') {
      const booked = { order: line.order, reference: line.reference, reported: false };
      this.orders.set(line.order.key, booked);
      return booked;
    }
    const booked = this.orders.get(line.key);
    if (!booked) throw new Error(`The bank's file reports an order that it does not hold: ${line.key}`);
    booked.reported = true;
    return booked;
  }

  private append(line: Line): Promise<void> {
    this.written = this.appendAfter(this.written, line);
    return this.written;
  }

  private async appendAfter(earlier: Promise<void>, line: Line): Promise<void> {
    await earlier;
    await this.file.appendFile(`${JSON.stringify(line)}\n`);
    await this.file.sync();
  }
}

const same = (one: BankOrder, other: BankOrder): boolean =>
  one.amountFen === other.amountFen &&
  one.purpose === other.purpose &&
  one.payee.accountName === other.payee.accountName &&
  one.payee.cnaps === other.payee.cnaps &&
  one.payee.accountNo === other.payee.accountNo;
