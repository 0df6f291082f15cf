import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { PlanDraftView, PlanVersionList, SavePlanDraft, refusal, type Actor, type Position } from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { After, Answer, PathId, ProblemError } from '#libs/http';
import { PLAN_READERS, mayCommand, mayReadPlan, type CaseBelonging } from './application.policy.js';
import { ApplicationRepository } from './application.repository.js';
import { PlanDrafts } from './plan-draft.storage.js';
import { PlanVersions } from './plan-version.view.js';

const isOfHandler = (at: CaseBelonging, actor: Actor): boolean => mayCommand('GU_HANDLER', at, actor);

/** A plan before it is sealed, which only its writers see, and the versions that were. */
@Allow({ kind: 'human', roles: ['GU_HANDLER'] })
@Controller('applications')
export class PlanDraftController {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly drafts: PlanDrafts,
    private readonly versions: PlanVersions,
  ) {}

  @Allow({ kind: 'human', roles: ['GU_HANDLER'] })
  @Answer(PlanDraftView)
  @Get(':id/plan-draft')
  async show(@Param('id', { schema: PathId }) id: string, @CurrentActor() actor: Actor): Promise<PlanDraftView> {
    await this.applications.read(id, { actor, visible: isOfHandler });
    return this.drafts.of(id);
  }

  /** A change whose field somebody else has changed is left out; the answer tells what stands there. */
  @Allow({ kind: 'human', roles: ['GU_HANDLER'] })
  @Answer(PlanDraftView)
  @Post(':id/plan-draft')
  @HttpCode(200)
  async save(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: SavePlanDraft }) { changes }: SavePlanDraft,
    @CurrentActor() actor: Actor,
  ): Promise<PlanDraftView> {
    const { state } = await this.applications.read(id, { actor, visible: isOfHandler });
    if (!(await this.drafts.isWritable(id))) {
      throw new ProblemError([refusal('G-STATE', '', { state: state.status, command: 'plan-draft' })]);
    }
    return this.drafts.save(id, changes);
  }

  /** The content of each version is the document of its hash. */
  @Allow({ kind: 'any', roles: PLAN_READERS, scope: 'plans:read' })
  @Answer(PlanVersionList)
  @Get(':id/plan-versions')
  async list(
    @Param('id', { schema: PathId }) id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<PlanVersionList> {
    const seen = await this.applications.read(id, { actor, after, visible: mayReadPlan });
    return { items: await this.versions.of(seen) };
  }
}
