import type { CommandAnswer, Position, Task } from '#libs/contracts';
import type { ApiService, GatewayClient } from '../../demonstration/src/gateway-client.js';
import type { CaseScript, OpenTask, Robots } from '../../demonstration/src/robots.js';

/** How long one act took, in milliseconds: until it was answered, and until the next task was listed. */
export interface ActTime {
  readonly kind: string;
  readonly action: string;
  readonly answeredMs: number;
  readonly listedMs: number;
  /** Whether the next task is another piece of work, which the workflow opened. */
  readonly opened: boolean;
}

const AUDITOR = 'mu-audit-1';
const WAIT_MS = 15_000;
const PATIENCE_MS = 120_000;
/** Municipal review, filing and its verification. */
const SIDE_BY_SIDE = 3;
const LOOKS = 50;
/** Shown to leaders, or waiting for nobody. */
const NOT_AWAITED: ReadonlySet<string> = new Set(['attention', 'objection-decisions']);

/** Where the next task appears after an act; the same service when it is not here. */
const NEXT_SERVICE: Readonly<Record<string, ApiService>> = {
  'plan-versions': 'approvals',
  convening: 'applications',
  closing: 'applications',
  submission: 'approvals',
};

/** One case played by robots that decide as soon as they see a task. */
export class BenchCase {
  caseId = '';
  readonly times: ActTime[] = [];
  private tasks: readonly OpenTask[] = [];
  private signed = 0;

  constructor(
    private readonly client: GatewayClient,
    private readonly robots: Robots,
    private readonly script: CaseScript,
    private readonly today: () => string,
  ) {}

  /** From the draft to the public notice. */
  async toNotice(): Promise<void> {
    const created = await this.robots.create(this.script, this.today());
    this.caseId = created.id;
    this.tasks = await this.next('applications', created.position);
    this.signed = 0;
    while (this.signed < 2) await this.actOnFirst('joint-review');
  }

  /** From the draft to where two reviews and the filing wait side by side. @returns how many tasks are open */
  async toConcurrentReview(): Promise<number> {
    const created = await this.robots.create(this.script, this.today());
    this.caseId = created.id;
    this.tasks = await this.next('applications', created.position);
    while (!this.tasks.some(({ action }) => action === 'receipt')) await this.actOnFirst('');
    // The first of them wakes whoever waits; the others are opened in the same breath.
    for (let look = 0; look < LOOKS && this.tasks.length < SIDE_BY_SIDE; look += 1) {
      this.tasks = await this.next('approvals');
    }
    return this.tasks.length;
  }

  /** From the end of the notice to the money of both funds. */
  async toPaid(): Promise<void> {
    this.signed = 0;
    this.tasks = await this.next('approvals');
    while (this.signed < 2) await this.actOnFirst('designation');
    let left = 2;
    while (left > 0) left -= (await this.actOnFirst('')) ? 1 : 0;
  }

  /** Does the first task. @returns whether it was the last act on a grant */
  private async actOnFirst(endsWith: string): Promise<boolean> {
    const [task] = this.tasks;
    if (task === undefined) throw new Error(`${this.caseId} has no task`);
    const started = performance.now();
    const { position } = await this.robots.act(task, this.script, this.today());
    const answered = performance.now();
    if (task.kind === endsWith) this.signed += 1;
    if (endsWith === 'joint-review' && this.signed === 2) return false;
    if (task.action === 'approval' || task.action === 'voucher') {
      // Approved: instructed by the worker and paid by the bank, two events later; then the reservation is booked.
      await this.settled(task.action === 'voucher' ? position : { ...position, sequence: position.sequence + 2 });
      this.tasks = this.tasks.filter((other) => other.subject !== task.subject);
      return true;
    }
    this.tasks = await this.follow(task, position);
    const [next] = this.tasks;
    this.times.push({
      kind: task.kind,
      action: task.action,
      answeredMs: answered - started,
      listedMs: performance.now() - started,
      opened: next !== undefined && next.openedOn === this.today() && next.subject !== task.subject,
    });
    return false;
  }

  private follow(task: OpenTask, position: Position): Promise<readonly OpenTask[]> {
    if (task.kind === 'designation' && this.signed === 2) return this.grants();
    const service = NEXT_SERVICE[task.action] ?? task.service;
    return this.next(service, service === task.service ? position : undefined);
  }

  /** Both grants are planned side by side. */
  private async grants(): Promise<readonly OpenTask[]> {
    for (;;) {
      const tasks = await this.next('payments');
      if (tasks.length >= 2) return tasks;
    }
  }

  /** The case's tasks in a service as soon as there is one; the receipt before the verification that rests on it. */
  private async next(service: ApiService, after?: Position): Promise<readonly OpenTask[]> {
    const end = performance.now() + PATIENCE_MS;
    const seen = after === undefined ? '' : `&after=${after.subject}@${after.sequence}`;
    while (performance.now() < end) {
      const path = `/tasks?caseId=${this.caseId}&wait=${WAIT_MS}${seen}`;
      const { tasks } = (await this.client.query(AUDITOR, service, path)) as { tasks: readonly Task[] };
      const found = tasks.filter(({ action }) => !NOT_AWAITED.has(action)).map((task) => ({ ...task, service }));
      const ready = found.filter(({ action, dueOn }) => action !== 'report' || dueOn !== null);
      if (ready.length > 0) return ready.toSorted((a, b) => rank(a) - rank(b));
    }
    throw new Error(`${this.caseId} got no task in ${service}`);
  }

  private async settled({ subject, sequence }: CommandAnswer['position']): Promise<void> {
    const path = `/applications/${this.caseId}?settled=${subject}@${sequence}`;
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        await this.client.query(AUDITOR, 'applications', path);
        return;
      } catch (error) {
        if (performance.now() > end) throw error;
      }
    }
  }
}

const rank = (task: Task): number => (task.action === 'receipt' ? 0 : 1);
