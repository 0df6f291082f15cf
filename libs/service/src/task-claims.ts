import type { mongo } from 'mongoose';
import type { Actor, Task, TaskClaim } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';

/** Which task of which aggregate, in whose role. */
export type TaskName = Pick<Task, 'subject' | 'action' | 'role'>;

interface ClaimDocument extends TaskClaim, TaskName {
  /** `<subject> <action> <role>`. */
  readonly _id: string;
  readonly caseId: string;
  /** Of the task that was taken: the same piece of work, opened anew, is another task. */
  readonly openedOn: string;
}

const idOf = ({ subject, action, role }: TaskName): string => `${subject} ${action} ${role}`;

const holds = (claim: ClaimDocument, { openedOn }: Task): boolean => claim.openedOn === openedOn;

/**
 * Who has taken which open task upon himself. A light lock between colleagues and no fact: it decides nothing, it goes with
 * the task, and whoever is turned away because of it is recorded as refused (docs/decisions/0023).
 */
export class TaskClaims {
  constructor(
    private readonly collections: <Document extends mongo.Document>(name: string) => mongo.Collection<Document>,
  ) {}

  /** @returns whose it is now: the actor's, or a colleague's unless it is taken over from him */
  async take(actor: Actor, task: Task, { at, over }: { at: string; over: boolean }): Promise<TaskClaim> {
    const _id = idOf(task);
    const { subject, action, role, caseId, openedOn } = task;
    for (;;) {
      const found = await reach(() => this.claims.findOne({ _id }));
      const before = found !== null && holds(found, task) ? found : undefined;
      if (before !== undefined && (before.by === actor.id || !over)) return { by: before.by, at: before.at };
      const claim = { subject, action, role, caseId, openedOn, by: actor.id, at };
      if (await this.put(found, { _id, ...claim })) return { by: claim.by, at };
    }
  }

  /** Gives back what this person has taken; what somebody else has stays his. */
  async release(actor: Actor, task: TaskName): Promise<void> {
    await reach(() => this.claims.deleteOne({ _id: idOf(task), by: actor.id }));
  }

  /** The tasks, each with who has taken it. */
  async shownOn(tasks: readonly Task[]): Promise<readonly Task[]> {
    if (tasks.length === 0) return tasks;
    const all = await reach(() => this.claims.find({}).toArray());
    if (all.length === 0) return tasks;
    const claims = new Map(all.map((claim) => [claim._id, claim]));
    return tasks.map((task) => {
      const claim = claims.get(idOf(task));
      return claim === undefined || !holds(claim, task) ? task : { ...task, claim: { by: claim.by, at: claim.at } };
    });
  }

  /** Claims on this action of an aggregate, in any of these roles. */
  async on(subject: string, action: string, roles: readonly string[]): Promise<readonly ClaimDocument[]> {
    const ids = [...new Set(roles)].map((role) => idOf({ subject, action, role }));
    return reach(() => this.claims.find({ _id: { $in: ids } }).toArray());
  }

  /** What this person has taken, however long ago. */
  async of(actor: Actor): Promise<readonly ClaimDocument[]> {
    return reach(() => this.claims.find({ by: actor.id }).toArray());
  }

  /** False when somebody else was faster. */
  private async put(before: ClaimDocument | null, { _id, ...claim }: ClaimDocument): Promise<boolean> {
    if (before !== null) {
      const same = { _id, by: before.by, at: before.at };
      return (await reach(() => this.claims.replaceOne(same, claim))).matchedCount === 1;
    }
    try {
      await reach(() => this.claims.insertOne({ _id, ...claim }));
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private get claims(): mongo.Collection<ClaimDocument> {
    return this.collections<ClaimDocument>('task_claims');
  }
}
