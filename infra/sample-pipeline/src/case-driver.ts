import { after, pause, type NuanchaoClient } from '#libs/client';
import type { DemonstrationSite } from '../../demonstration/src/demonstration-sites.js';
import type { CaseScript, OpenTask } from '../../demonstration/src/robots.js';
import type { AutomaticStep } from './formal-check-program.js';
import { isPaid, paidFen, type CaseProgress } from './programme-fold.js';
import type { StandIns } from './stand-ins.js';
import type { UnionProgram } from './union-program.js';

export interface CaseDriverOptions {
  readonly caseId: string;
  readonly site: DemonstrationSite;
  readonly union: UnionProgram;
  readonly automatic: AutomaticStep;
  readonly standIns: StandIns;
  /** The programme's own client, which reads where the case stands. */
  readonly programme: NuanchaoClient;
  /** What the feed has told of the case. */
  readonly known: () => CaseProgress | undefined;
  readonly report: (line: string) => void;
}

/** What became of a case. */
export interface CaseOutcome {
  readonly site: DemonstrationSite;
  readonly caseId: string;
  readonly caseNo: string;
  readonly status: string;
  readonly paidFen: number;
  readonly events: number;
}

/** Of the union and of health. */
const GRANTS = 2;
const ENDED: ReadonlySet<string> = new Set(['REJECTED', 'ARCHIVED', 'LAPSED', 'WITHDRAWN', 'TERMINATED']);
/** Facts wake a case at once; it looks by itself now and then, because an inbox may be a moment behind the feed. */
const LOOK_MS = 2_000;

/** Brings one case to its end: whatever is to be done is done by the union's program or by the person whose task it is. */
export class CaseDriver {
  private status = 'DRAFT';
  private caseNo = '';
  private seen = 0;
  private idle = false;
  private stopped = false;
  private waking = new AbortController();

  constructor(private readonly options: CaseDriverOptions) {}

  get caseId(): string {
    return this.options.caseId;
  }

  get hasEnded(): boolean {
    const known = this.options.known();
    return ENDED.has(this.status) || (this.status === 'DESIGNATED' && known !== undefined && isPaid(known, GRANTS));
  }

  /** Nobody has anything to do until the public notice is over. */
  get waitsForDate(): boolean {
    return this.idle && this.status === 'PUBLICITY';
  }

  wake(): void {
    this.waking.abort();
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  async drive(): Promise<void> {
    while (!this.stopped) {
      this.waking = new AbortController();
      await this.look();
      if (this.hasEnded) break;
      const tasks = await this.options.standIns.tasksOf(this.caseId);
      let done = 0;
      for (const task of tasks) done += (await this.act(task)) ? 1 : 0;
      this.idle = tasks.length === 0;
      // What was done may have opened more at once; otherwise the next fact says so.
      if (done === 0) await pause(LOOK_MS, this.waking.signal);
    }
    if (this.hasEnded) this.tell('办结 ended');
  }

  outcome(): CaseOutcome {
    const { caseId, site, known } = this.options;
    const progress = known();
    return {
      site,
      caseId,
      caseNo: this.caseNo,
      status: this.status,
      paidFen: progress === undefined ? 0 : paidFen(progress),
      events: progress?.events ?? 0,
    };
  }

  private async act(task: OpenTask): Promise<boolean> {
    const { union, automatic, standIns, site } = this.options;
    if (automatic.isOwnTask(task)) return automatic.decide(task, site);
    // What another program has is its own affair, until its time is over and it is a person's.
    if (task.role === 'PIPELINE') return false;
    const { today } = await standIns.clock();
    if (union.isOwnTask(task.action)) {
      await union.act(task, this.caseId, today);
      return true;
    }
    const script: CaseScript = { site, meeting: 'votes' };
    return standIns.act(task, script, today);
  }

  /** Reads where the case stands, when the feed has told something new of it. */
  private async look(): Promise<void> {
    const sequence = this.options.known()?.sequence ?? 0;
    if (sequence <= this.seen) return;
    this.seen = sequence;
    const view = await this.options.programme.call('applications', 'GET /applications/{id}', {
      path: { id: this.caseId },
      query: { after: after({ subject: `application/${this.caseId}`, sequence }) },
    });
    this.caseNo = view.caseNo ?? '';
    if (view.status === this.status) return;
    this.status = view.status;
    this.tell(view.status);
  }

  private tell(what: string): void {
    const { site, report } = this.options;
    report(`${site.code} ${site.name}: ${what}`);
  }
}
