import type { Actor, Task } from '#libs/contracts';

/**
 * Whether this task is for this person: role, and where the task names them unit, organisation and assignee. The inbox
 * shows by it, and the console offers by it what can be done.
 */
export const canAct = (actor: Pick<Actor, 'id' | 'roles'>, task: Task): boolean =>
  (task.assignee === null || task.assignee === actor.id) &&
  actor.roles.some(
    (grant) =>
      grant.role === task.role &&
      (task.unit === null || grant.unit === task.unit) &&
      (task.organisation === null || grant.organisation === task.organisation),
  );
