import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { z } from 'zod';
import { ApplicationEvents, ApprovalEvents, type EventEnvelope } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import { FactHandler, ServiceStore } from '#libs/service';
import { EVIDENCE_COLLECTION, NO_NOTICE, type EvidenceDocument, type NoticeFacts } from './evidence.schema.js';

const FACTS = { ...ApprovalEvents, ...ApplicationEvents };
type Facts = typeof FACTS;
type Change = (before: EvidenceDocument, data: Record<string, unknown>) => Partial<EvidenceDocument>;

/** Parses the event by its contract before it is remembered: a fact in another form is a dead letter, not evidence. */
const on =
  <Type extends keyof Facts>(
    type: Type,
    change: (before: EvidenceDocument, data: z.infer<Facts[Type]>) => Partial<EvidenceDocument>,
  ): Change =>
  (before, data) =>
    change(before, FACTS[type].parse(data) as z.infer<Facts[Type]>);

const noticeOf = (before: EvidenceDocument, change: Partial<NoticeFacts>): Partial<EvidenceDocument> => ({
  notice: { ...NO_NOTICE, ...before.notice, ...change },
});

const CHANGES: Readonly<Record<string, Change>> = {
  'meeting.adopted': on('meeting.adopted', (_before, { planHash, resolutionHash }) => ({
    resolution: { planHash, resolutionHash },
  })),
  'application.resolution-recorded': on('application.resolution-recorded', (_before, { planHash, resolutionHash }) => ({
    resolution: { planHash, resolutionHash },
  })),
  'application.resubmitted': on('application.resubmitted', (before, { planHash, resolutionHash }) => ({
    carried: [...(before.carried ?? []), { planHash, resolutionHash }],
  })),
  'filing.receipted': on('filing.receipted', () => ({ receipted: true })),
  'filing.nonconforming': on('filing.nonconforming', () => ({ receipted: false })),
  'notice.opened': on('notice.opened', (before, { unionGrantFen, healthGrantFen, carried = [] }) =>
    noticeOf(before, { unionGrantFen, healthGrantFen, open: carried.map((_one, index) => index + 1) }),
  ),
  'notice.objection-lodged': on('notice.objection-lodged', (before, { objection }) =>
    noticeOf(before, { open: [...(before.notice?.open ?? []), objection] }),
  ),
  // Kept as a lead (R-PUB-04): it holds nothing up.
  'notice.objection-set-aside': on('notice.objection-set-aside', (before, { objection }) =>
    noticeOf(before, { open: (before.notice?.open ?? []).filter((one) => one !== objection) }),
  ),
  'notice.objection-resolved': on('notice.objection-resolved', (before, { objection, outcome }) =>
    noticeOf(before, {
      open: (before.notice?.open ?? []).filter((one) => one !== objection),
      upheld: [...(before.notice?.upheld ?? []), ...(outcome === 'upheld' ? [objection] : [])],
    }),
  ),
  'notice.passed': on('notice.passed', (before, { endedOn }) => noticeOf(before, { endedOn })),
  'site.designated': on('site.designated', (_before, { documentNo, planHash, resolutionHash, facts }) => {
    const { unionName, unionUscc } = facts;
    return { site: { documentNo, planHash, resolutionHash, unionName, unionUscc } };
  }),
};

/** Payments' own memory of the facts that grants rest on, kept from the facts of approvals and applications. */
@Injectable()
export class EvidenceFacts extends FactHandler {
  override readonly types = Object.keys(CHANGES);

  constructor(private readonly store: ServiceStore) {
    super();
  }

  /** Every fact of every followed topic comes again; until then a grant that rests on one waits for its position. */
  override async clear(): Promise<void> {
    await reach(() => this.collection.deleteMany({}));
  }

  override async apply(event: EventEnvelope, sequence: number): Promise<void> {
    const { subject, caseid: caseId } = event;
    const before = (await this.of([subject])).get(subject) ?? { _id: subject, sequence: 0, caseId };
    if (before.sequence >= sequence) return;
    const { _id, ...after } = { ...before, ...CHANGES[event.type]?.(before, event.data), sequence };
    const write = (): Promise<unknown> => this.collection.replaceOne({ _id }, after, { upsert: true });
    await reach(write).catch((error: unknown) => {
      // Two first upserts met; the second try finds a document.
      if (isDuplicate(error)) return reach(write);
      throw error;
    });
  }

  /** What is remembered of these subjects, in one look; those of which nothing is are missing. */
  async of(subjects: readonly string[]): Promise<ReadonlyMap<string, EvidenceDocument>> {
    const found = await reach(() => this.collection.find({ _id: { $in: [...new Set(subjects)] } }).toArray());
    return new Map(found.map((document) => [document._id, document]));
  }

  private get collection(): mongo.Collection<EvidenceDocument> {
    return this.store.collection<EvidenceDocument>(EVIDENCE_COLLECTION);
  }
}
