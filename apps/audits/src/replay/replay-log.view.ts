import type { LogEntryView } from '#libs/contracts';
import { LogContents, type EntryFault } from '#libs/domain';
import { parseFact } from '#libs/events';
import { LogCheck, type LogFault } from '#libs/transparency';
import type { RememberedHead } from './replay.options.js';

/** Entries from an index on, as many as one answer holds; none at the log's end. */
export type ReadEntries = (from: number) => Promise<readonly LogEntryView[]>;

/** A tree head and the log part. `found` is null when the log is shorter than the head says. */
export interface HeadDifference {
  readonly problem: 'head' | 'remembered';
  readonly size: number;
  readonly root: string;
  readonly entries: number;
  readonly found: string | null;
}

/** Reads the log from its beginning, checks every entry, and keeps what it holds. */
export class LogReader {
  readonly contents = new LogContents();
  private readonly check = new LogCheck();

  constructor(private readonly entries: ReadEntries) {}

  get size(): number {
    return this.check.size;
  }

  get root(): string {
    return this.check.root().toString('hex');
  }

  /** Reads on to the present end; the first broken entry ends it. */
  async read(progress: (read: number) => void): Promise<LogFault | EntryFault | null> {
    for (;;) {
      const page = await this.entries(this.check.size);
      for (const entry of page) {
        const fault = this.take(entry);
        if (fault) return fault;
      }
      progress(this.check.size);
      if (page.length === 0) return null;
    }
  }

  /** Compares a head with the root that the entries give at its size. */
  compare(problem: HeadDifference['problem'], { size, root }: RememberedHead): HeadDifference | null {
    const found = this.check.rootAt(size)?.toString('hex') ?? null;
    return found === root ? null : { problem, size, root, entries: this.size, found };
  }

  private take({ index, key, caseId, subject, sequence, ...entry }: LogEntryView): LogFault | EntryFault | null {
    const bytes = Buffer.from(entry.bytes, 'base64');
    const fault = this.check.add({
      index,
      bytes,
      leaf: Buffer.from(entry.leaf, 'hex'),
      root: Buffer.from(entry.root, 'hex'),
    });
    if (fault) return fault;
    const parsed = parseFact(bytes);
    const event = 'event' in parsed ? parsed.event : null;
    return this.contents.add({ index, key, caseId, subject, sequence, bytes: bytes.toString('base64'), event });
  }
}
