import { Inject, Injectable } from '@nestjs/common';
import type { CommandAnswer, LodgeObjection } from '#libs/contracts';
import { noticeDecider } from '#libs/domain';
import type { CommandMeta } from '#libs/http';
import { CommandDesk } from '#libs/service';
import { OBJECTION_MEDIA_TYPE } from '../work/document-reading.policy.js';
import { WorkDocuments } from '../work/work-documents.repository.js';

/** Objections against a notice, whether their author has an account or not. */
@Injectable()
export class Objections {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(WorkDocuments) private readonly documents: WorkDocuments,
  ) {}

  /** The text becomes a document, the log keeps its hash. A notice is public, so no case is foreign to an objector. */
  async lodge(id: string, body: LodgeObjection, meta: CommandMeta): Promise<CommandAnswer> {
    const { caseId } = await this.desk.target(noticeDecider, id);
    const part = { meta, part: 'objection', caseId, mediaType: OBJECTION_MEDIA_TYPE };
    const documentHash = await this.documents.json(body, part);
    const command = { type: 'lodge-objection', body, documentHash } as const;
    return this.desk.run({ decider: noticeDecider, id, command, name: 'notice.lodge-objection', body, meta });
  }
}
