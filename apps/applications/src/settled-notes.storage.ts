import { Injectable } from '@nestjs/common';
import type { Position } from '#libs/contracts';
import { RecentMap, isDuplicate, reach } from '#libs/aggregate';
import { Positions, ServiceStore } from '#libs/service';

interface SettledDocument {
  /** `<case id> <subject>`. */
  readonly _id: string;
  readonly sequence: number;
}

const KNOWN_MAX = 20_000;

/**
 * How far the consequences of each subject's facts are open, as the worker notes it: what a query may wait for. Not a fact of
 * the office, so it is neither an event nor part of the case's state; what a crash takes is noted again by the worker.
 */
@Injectable()
export class SettledNotes {
  /** What was noted through this process. */
  private readonly known = new RecentMap<string, number>(KNOWN_MAX);

  constructor(
    private readonly store: ServiceStore,
    private readonly positions: Positions,
  ) {}

  /** Never falls back. */
  async note(caseId: string, { subject, sequence }: Position): Promise<void> {
    const _id = idOf(caseId, subject);
    const raise = (): Promise<unknown> => this.notes.updateOne({ _id }, { $max: { sequence } }, { upsert: true });
    await reach(raise).catch((error: unknown) => {
      // Two first upserts met; the second try finds a document.
      if (isDuplicate(error)) return reach(raise);
      throw error;
    });
    this.known.set(_id, Math.max(this.known.get(_id) ?? 0, sequence));
    this.positions.notify();
  }

  /** Of every subject the last fact whose consequences are open. */
  async of(caseId: string): Promise<Position[]> {
    // The separator is a space, and the next character after it ends the range.
    const range = { $gte: `${caseId} `, $lt: `${caseId}!` };
    const found = await reach(() => this.notes.find({ _id: range }).toArray());
    return found.map(({ _id, sequence }) => ({ subject: _id.slice(caseId.length + 1), sequence }));
  }

  /** Until everything that follows from the fact is open. @throws NotYet after 5 seconds */
  async waitFor(caseId: string, settled: Position): Promise<void> {
    const _id = idOf(caseId, settled.subject);
    await this.positions.until(settled, {
      isKnown: () => (this.known.get(_id) ?? 0) >= settled.sequence,
      holds: async () => ((await reach(() => this.notes.findOne({ _id })))?.sequence ?? 0) >= settled.sequence,
    });
  }

  private get notes() {
    return this.store.collection<SettledDocument>('settled');
  }
}

const idOf = (caseId: string, subject: string): string => `${caseId} ${subject}`;
