import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  APPLICATION_STATUSES,
  ApplicationList,
  ApplicationView,
  OfficeDate,
  PlanVersionView,
  ServicePlan,
  type Actor,
  type Position,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { NotFound } from '#libs/aggregate';
import { viewOfApplication } from '#libs/domain';
import { After, Answer, parsePosition, PathId } from '#libs/http';
import { Documents, Positions } from '#libs/service';
import { CASE_READERS, PLAN_READERS, mayReadPlan } from './application.policy.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationListView } from './application.view.js';

const CaseQuery = z.object({ after: z.string().max(200).optional(), settled: z.string().max(200).optional() });
type CaseQuery = z.infer<typeof CaseQuery>;

const ListQuery = z.object({
  status: z.enum(APPLICATION_STATUSES).optional(),
  managingUnit: z.string().max(10).optional(),
  /** Only cases that have not ended. */
  underWay: z.literal('true').optional(),
  /** In the present state since this day or later. */
  sinceFrom: OfficeDate.optional(),
  /** In the present state since this day or earlier. */
  sinceTo: OfficeDate.optional(),
  cursor: z.string().max(80).optional(),
  after: z.string().max(200).optional(),
});
type ListQuery = z.infer<typeof ListQuery>;

/** Queries. A case outside the caller's scope is not found, so that nobody learns that it exists. */
@Allow({ kind: 'any', roles: CASE_READERS, scope: 'applications:read' })
@Controller('applications')
export class ApplicationQueryController {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly listView: ApplicationListView,
    private readonly documents: Documents,
    private readonly positions: Positions,
  ) {}

  @Answer(ApplicationList)
  @Get()
  async list(
    @Query({ schema: ListQuery }) query: ListQuery,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<ApplicationList> {
    await this.positions.waitFor(after);
    return this.listView.page(actor, query);
  }

  /** `after` waits for a fact of this service, `settled` for everything that follows from a fact of any. */
  @Answer(ApplicationView)
  @Get(':id')
  async show(
    @Param('id', { schema: PathId }) id: string,
    @Query({ schema: CaseQuery }) { settled }: CaseQuery,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<ApplicationView> {
    const { state, subject, version } = await this.applications.read(id, {
      actor,
      after,
      settled: settled === undefined ? undefined : parsePosition(settled),
    });
    return viewOfApplication(state, { subject, version });
  }

  @Allow({ kind: 'any', roles: PLAN_READERS, scope: 'plans:read' })
  @Answer(PlanVersionView)
  @Get(':id/plan')
  async plan(
    @Param('id', { schema: PathId }) id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<PlanVersionView> {
    const { state } = await this.applications.read(id, { actor, after, visible: mayReadPlan });
    if (state.plan === null) throw new NotFound(`plan of application/${id}`);
    const { hash, number } = state.plan;
    return { hash, number, plan: await this.documents.json(hash, ServicePlan) };
  }
}
