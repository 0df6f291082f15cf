import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { refusal, type EventEnvelope, type PlanDraftChange, type PlanDraftView } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import { applicationDecider, isOpen } from '#libs/domain';
import { ProblemError } from '#libs/http';
import { FactHandler, ServiceStore } from '#libs/service';

interface StoredDraft {
  /** The case. */
  readonly _id: string;
  readonly version: number;
  /** JSON of pointers and texts: a pointer is no name that every store takes for a field. */
  readonly entries: string;
}

type Entries = Readonly<Record<string, string>>;

/** Of one draft, all texts together. */
const LIMIT_BYTES = 1024 * 1024;

/**
 * Plans that are being written. Not a fact of the office, so neither an event nor part of the case's state: it names people,
 * and is forgotten as soon as the case has left the applicant's hands, because then the sealed version says everything.
 */
@Injectable()
export class PlanDrafts extends FactHandler {
  /** After each of these the plan may not be written any more, or not for now. */
  override readonly types = [
    'application.submitted',
    'application.resubmitted',
    'application.withdrawn',
    'application.lapsed',
    'application.archived',
    'application.terminated',
  ];

  constructor(private readonly store: ServiceStore) {
    super();
  }

  override async prepare(): Promise<void> {
    // The embedded store looks a draft up by both only with an index on exactly both.
    await reach(() => this.drafts.createIndex({ _id: 1, version: 1 }, { unique: true }));
  }

  async apply({ subject }: Pick<EventEnvelope, 'subject'>): Promise<void> {
    const caseId = subject.slice(subject.indexOf('/') + 1);
    if (!(await this.isWritable(caseId))) await reach(() => this.drafts.deleteOne({ _id: caseId }));
  }

  async of(caseId: string): Promise<PlanDraftView> {
    return { entries: entriesIn(await reach(() => this.drafts.findOne({ _id: caseId }))) };
  }

  /** Makes each change whose field nobody else has changed, and answers with what stands there now. */
  async save(caseId: string, changes: readonly PlanDraftChange[]): Promise<PlanDraftView> {
    for (;;) {
      const found = await reach(() => this.drafts.findOne({ _id: caseId }));
      const before = entriesIn(found);
      const entries = { ...before, ...Object.fromEntries(changes.flatMap((change) => made(change, before))) };
      if (await this.replace(caseId, found?.version, entries)) {
        // The case may have gone on between the question and the write; nothing of the draft may stay behind it.
        if (!(await this.isWritable(caseId))) await reach(() => this.drafts.deleteOne({ _id: caseId }));
        return { entries };
      }
    }
  }

  /** Whether the plan of this case can be written now. */
  async isWritable(caseId: string): Promise<boolean> {
    const live = await this.store.aggregates.load(applicationDecider, `${applicationDecider.noun}/${caseId}`);
    return live !== undefined && isOpen(live.state.status, 'seal-plan');
  }

  /** @returns false when somebody else was faster. After an unknown result the next look finds the same texts. */
  private async replace(_id: string, version: number | undefined, entries: Entries): Promise<boolean> {
    const text = JSON.stringify(entries);
    if (Buffer.byteLength(text) > LIMIT_BYTES)
      throw new ProblemError([refusal('G-TOO-LARGE', '', { limit: LIMIT_BYTES })]);
    try {
      if (version === undefined) {
        await reach(() => this.drafts.insertOne({ _id, version: 1, entries: text }));
        return true;
      }
      const set = { $set: { version: version + 1, entries: text } };
      const { matchedCount } = await reach(() => this.drafts.updateOne({ _id, version }, set));
      return matchedCount === 1;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private get drafts(): mongo.Collection<StoredDraft> {
    return this.store.collection<StoredDraft>('plan_drafts');
  }
}

const entriesIn = (found: StoredDraft | null): Entries =>
  found === null ? {} : (JSON.parse(found.entries) as Entries);

/** A field that nobody has typed into yet is as it was sealed, which the sender knows and this draft does not. */
const made = ({ pointer, from, to }: PlanDraftChange, before: Entries): readonly (readonly [string, string])[] => {
  const there = before[pointer];
  return there === undefined || there === from ? [[pointer, to]] : [];
};
