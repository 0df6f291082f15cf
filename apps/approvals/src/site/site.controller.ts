import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { DesignateSite, SiteView, type Actor, type CommandAnswer, type Position } from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { creatingId } from '#libs/aggregate';
import { siteDecider } from '#libs/domain';
import { After, Answer, CommandMeta } from '#libs/http';
import { CommandDesk } from '#libs/service';
import { CASE_READERS, seesCase } from '../work/case-visibility.policy.js';
import { EvidenceView } from '../work/step-evidence.view.js';
import { WorkId, workView } from '../work/work.view.js';

/** Demonstration sites (示范点) from their designation on. */
@Controller('sites')
export class SiteController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(EvidenceView) private readonly evidence: EvidenceView,
  ) {}

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post()
  designate(
    @Body({ schema: DesignateSite }) body: DesignateSite,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.desk.run({
      decider: siteDecider,
      id: creatingId(meta.actor.id, meta.key),
      creates: { caseId: body.caseId },
      command: { type: 'designate', body },
      name: 'site.designate',
      body,
      meta,
      context: async (base) => ({
        ...base,
        filing: await this.evidence.filing(body.filingSubject),
        notice: await this.evidence.notice(body.noticeSubject),
        designation: await this.evidence.review(body.decision.subject),
      }),
    });
  }

  @Allow({ kind: 'any', roles: CASE_READERS, scope: 'approvals:read' })
  @Answer(SiteView)
  @Get(':id')
  async read(
    @Param('id', { schema: WorkId }) id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<SiteView> {
    return workView(await this.desk.read(siteDecider, id, { after, actor, visible: seesCase }));
  }
}
