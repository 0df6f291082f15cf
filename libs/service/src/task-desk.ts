import {
  refusal,
  type Actor,
  type Refusal,
  type Task,
  type TakeTask,
  type TaskClaim,
  type TaskNamed,
} from '#libs/contracts';
import { NotFound } from '#libs/aggregate';
import { ProblemError } from '#libs/http';
import { canAct } from '#libs/policy';
import type { CaseTasks } from './case-tasks.js';
import type { TaskClaims } from './task-claims.js';

/** Nobody takes upon himself what is personal anyway, or only to be known. */
const isForTaking = (task: Task): boolean => task.assignee === null && task.action !== 'attention';

/** Colleagues of one office tell each other who does what. */
export class TaskDesk {
  constructor(
    private readonly claims: TaskClaims,
    private readonly cases: Pick<CaseTasks, 'ofCase'>,
  ) {}

  /** @throws NotFound for a task that is not open or not the caller's to do; ProblemError G-TAKEN when a colleague has it */
  async take(actor: Actor, { over, ...named }: TakeTask): Promise<TaskClaim> {
    const task = await this.openTask(named);
    if (task === undefined || !isForTaking(task) || !canAct(actor, task)) {
      throw new NotFound(`task ${named.subject} ${named.action}`);
    }
    await this.putAwayDone(actor);
    const claim = await this.claims.take(actor, task, { at: new Date().toISOString(), over: over ?? false });
    if (claim.by !== actor.id) throw new ProblemError([taken(claim)]);
    return claim;
  }

  /** Gives back; what the caller has not taken is left as it is. */
  release(actor: Actor, named: TaskNamed): Promise<void> {
    return this.claims.release(actor, named);
  }

  shownOn(tasks: readonly Task[]): Promise<readonly Task[]> {
    return this.claims.shownOn(tasks);
  }

  /** What stands against a person's command because a colleague has taken the task that it would do. */
  async against(actor: Actor, subject: string, action: string): Promise<Refusal | undefined> {
    if (actor.kind !== 'human') return undefined;
    const claims = await this.claims.on(
      subject,
      action,
      actor.roles.map(({ role }) => role),
    );
    for (const claim of claims.filter(({ by }) => by !== actor.id)) {
      const task = await this.openTask(claim);
      if (task !== undefined && task.openedOn === claim.openedOn && canAct(actor, task)) return taken(claim);
    }
    return undefined;
  }

  /** Tasks that are done take nobody's word any more; whoever takes the next one clears his own away. */
  private async putAwayDone(actor: Actor): Promise<void> {
    for (const claim of await this.claims.of(actor)) {
      const task = await this.openTask(claim);
      if (task?.openedOn !== claim.openedOn) await this.claims.release(actor, claim);
    }
  }

  private async openTask({ caseId, subject, action, role }: TaskNamed): Promise<Task | undefined> {
    const tasks = await this.cases.ofCase(caseId);
    return tasks.find((task) => task.subject === subject && task.action === action && task.role === role);
  }
}

const taken = ({ by, at }: TaskClaim): Refusal => refusal('G-TAKEN', '', { by, at });
