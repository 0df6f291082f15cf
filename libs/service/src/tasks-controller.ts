import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  MACHINE_ROLES,
  ROLES,
  TakeTask,
  TaskClaim,
  TaskList,
  TaskNamed,
  type Actor,
  type Position,
  type Role,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { After, Answer } from '#libs/http';
import { OpenTasks } from './open-tasks.js';
import { Positions } from './positions.js';

const TasksQuery = z.object({
  role: z.enum(ROLES).optional(),
  caseId: z.string().max(80).optional(),
  after: z.string().max(200).optional(),
  /** Milliseconds to wait for a first task when there is none yet. */
  wait: z.coerce.number().int().min(0).max(20_000).optional(),
});
type TasksQuery = z.infer<typeof TasksQuery>;

/** Everybody may ask; what is shown depends on who asks. */
const TASK_ROLES: readonly Role[] = ROLES.filter((role) => !['PUBLIC', 'BANK'].includes(role));
/** Only people take tasks from each other's hands. */
const COLLEAGUES: readonly Role[] = TASK_ROLES.filter((role) => !MACHINE_ROLES.some((machine) => machine === role));

/** The inbox: what the caller may do now in this service. */
@Controller('tasks')
export class TasksController {
  constructor(
    @Inject(OpenTasks) private readonly tasks: OpenTasks,
    @Inject(Positions) private readonly positions: Positions,
  ) {}

  @Allow({ kind: 'any', roles: TASK_ROLES, scope: 'tasks:read' })
  @Answer(TaskList)
  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: TasksQuery }) query: TasksQuery,
    @After() after: Position | undefined,
  ): Promise<TaskList> {
    if (after !== undefined && !(await this.tasks.hasShown(after))) await this.positions.waitFor(after);
    const found = await this.tasks.listWithin(actor, query, query.wait ?? 0);
    return { tasks: [...(await this.tasks.desk.shownOn(found))] };
  }

  /** Taken twice by the same person it is taken once. */
  @Allow({ kind: 'human', roles: COLLEAGUES })
  @Answer(TaskClaim)
  @Post('claim')
  @HttpCode(200)
  claim(@Body({ schema: TakeTask }) body: TakeTask, @CurrentActor() actor: Actor): Promise<TaskClaim> {
    return this.tasks.desk.take(actor, body);
  }

  @Allow({ kind: 'human', roles: COLLEAGUES })
  @Answer(TaskNamed)
  @Post('release')
  @HttpCode(200)
  async release(@Body({ schema: TaskNamed }) body: TaskNamed, @CurrentActor() actor: Actor): Promise<TaskNamed> {
    await this.tasks.desk.release(actor, body);
    return body;
  }
}
