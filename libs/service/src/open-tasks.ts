import { Inject, Injectable } from '@nestjs/common';
import type { Actor, EventEnvelope, Position, Task } from '#libs/contracts';
import { RecentMap, type LoadedAggregate } from '#libs/aggregate';
import { canAct } from '#libs/policy';
import { CaseTasks } from './case-tasks.js';
import { TaskClaims } from './task-claims.js';
import { TaskDesk } from './task-desk.js';
import { FactHandler } from './fact-handler.js';
import { SERVICE_OPTIONS, type AggregateKind, type ServiceOptions } from './service-options.js';
import { ServiceStore } from './service-store.js';

/** Roles that see every task, without being able to act on it. */
const SEES_ALL = new Set(['SYS_ADMIN', 'MU_AUDIT', 'WORKER']);

/** Whether it belongs into what this caller sees: his own inbox, or everybody's for overseers. */
export const canSee = (actor: Actor, task: Task): boolean =>
  actor.roles.some((grant) => SEES_ALL.has(grant.role)) || canAct(actor, task);

/** What a caller wants to see of his inbox. */
export interface TasksWish {
  readonly role?: string | undefined;
  readonly caseId?: string | undefined;
}

interface Projected {
  readonly version: number;
  /** Nobody has anything to do there. */
  readonly isEmpty: boolean;
}

/** Aggregates whose projected version is remembered, so that the fact about it needs no second look. */
const REMEMBERED_MAX = 20_000;

/**
 * The inbox of a service: open tasks in a small collection of their own, each carrying what its list shows (design §4).
 * A command projects its aggregate at once, in the same process; the fact that comes back over Kafka does it again only
 * when that was not done, so a crash between the two loses nothing.
 */
@Injectable()
export class OpenTasks extends FactHandler {
  /** Where colleagues take tasks upon themselves. */
  readonly desk: TaskDesk;
  private readonly cases: CaseTasks;
  /** What this process has projected of each subject. */
  private readonly projected = new RecentMap<string, Projected>(REMEMBERED_MAX);
  private readonly lines = new Map<string, { last: Promise<void>; length: number }>();
  /** Who waits for a first task, by case; those who wait for any under the empty text. */
  private readonly waiting = new Map<string, Set<(shown: readonly Task[] | undefined) => void>>();
  /** Tasks shown at this version, which another process may have overtaken just then. */
  private readonly doubtful = new Map<string, number>();

  constructor(
    @Inject(ServiceStore) private readonly store: ServiceStore,
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
  ) {
    super();
    this.cases = new CaseTasks((name) => store.collection(name));
    this.desk = new TaskDesk(new TaskClaims((name) => store.collection(name)), this.cases);
  }

  override prepare(): Promise<void> {
    return this.cases.prepare();
  }

  /** Reloads the aggregate and projects it anew: events may be missed or repeated without harm. */
  async apply(event: Pick<EventEnvelope, 'subject'>, sequence: number): Promise<void> {
    const kind = this.kindOf(event.subject);
    if (kind?.tasks === undefined || this.versionOf(event.subject) >= sequence) return;
    await this.inTurn(kind, event.subject, sequence);
  }

  /** A command was accepted at this version: whoever looks next sees its tasks. Failures are made good by the fact. */
  show(live: LoadedAggregate<unknown>): void {
    const kind = this.kindOf(live.subject);
    if (kind?.tasks === undefined) return;
    this.inTurn(kind, live.subject, live.version, live).catch(() => undefined);
  }

  /** Whether this process has shown what stands at the position; waits for what it is just about to show. */
  async hasShown({ subject, sequence }: Position): Promise<boolean> {
    await this.lines.get(subject)?.last;
    return this.versionOf(subject) >= sequence;
  }

  override async clear(): Promise<void> {
    this.projected.clear();
    await this.cases.clear();
  }

  /** Tasks this caller may see, oldest due date first. */
  async list(actor: Actor, { role, caseId }: TasksWish = {}): Promise<readonly Task[]> {
    const found =
      caseId === undefined ? await this.cases.list(rolesToAsk(actor, role)) : await this.cases.ofCase(caseId);
    return visibleTo(actor, role, found);
  }

  /** The same, but when there is nothing yet, after at most `waitMs`: for programs that follow a case. */
  async listWithin(actor: Actor, wish: TasksWish, waitMs: number): Promise<readonly Task[]> {
    const end = performance.now() + waitMs;
    for (let pause: number = LOOK_AGAIN_MS.first; ; pause = Math.min(LOOK_AGAIN_MS.longest, pause * 2)) {
      const found = await this.list(actor, wish);
      const left = end - performance.now();
      if (found.length > 0 || left <= 0) return found;
      const shown = await this.shownWithin(wish.caseId ?? '', Math.min(left, pause));
      const fresh = shown === undefined ? [] : visibleTo(actor, wish.role, shown);
      if (fresh.length > 0) return fresh;
    }
  }

  /** One projection of a subject after another; a later one skips what an earlier one has shown already. */
  private async inTurn(
    kind: AggregateKind,
    subject: string,
    sequence: number,
    live?: LoadedAggregate<unknown>,
  ): Promise<void> {
    const line = this.lines.get(subject) ?? { last: Promise.resolve(), length: 0 };
    const turn = this.refreshAfter(line.last, kind, { subject, sequence }, live);
    this.lines.set(subject, line);
    line.last = turn.catch(() => undefined);
    line.length += 1;
    try {
      await turn;
    } finally {
      line.length -= 1;
      if (line.length === 0) this.lines.delete(subject);
    }
  }

  private async refreshAfter(
    before: Promise<void>,
    kind: AggregateKind,
    { subject, sequence }: Position,
    live?: LoadedAggregate<unknown>,
  ): Promise<void> {
    await before;
    if (this.versionOf(subject) < sequence) await this.refresh(kind, { subject, sequence }, live);
  }

  /** Writes what the aggregate asks for: as the command left it, or as it stands now. */
  private async refresh(
    kind: AggregateKind,
    { subject, sequence }: Position,
    known?: LoadedAggregate<unknown>,
  ): Promise<void> {
    const folder = { noun: kind.noun, initial: kind.initial };
    const live = known ?? (await this.store.aggregates.load<unknown>(folder, subject, sequence));
    if (live === undefined) return;
    const { caseId, version, state } = live;
    const tasks = kind.tasks?.(state, live) ?? [];
    const isEmpty = tasks.length === 0;
    // Most facts change nothing for anybody's inbox.
    if (!isEmpty || this.projected.get(subject)?.isEmpty !== true) {
      await this.cases.write(caseId, { subject, sequence: version, tasks });
    }
    this.projected.set(subject, { version, isEmpty });
    if (isEmpty) return;
    this.doubt(subject, version);
    const shown = this.cases.recall(caseId);
    for (const wake of this.waiting.get(caseId) ?? []) wake(shown);
    for (const wake of this.waiting.get('') ?? []) wake(undefined);
  }

  /**
   * Looks once more, together with others: a process that was further may have taken the tasks away before this one wrote
   * them.
   */
  private doubt(subject: string, version: number): void {
    if (this.doubtful.size === 0) {
      setTimeout(() => {
        this.settleDoubts().catch(() => undefined);
      }, DOUBT_MS).unref();
    }
    this.doubtful.set(subject, version);
  }

  private async settleDoubts(): Promise<void> {
    const doubtful = new Map(this.doubtful);
    this.doubtful.clear();
    try {
      const versions = await this.store.aggregates.versions([...doubtful.keys()]);
      for (const [subject, shown] of doubtful) {
        const sequence = versions.get(subject) ?? 0;
        const kind = this.kindOf(subject);
        if (sequence > shown && kind !== undefined) await this.inTurn(kind, subject, sequence);
      }
    } catch (error) {
      for (const [subject, shown] of doubtful) this.doubt(subject, shown);
      throw error;
    }
  }

  private versionOf(subject: string): number {
    return this.projected.get(subject)?.version ?? 0;
  }

  /** The case's tasks as soon as this process shows some; undefined when the time is over, or they must be looked up. */
  private shownWithin(caseId: string, ms: number): Promise<readonly Task[] | undefined> {
    const wakes = this.waiting.get(caseId) ?? new Set();
    this.waiting.set(caseId, wakes);
    return new Promise((resolve) => {
      const done = (shown: readonly Task[] | undefined): void => {
        clearTimeout(timer);
        wakes.delete(done);
        if (wakes.size === 0 && this.waiting.get(caseId) === wakes) this.waiting.delete(caseId);
        resolve(shown);
      };
      const timer = setTimeout(() => done(undefined), ms);
      wakes.add(done);
    });
  }

  private kindOf(subject: string): AggregateKind | undefined {
    const [noun, , ...rest] = subject.split('/');
    return rest.length > 0 ? undefined : this.options.kinds.find((kind) => kind.noun === noun);
  }
}

const visibleTo = (actor: Actor, role: string | undefined, tasks: readonly Task[]): readonly Task[] =>
  tasks
    .filter((task) => role === undefined || task.role === role)
    .filter((task) => canSee(actor, task))
    .toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));

/** Another process may have shown it, of which nobody here is told. */
const LOOK_AGAIN_MS = { first: 250, longest: 1_000 } as const;
/** Long enough for many doubts to be settled in one look. */
const DOUBT_MS = 200;

/** Roles whose cases have to be looked through; undefined for overseers, who see all. */
const rolesToAsk = (actor: Actor, role: string | undefined): readonly string[] | undefined => {
  if (role !== undefined) return [role];
  const held = actor.roles.map((grant) => grant.role);
  return held.some((one) => SEES_ALL.has(one)) ? undefined : held;
};

const orderOf = (task: Task): string => `${task.dueOn ?? '9999'} ${task.openedOn} ${task.subject} ${task.action}`;
