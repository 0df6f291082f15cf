import { z } from 'zod';
import { ApplicationView, CaseStateView, type ApplicationStatus } from '#libs/contracts';
import { addWorkingDays } from '#libs/calendar';
import type { ApiService, GatewayClient } from './gateway-client.js';
import type { CaseScript, OpenTask, Robots } from './robots.js';
import { SimulationProgress } from './simulation-progress.js';

/** A case of a simulation: when its draft is opened, and on which day each task is done. */
export interface SimulatedCase {
  readonly script: CaseScript;
  readonly startsOn: string;
  /** The office date on which a task is done; later than its opening, or on that day. */
  readonly actsOn: (task: OpenTask) => string;
}

export interface SimulationOptions {
  readonly client: GatewayClient;
  readonly robots: Robots;
  readonly cases: readonly SimulatedCase[];
  /** The office date on which the simulation ends, and the instant to which the clock is moved then. */
  readonly until: string;
  readonly endsAt: string;
  readonly report: (line: string) => void;
}

/** What became of a case. */
export interface SimulatedOutcome {
  readonly script: CaseScript;
  readonly caseId: string | undefined;
  readonly status: ApplicationStatus | 'NOT_STARTED';
  /** Whether the case needs nobody any more: rejected, or every grant is paid. */
  readonly ended: boolean;
  /** What somebody has to do now. */
  readonly open: readonly OpenTask[];
  readonly acts: readonly {
    readonly on: string;
    readonly kind: string;
    readonly action: string;
    readonly dueOn: string | null;
  }[];
}

interface Running {
  readonly simulated: SimulatedCase;
  caseId: string | undefined;
  status: SimulatedOutcome['status'];
  ended: boolean;
  readonly acts: SimulatedOutcome['acts'][number][];
}

const AUDITOR = 'mu-audit-1';
const OPERATOR = 'sys-admin-1';
const SERVICES = ['applications', 'approvals', 'payments'] as const satisfies readonly ApiService[];
/** `attention` tells a leader that somebody is late; an objection waits for nobody in these cases. */
const NOT_AWAITED: ReadonlySet<string> = new Set(['attention', 'objection-examinations', 'objection-decisions']);
/** Not the refusals that a grant also keeps, `grant/<id>/refusals`. */
const GRANT = /^grant\/[^/]+$/;
const PaidGrant = z.object({ status: z.literal('PAID') });
const PATIENCE_MS = 60_000;
const POLL_MS = 40;
/** Everything is done at ten in the morning; what is due at midnight has then rung. */
const MORNING = 'T10:00:00+08:00';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Acts on the last permitted day; work without a due date is done on the day it is opened. */
export const onTheLastDay = (task: OpenTask): string => task.dueOn ?? task.openedOn;

/** Acts so many working days after the task was opened, but never after it is due. */
export const afterWorkingDays =
  (days: number) =>
  (task: OpenTask): string => {
    const wished = addWorkingDays(task.openedOn, days).dueOn;
    return task.dueOn !== null && task.dueOn < wished ? task.dueOn : wished;
  };

/**
 * Plays cases side by side in the order of their dates. The office clock is moved only when nothing is under way: every
 * act's consequences are open before the next day begins, so that each date is the one the procedure gives.
 */
export class Simulation {
  private readonly running: Running[];
  private readonly progress: SimulationProgress;
  private today = '';

  constructor(private readonly options: SimulationOptions) {
    this.progress = new SimulationProgress(options);
    this.running = options.cases.map((simulated) => ({
      simulated,
      caseId: undefined,
      status: 'NOT_STARTED',
      ended: false,
      acts: [],
    }));
  }

  async run(): Promise<readonly SimulatedOutcome[]> {
    for (let day = await this.firstDay(); day !== undefined; day = await this.nextDay()) {
      await this.moveTo(day);
      await this.startDue();
      await this.actDue();
    }
    await this.moveTo(this.options.until);
    await this.untilQuiet();
    const tasks = await this.tasks();
    await Promise.all(this.running.map((one) => this.refresh(one)));
    return this.running.map((one) => ({
      script: one.simulated.script,
      caseId: one.caseId,
      status: one.status,
      ended: one.ended,
      open: tasks.filter((candidate) => candidate.one === one).map(({ task }) => task),
      acts: one.acts,
    }));
  }

  /** A simulation that was broken off goes on at the office date it had reached. */
  private async firstDay(): Promise<string | undefined> {
    const { now } = (await this.options.client.query(OPERATOR, 'workflows', '/clock')) as { now: string };
    const starts = this.options.cases.map(({ startsOn }) => startsOn).sort();
    const [first] = starts;
    return first === undefined || first >= now.slice(0, 10) ? first : now.slice(0, 10);
  }

  private async moveTo(day: string): Promise<void> {
    if (day <= this.today) return;
    this.today = day;
    this.progress.reached(day, this.running.filter(({ ended }) => ended).length);
    const body = { to: day === this.options.until ? this.options.endsAt : `${day}${MORNING}` };
    const { now } = (await this.options.client.query(OPERATOR, 'workflows', '/clock')) as { now: string };
    if (Date.parse(now) >= Date.parse(body.to)) return;
    await this.options.client.post(OPERATOR, 'workflows', '/clock', body, `clock/${body.to}`);
    await this.untilQuiet();
  }

  private async startDue(): Promise<void> {
    for (const one of this.running) {
      const { script, startsOn } = one.simulated;
      if (one.caseId !== undefined || startsOn > this.today) continue;
      const { id, position } = await this.options.robots.create(script, startsOn);
      one.caseId = id;
      await this.settled(id, position);
      this.tell(one, 'draft opened', '申请草稿');
    }
    // After a start that was broken off, something may still be under way.
    await this.untilQuiet();
  }

  /** Does everything that is to be done today, also what follows from it today. */
  private async actDue(): Promise<void> {
    for (;;) {
      const due = (await this.tasks())
        .filter(({ one, task }) => one.simulated.actsOn(task) <= this.today)
        // The verification rests on the receipt (R-FILE-03), so an officer who does both on one day records it first.
        .sort((a, b) => Number(b.task.action === 'receipt') - Number(a.task.action === 'receipt'));
      if (due.length === 0) return;
      for (const { one, task } of due) await this.act(one, task);
      await this.untilQuiet();
    }
  }

  private async act(one: Running, task: OpenTask): Promise<void> {
    const { robots } = this.options;
    const { position } = await robots.act(task, one.simulated.script, this.today);
    one.acts.push({ on: this.today, kind: task.kind, action: task.action, dueOn: task.dueOn });
    await this.options.client.query(
      AUDITOR,
      task.service,
      `/tasks?caseId=${task.caseId}&after=${position.subject}@${position.sequence}`,
    );
    const follows = await this.followUp(task, position.subject);
    if (follows !== undefined) await this.settled(task.caseId, { ...position, sequence: position.sequence + follows });
  }

  /**
   * Whether work is opened elsewhere because of this act, and how many events later. Undefined: nothing follows, or it
   * shows itself as a task.
   */
  private async followUp(task: OpenTask, subject: string): Promise<number | undefined> {
    switch (task.action) {
      case 'plan-versions':
      case 'submission':
      case 'closing':
      case 'visit':
      case 'signature':
      case 'voucher':
        return 0;
      case 'convening':
        return (await this.stateOf(task, subject)) === 'ADOPTED' ? 0 : undefined;
      case 'decision':
        return ['PASSED', 'REJECTED'].includes(await this.stateOf(task, subject)) ? 0 : undefined;
      case 'approval':
        // Instructed by the worker, then paid by the bank: two events later on the same grant.
        return 2;
      default:
        return undefined;
    }
  }

  private async stateOf(task: OpenTask, subject: string): Promise<string> {
    const [noun = '', id = ''] = subject.split('/');
    const view = (await this.options.client.query(AUDITOR, task.service, `/${noun}s/${id}`)) as {
      state: { status: string };
    };
    return view.state.status;
  }

  private async settled(caseId: string, { subject, sequence }: { subject: string; sequence: number }): Promise<void> {
    await this.options.client.query(AUDITOR, 'applications', `/applications/${caseId}?settled=${subject}@${sequence}`);
  }

  private async tasks(): Promise<{ one: Running; task: OpenTask }[]> {
    const lists = await Promise.all(
      SERVICES.map(async (service) =>
        (await this.options.client.tasks(AUDITOR, service)).map((task) => ({ ...task, service })),
      ),
    );
    return lists.flat().flatMap((task) => {
      const one = this.running.find(({ caseId }) => caseId === task.caseId);
      return one && !NOT_AWAITED.has(task.action) ? [{ one, task }] : [];
    });
  }

  /** A case is quiet when somebody has a task, when the public notice runs, or when it has come to its end. */
  private async untilQuiet(): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const tasks = await this.tasks();
      const quiet = await Promise.all(this.running.map((one) => this.isQuiet(one, tasks)));
      const busy = this.running.filter((_one, index) => quiet[index] !== true);
      if (busy.length === 0) return;
      if (Date.now() > deadline) {
        throw new Error(`On ${this.today} nothing happens any more in ${busy.map(({ caseId }) => caseId).join(', ')}.`);
      }
      await pause(POLL_MS);
    }
  }

  private async isQuiet(one: Running, tasks: readonly { one: Running; task: OpenTask }[]): Promise<boolean> {
    if (one.caseId === undefined || one.ended) return true;
    const own = tasks.filter((candidate) => candidate.one === one);
    if (own.some(({ task }) => task.action === 'report' && task.dueOn === null)) return false;
    if (own.length > 0) return true;
    await this.refresh(one);
    return one.ended || one.status === 'PUBLICITY';
  }

  private async refresh(one: Running): Promise<void> {
    if (one.caseId === undefined || one.ended) return;
    const before = one.status;
    one.status = await this.statusOf(one.caseId);
    one.ended =
      one.status === 'DESIGNATED'
        ? await this.isPaid(one.caseId, one.simulated.script)
        : ['REJECTED', 'ARCHIVED'].includes(one.status);
    if (one.status !== before) this.tell(one, one.status, '');
    if (one.ended) this.tell(one, 'ended', '办结');
  }

  /** Every grant of the case is paid, as the auditors' log tells. */
  private async isPaid(caseId: string, { healthGrantFen }: CaseScript): Promise<boolean> {
    const folded = await this.options.client.query(AUDITOR, 'audits', `/cases/${caseId}/state`);
    const grants = CaseStateView.parse(folded).subjects.filter(({ subject }) => GRANT.test(subject));
    const paid = grants.filter(({ state }) => PaidGrant.safeParse(state).success);
    return paid.length === grants.length && paid.length >= (healthGrantFen === 0 ? 1 : 2);
  }

  private async statusOf(caseId: string): Promise<ApplicationStatus> {
    return ApplicationView.parse(await this.options.client.query(AUDITOR, 'applications', `/applications/${caseId}`))
      .status;
  }

  /** The next day on which anybody has something to do, or the last one. */
  private async nextDay(): Promise<string | undefined> {
    const tasks = await this.tasks();
    const tomorrow = addCalendarDay(this.today);
    const waiting = this.running.some(
      (one) => one.caseId !== undefined && !one.ended && !tasks.some((candidate) => candidate.one === one),
    );
    const days = [
      ...tasks.map(({ one, task }) => one.simulated.actsOn(task)),
      ...this.running.filter(({ caseId }) => caseId === undefined).map(({ simulated }) => simulated.startsOn),
      ...(waiting ? [tomorrow] : []),
    ].map((day) => (day <= this.today ? tomorrow : day));
    const [next] = days.sort();
    return next !== undefined && next <= this.options.until ? next : undefined;
  }

  private tell(one: Running, what: string, zh: string): void {
    this.options.report(`${this.today} ${one.simulated.script.site.name} ${zh} ${what}`.replace(/ +/g, ' ').trim());
  }
}

const addCalendarDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
