import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import type { Task } from '#libs/contracts';
import { RecentMap, isDuplicate, reach } from '#libs/aggregate';

/** The open tasks of one aggregate, as they stood at its n-th event. */
interface SubjectTasks {
  readonly subject: string;
  readonly sequence: number;
  readonly tasks: readonly Task[];
}

/** All open tasks of one case in this service. A case in which nobody has anything to do has no document. */
export interface CaseTasksDocument {
  /** The case's id. */
  readonly _id: string;
  readonly version: number;
  readonly subjects: readonly SubjectTasks[];
}

/** Versions of 1.0 kept each aggregate's tasks in a document of its own. */
export interface SubjectTasksDocument {
  readonly _id: string;
  readonly sequence: number;
  readonly tasks: readonly Task[];
}

const REMEMBERED_MAX = 2_000;

/** The store behind the inbox: a case's tasks are one look-up by id, whatever engine holds them and however many there are. */
export class CaseTasks {
  /** As this process last wrote them. Its next write compares, and nothing is left out on its word. */
  private readonly remembered = new RecentMap<string, CaseTasksDocument | null>(REMEMBERED_MAX);

  constructor(
    private readonly collections: <Document extends mongo.Document>(name: string) => mongo.Collection<Document>,
  ) {}

  /** Declares what makes a compare-and-set cheap, and takes over what an older program left. */
  async prepare(): Promise<void> {
    await reach(() => this.cases.createIndex({ _id: 1, version: 1 }, { unique: true, name: 'compare_and_set' }));
    await reach(() => this.cases.createIndex({ 'subjects.tasks.role': 1 }, { name: 'role' }));
    for (const { _id: subject, sequence, tasks } of await reach(() => this.former.find({}).toArray())) {
      const [first] = tasks;
      if (first !== undefined) await this.write(first.caseId, { subject, sequence, tasks });
      await reach(() => this.former.deleteOne({ _id: subject }));
    }
  }

  async clear(): Promise<void> {
    this.remembered.clear();
    await reach(() => this.cases.deleteMany({}));
  }

  /** As this process has just written them; undefined when it must be looked up. */
  recall(caseId: string): readonly Task[] | undefined {
    const remembered = this.remembered.get(caseId);
    return remembered === undefined ? undefined : tasksIn(remembered);
  }

  async ofCase(caseId: string): Promise<readonly Task[]> {
    const found = await reach(() => this.cases.findOne({ _id: caseId }));
    return tasksIn(found);
  }

  /** Tasks of cases in which somebody of these roles has something to do; of all cases without roles. */
  async list(roles: readonly string[] | undefined): Promise<readonly Task[]> {
    const filter = roles === undefined ? {} : { 'subjects.tasks.role': { $in: [...roles] } };
    return (await reach(() => this.cases.find(filter).toArray())).flatMap(tasksIn);
  }

  /** Puts what one aggregate asks for in the place of what it asked for before; something older changes nothing. */
  async write(caseId: string, entry: SubjectTasks): Promise<void> {
    const remembered = this.remembered.get(caseId);
    this.remembered.delete(caseId);
    if (remembered !== undefined && (await this.put(caseId, remembered, entry)) === 'written') return;
    for (let attempt = 0; ; attempt += 1) {
      const present = await reach(() => this.cases.findOne({ _id: caseId }));
      if ((await this.put(caseId, present, entry)) !== 'overtaken') return;
      await sleep(Math.random() * Math.min(100, 4 * 2 ** attempt));
    }
  }

  /** Overtaken when another process was first. */
  private async put(
    caseId: string,
    present: CaseTasksDocument | null,
    entry: SubjectTasks,
  ): Promise<'written' | 'unchanged' | 'overtaken'> {
    const known = present?.subjects.find(({ subject }) => subject === entry.subject);
    if (known === undefined && entry.tasks.length === 0) return 'unchanged';
    if (known !== undefined && known.sequence > entry.sequence) return 'unchanged';
    const others = (present?.subjects ?? []).filter(({ subject }) => subject !== entry.subject);
    const subjects = entry.tasks.length === 0 ? others : [...others, entry];
    // A new document begins where no earlier one of this case can have been, so that a compare never takes one for another.
    const version = (present?.version ?? Date.now()) + 1;
    const next = subjects.length === 0 ? null : { _id: caseId, version, subjects };
    if (!(await this.replace(present, next))) return 'overtaken';
    this.remembered.set(caseId, next);
    return 'written';
  }

  /** False when it was another one by now. */
  private async replace(present: CaseTasksDocument | null, next: CaseTasksDocument | null): Promise<boolean> {
    if (present === null) return next === null || this.insert(next);
    const guard = { _id: present._id, version: present.version };
    if (next === null) return (await reach(() => this.cases.deleteOne(guard))).deletedCount === 1;
    return (await reach(() => this.cases.replaceOne(guard, next))).matchedCount === 1;
  }

  private async insert(document: CaseTasksDocument): Promise<boolean> {
    try {
      await reach(() => this.cases.insertOne(document));
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private get cases(): mongo.Collection<CaseTasksDocument> {
    return this.collections<CaseTasksDocument>('case_tasks');
  }

  private get former(): mongo.Collection<SubjectTasksDocument> {
    return this.collections<SubjectTasksDocument>('open_tasks');
  }
}

const tasksIn = (document: CaseTasksDocument | null): readonly Task[] =>
  (document?.subjects ?? []).flatMap(({ tasks }) => tasks);
