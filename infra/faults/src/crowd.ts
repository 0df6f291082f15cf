import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ApplicationView, CaseStateView } from '#libs/contracts';
import { Refused, type ApiService } from '../../demonstration/src/gateway-client.js';
import type { OpenTask } from '../../demonstration/src/robots.js';
import type { FaultCase } from './fault-cases.js';
import type { FaultRobots } from './fault-robots.js';
import type { JournalingClient } from './journaling-client.js';
import { OfficeDays } from './office-days.js';

export interface CrowdOptions {
  readonly client: JournalingClient;
  readonly robots: FaultRobots;
  readonly caseOf: (index: number) => FaultCase;
  /** At least so many are opened; more while faults are still to come. */
  readonly cases: number;
  /** How many are under way at once. */
  readonly atOnce: number;
  readonly report: (line: string) => void;
  /** Whether everything that carries a case on works at the moment. */
  readonly isWhole: () => Promise<boolean>;
}

/** A case of the run, and how far its robots have seen it come. */
export interface CrowdCase extends FaultCase {
  readonly caseId: string;
  status: string;
  ended: boolean;
  /** When it last had a task or changed, in wall milliseconds. */
  lastSeenMs: number;
}

const AUDITOR = 'mu-audit-1';
const TASK_SERVICES = ['applications', 'approvals', 'payments'] as const satisfies readonly ApiService[];
/** `attention` tells a leader that somebody is late. */
const NOT_AWAITED: ReadonlySet<string> = new Set(['attention']);
const ENDED: ReadonlySet<string> = new Set(['REJECTED', 'ARCHIVED', 'LAPSED', 'WITHDRAWN', 'TERMINATED']);
const NOTICE = /^notice\/[^/]+$/;
const GRANT = /^grant\/[^/]+$/;
const PaidGrant = z.object({ status: z.literal('PAID') });
const POLL_MS = 120;
const LOOK_MS = 600;
/** A task that is still listed so long after it was done is done again, which must be a repeat. */
const AGAIN_MS = 4_000;
const REFUSED_AGAIN_MS = 1_200;

/**
 * Plays every person of every case at once, each as soon as there is something to do: many commands are in flight at any
 * moment, which is what the faults are to meet.
 */
export class Crowd {
  readonly cases: CrowdCase[] = [];
  /** Set when no fault will come any more: what is open is brought to its end, and nothing more is opened. */
  faultsAreOver = false;
  private opened = 0;
  private readonly doneAt = new Map<string, number>();
  private readonly refusals = new Map<string, number>();
  private readonly busy = new Set<string>();
  private readonly days: OfficeDays;
  private failure: unknown;

  constructor(private readonly options: CrowdOptions) {
    this.days = new OfficeDays(options.client);
  }

  get officeDate(): string {
    return this.days.today;
  }

  /** Resolves when all cases have ended. @throws what a robot did not expect */
  async run(deadlineMs: number): Promise<void> {
    await this.days.read();
    const loops = [
      this.every(POLL_MS * 2, () => this.openMore()),
      ...TASK_SERVICES.map((service) => this.every(POLL_MS, () => this.look(service))),
      this.every(LOOK_MS, () => this.refreshQuiet()),
      this.every(LOOK_MS / 2, () => this.moveClock()),
    ];
    while (!this.isOver && this.failure === undefined) {
      if (Date.now() > deadlineMs) this.failure = new Error(this.standing());
      await sleep(POLL_MS);
    }
    await Promise.all(loops);
    if (this.failure !== undefined) throw this.failure;
  }

  private get isOver(): boolean {
    return this.faultsAreOver && this.opened >= this.options.cases && this.cases.every(({ ended }) => ended);
  }

  private standing(): string {
    const open = this.cases.filter(({ ended }) => !ended);
    return `Not everything came to its end: ${open.map(({ caseId, turn, status }) => `${caseId} (${turn}, ${status})`).join(', ')}`;
  }

  private async every(pauseMs: number, work: () => Promise<void>): Promise<void> {
    while (!this.isOver && this.failure === undefined) {
      await work().catch((error: unknown) => {
        this.failure ??= error;
      });
      await sleep(pauseMs);
    }
  }

  private async openMore(): Promise<void> {
    const { robots, caseOf, cases, atOnce, report } = this.options;
    const wanted = this.opened < cases || !this.faultsAreOver;
    if (!wanted || this.cases.filter(({ ended }) => !ended).length >= atOnce) return;
    const one = caseOf(this.opened);
    this.opened += 1;
    const { id } = await robots.create(one.script, this.days.today);
    robots.takes(id, one.turn);
    this.cases.push({ ...one, caseId: id, status: 'DRAFT', ended: false, lastSeenMs: Date.now() });
    report(`case ${this.opened} opened (${one.turn})`);
  }

  private async look(service: ApiService): Promise<void> {
    const tasks = await this.options.client.tasks(AUDITOR, service);
    for (const task of tasks) {
      const one = this.cases.find(({ caseId }) => caseId === task.caseId);
      if (one === undefined || one.ended || NOT_AWAITED.has(task.action)) continue;
      one.lastSeenMs = Date.now();
      const name = `${task.subject} ${task.action} ${task.assignee ?? task.role} ${task.version}`;
      if (this.busy.has(name) || Date.now() < (this.doneAt.get(name) ?? 0)) continue;
      this.busy.add(name);
      if (one.turn === 'withdrawn' && task.kind === 'district-review') this.besides(one, 'withdrawal');
      void this.act(one, { ...task, service }, name).finally(() => this.busy.delete(name));
    }
  }

  private async act(one: CrowdCase, task: OpenTask, name: string): Promise<void> {
    try {
      await this.options.robots.act(task, one.script, this.days.today, this.refusals.get(name) ?? 0);
      this.doneAt.set(name, Date.now() + AGAIN_MS);
    } catch (error) {
      if (!(error instanceof Refused)) {
        this.failure ??= error;
        return;
      }
      // Somebody else was quicker, or the time has not come yet: another attempt is another command.
      this.refusals.set(name, (this.refusals.get(name) ?? 0) + 1);
      this.doneAt.set(name, Date.now() + REFUSED_AGAIN_MS);
      this.days.mayHaveToMove = true;
      if ((this.refusals.get(name) ?? 0) > 40) this.failure ??= error;
    }
  }

  private async refreshQuiet(): Promise<void> {
    const quiet = this.cases.filter(({ ended, lastSeenMs }) => !ended && Date.now() - lastSeenMs > LOOK_MS);
    for (const one of quiet) {
      const before = one.status;
      const view = await this.viewOf(one.caseId);
      one.status = view.status;
      one.ended = await this.hasEnded(one, view);
      if (one.turn === 'reconsidered' && one.status === 'REJECTED') this.besides(one, 'reconsideration');
      if (one.turn === 'objected' && one.status === 'PUBLICITY') this.besides(one, 'objection');
      if (one.status !== before) one.lastSeenMs = Date.now();
      if (one.ended) this.options.report(`case ${this.cases.indexOf(one) + 1} ended: ${one.status}`);
    }
  }

  private async moveClock(): Promise<void> {
    const open = this.cases.filter(({ ended }) => !ended);
    const longest = Math.max(0, ...open.map(({ lastSeenMs }) => Date.now() - lastSeenMs));
    // Who waits for a fault to heal waits for no date: an outage of a minute must not take the cases into another year.
    if (this.days.isWanted(longest) && (await this.options.isWhole())) await this.days.move();
  }

  private async viewOf(caseId: string): Promise<ApplicationView> {
    return ApplicationView.parse(await this.options.client.query(AUDITOR, 'applications', `/applications/${caseId}`));
  }

  /** A rejection is final when nobody may ask for its reconsideration any more. */
  private async hasEnded(one: CrowdCase, { status, rejection }: ApplicationView): Promise<boolean> {
    if (status === 'DESIGNATED') return this.isPaid(one);
    if (status !== 'REJECTED') return ENDED.has(status);
    const { dueOn = '' } = rejection?.reconsiderBy ?? {};
    return dueOn < this.days.today;
  }

  /** What somebody does once, unasked and at the same time as everybody else. */
  private besides(one: CrowdCase, what: 'withdrawal' | 'reconsideration' | 'objection'): void {
    const name = `${what} ${one.caseId}`;
    if (this.busy.has(name) || this.doneAt.has(name)) return;
    this.busy.add(name);
    void this.doUnasked(one, what)
      .then((isDone) => isDone && this.doneAt.set(name, Number.MAX_SAFE_INTEGER))
      .finally(() => this.busy.delete(name));
  }

  /** False when it cannot be done yet; that it comes too late is an answer as well. */
  private async doUnasked(one: CrowdCase, what: 'withdrawal' | 'reconsideration' | 'objection'): Promise<boolean> {
    try {
      if (what === 'objection') return await this.object(one);
      await this.options.robots.unasked(one.caseId, one.script, what);
    } catch (error) {
      if (!(error instanceof Refused)) this.failure ??= error;
    }
    return true;
  }

  /** False when the auditors' log does not show the notice yet. */
  private async object({ caseId }: CrowdCase): Promise<boolean> {
    const notice = (await this.foldedSubjects(caseId)).find(({ subject }) => NOTICE.test(subject));
    if (notice === undefined) return false;
    await this.options.robots.object(caseId, notice.subject.slice('notice/'.length));
    return true;
  }

  /** As the auditors' log tells; it tells nothing of a case whose first fact it has not seen yet. */
  private async foldedSubjects(caseId: string): Promise<CaseStateView['subjects']> {
    try {
      const folded = await this.options.client.query(AUDITOR, 'audits', `/cases/${caseId}/state`);
      return CaseStateView.parse(folded).subjects;
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return [];
      throw error;
    }
  }

  /** Every grant of the case is paid, as the auditors' log tells. */
  private async isPaid({ caseId, script }: CrowdCase): Promise<boolean> {
    const grants = (await this.foldedSubjects(caseId)).filter(({ subject }) => GRANT.test(subject));
    const paid = grants.filter(({ state }) => PaidGrant.safeParse(state).success);
    return paid.length === grants.length && paid.length >= (script.healthGrantFen === 0 ? 1 : 2);
  }
}
