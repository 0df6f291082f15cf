import { Inject, Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Actor, EventEnvelope, Task } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import { FactHandler } from './fact-handler.js';
import { SERVICE_OPTIONS, type AggregateKind, type ServiceOptions } from './service-options.js';
import { ServiceStore } from './service-store.js';

interface OpenTasksDocument {
  /** The subject; one document for all its tasks. */
  readonly _id: string;
  readonly sequence: number;
  readonly tasks: readonly Task[];
}

/** Roles that see every task, without being able to act on it. */
const SEES_ALL = new Set(['SYS_ADMIN', 'MU_AUDIT', 'WORKER']);

/** Whether this task is for this person: role, and where the task names them unit, organisation and assignee. */
export const canAct = (actor: Actor, task: Task): boolean =>
  (task.assignee === null || task.assignee === actor.id) &&
  actor.roles.some(
    (grant) =>
      grant.role === task.role &&
      (task.unit === null || grant.unit === task.unit) &&
      (task.organisation === null || grant.organisation === task.organisation),
  );

/** Whether it belongs into what this caller sees: his own inbox, or everybody's for overseers. */
export const canSee = (actor: Actor, task: Task): boolean =>
  actor.roles.some((grant) => SEES_ALL.has(grant.role)) || canAct(actor, task);

/** The inbox of a service: open tasks in a small collection of their own, each carrying what its list shows (design §4). */
@Injectable()
export class OpenTasks extends FactHandler {
  constructor(
    @Inject(ServiceStore) private readonly store: ServiceStore,
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
  ) {
    super();
  }

  /** Reloads the aggregate and projects it anew: events may be missed or repeated without harm. */
  async apply(event: Pick<EventEnvelope, 'subject'>): Promise<void> {
    const kind = this.kindOf(event.subject);
    if (kind?.tasks !== undefined) await this.refresh(kind, event.subject);
  }

  override async clear(): Promise<void> {
    await reach(() => this.collection.deleteMany({}));
  }

  /** Tasks this caller may see, oldest due date first. */
  async list(
    actor: Actor,
    { role, caseId }: { readonly role?: string | undefined; readonly caseId?: string | undefined } = {},
  ): Promise<readonly Task[]> {
    const found = await reach(() => this.collection.find({}).toArray());
    return found
      .flatMap((document) => document.tasks)
      .filter((task) => role === undefined || task.role === role)
      .filter((task) => caseId === undefined || task.caseId === caseId)
      .filter((task) => canSee(actor, task))
      .toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
  }

  /** Writes what stands in the aggregate now, and looks again: another process may have written something older. */
  private async refresh(kind: AggregateKind, subject: string): Promise<void> {
    for (;;) {
      const live = await this.store.aggregates.load<unknown>({ noun: kind.noun, initial: kind.initial }, subject);
      const tasks = live === undefined ? [] : (kind.tasks?.(live.state, live) ?? []);
      await this.write(subject, live?.version ?? 0, tasks);
      if ((await this.store.aggregates.version(subject)) === (live?.version ?? 0)) return;
    }
  }

  private async write(subject: string, sequence: number, tasks: readonly Task[]): Promise<void> {
    if (tasks.length === 0) {
      await reach(() => this.collection.deleteOne({ _id: subject }));
      return;
    }
    const replace = (): Promise<unknown> =>
      this.collection.replaceOne({ _id: subject }, { sequence, tasks }, { upsert: true });
    await reach(replace).catch((error: unknown) => {
      // Two first upserts met; the second try finds a document.
      if (isDuplicate(error)) return reach(replace);
      throw error;
    });
  }

  private kindOf(subject: string): AggregateKind | undefined {
    const [noun, , ...rest] = subject.split('/');
    return rest.length > 0 ? undefined : this.options.kinds.find((kind) => kind.noun === noun);
  }

  private get collection(): mongo.Collection<OpenTasksDocument> {
    return this.store.collection<OpenTasksDocument>('open_tasks');
  }
}

const orderOf = (task: Task): string => `${task.dueOn ?? '9999'} ${task.openedOn} ${task.subject} ${task.action}`;
