import { Inject, Injectable } from '@nestjs/common';
import {
  ApprovalEvents,
  type CommandAnswer,
  type EventEnvelope,
  type LodgeObjection,
  type ObjectionList,
} from '#libs/contracts';
import { noticeDecider } from '#libs/domain';
import { parseFact } from '#libs/events';
import type { CommandMeta } from '#libs/http';
import { CommandDesk, ServiceStore } from '#libs/service';
import { OBJECTION_MEDIA_TYPE } from '../work/document-reading.policy.js';
import { WorkDocuments } from '../work/work-documents.repository.js';

/** Objections against a notice, whether their author has an account or not. */
@Injectable()
export class Objections {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(WorkDocuments) private readonly documents: WorkDocuments,
    @Inject(ServiceStore) private readonly store: ServiceStore,
  ) {}

  /** Those that were lodged, and those that an earlier notice handed on, as the journal has them. */
  async lodged(subject: string, version: number): Promise<ObjectionList['objections']> {
    const entries = await this.store.journal.read(subject, 1, version);
    return entries.flatMap(({ bytes }) => {
      const parsed = parseFact(bytes);
      return 'event' in parsed ? objectionsIn(parsed.event) : [];
    });
  }

  /** The text becomes a document, the log keeps its hash. A notice is public, so no case is foreign to an objector. */
  async lodge(id: string, body: LodgeObjection, meta: CommandMeta): Promise<CommandAnswer> {
    const { caseId } = await this.desk.target(noticeDecider, id);
    const part = { meta, part: 'objection', caseId, mediaType: OBJECTION_MEDIA_TYPE };
    const documentHash = await this.documents.json(body, part);
    const command = { type: 'lodge-objection', body, documentHash } as const;
    return this.desk.run({ decider: noticeDecider, id, command, name: 'notice.lodge-objection', body, meta });
  }
}

const objectionsIn = ({ type, data }: EventEnvelope): ObjectionList['objections'] => {
  if (type === 'notice.objection-lodged') {
    const lodged = ApprovalEvents[type].safeParse(data).data;
    if (lodged === undefined) return [];
    const { objection, documentHash, lodgedOn } = lodged;
    return [{ objection, documentHash, lodgedOn }];
  }
  if (type !== 'notice.opened') return [];
  const carried = ApprovalEvents[type].safeParse(data).data?.carried ?? [];
  return carried.map((one, index) => ({ objection: index + 1, ...one }));
};
