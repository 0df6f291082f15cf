import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CaseWorkflowsView, CasesRebuilt, WorkflowsRetried, refusal } from '#libs/contracts';
import { Allow } from '#libs/access';
import { Answer, ProblemError } from '#libs/http';
import { CaseRebuild } from './case-rebuild.gateway.js';
import { CaseWorkflows } from './case-workflows.gateway.js';

const CaseId = z.uuid();

/** Where a case's workflows stand, for the people who run the system and those who audit it. */
@Controller('cases')
export class CaseWorkflowsController {
  constructor(
    private readonly workflows: CaseWorkflows,
    private readonly rebuild: CaseRebuild,
  ) {}

  /** Starts the workflow of every unfinished case that has none, as after the loss of Temporal's database. */
  @Allow({ kind: 'human', roles: ['SYS_ADMIN'] })
  @Answer(CasesRebuilt)
  @Post('rebuild')
  @HttpCode(200)
  async rebuildAll(): Promise<CasesRebuilt> {
    const { looked, started } = await answered(this.rebuild.run());
    return { looked, started: [...started] };
  }

  @Allow({ kind: 'human', roles: ['SYS_ADMIN', 'MU_AUDIT'] })
  @Answer(CaseWorkflowsView)
  @Get(':caseId')
  async show(@Param('caseId', { schema: CaseId }) caseId: string): Promise<CaseWorkflowsView> {
    const workflows = await answered(this.workflows.standings(caseId));
    if (workflows === undefined) throw notFound(caseId);
    return { caseId, workflows };
  }

  /** The cause of a fault is removed: the step that stands still does the same again. */
  @Allow({ kind: 'human', roles: ['SYS_ADMIN'] })
  @Answer(WorkflowsRetried)
  @Post(':caseId/retry')
  @HttpCode(200)
  async retry(@Param('caseId', { schema: CaseId }) caseId: string): Promise<WorkflowsRetried> {
    const workflows = await answered(this.workflows.retry(caseId));
    if (workflows === 0) throw notFound(caseId);
    return { caseId, workflows };
  }
}

const notFound = (caseId: string): ProblemError =>
  new ProblemError([refusal('G-NOT-FOUND', '', { what: `application/${caseId}` })]);

const answered = async <Result>(asked: Promise<Result>): Promise<Result> => {
  try {
    return await asked;
  } catch (cause) {
    throw new ProblemError([refusal('G-UNAVAILABLE', '', { engine: 'Temporal' })], { retryAfterSeconds: 5, cause });
  }
};
