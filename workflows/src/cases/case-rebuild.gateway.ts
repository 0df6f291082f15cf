import { ApplicationList, FINAL_STATUSES, APPLICATION_STATUSES, type ApplicationStatus } from '#libs/contracts';
import type { StructuredLogger } from '#libs/telemetry';
import type { Services } from '../activities/services.gateway.js';
import type { CaseWorkflows } from './case-workflows.gateway.js';

/** What a look at all cases came to. */
export interface RebuildReport {
  /** Cases that may have work for a workflow. */
  readonly looked: number;
  /** Those whose workflow was not there and was started. */
  readonly started: readonly string[];
}

/** Cases that are over for good: no workflow is started for them. */
const OVER: readonly ApplicationStatus[] = FINAL_STATUSES.filter(
  (status) => status !== 'DESIGNATED' && status !== 'REJECTED',
);
const UNFINISHED = APPLICATION_STATUSES.filter((status) => !OVER.includes(status));
/** Cases started side by side: each soon asks the services for its journals. */
const AT_ONCE = 8;

/**
 * Starts the workflows of cases that have none. A lost Temporal is made good by that alone: a workflow that is started again
 * does everything again, every command is a repeat, and each repeated opening brings the facts about its work with it.
 */
export class CaseRebuild {
  private running: Promise<RebuildReport> | undefined;
  private namespace: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly workflows: CaseWorkflows,
    private readonly services: Pick<Services, 'facts' | 'query'>,
    private readonly logger: StructuredLogger,
    private readonly every: { readonly lookMs: number } = { lookMs: 5_000 },
  ) {}

  /** Looks at all cases now, and from then on whenever Temporal has forgotten everything. */
  start(): void {
    this.timer = setInterval(() => void this.watch(), this.every.lookMs);
    void this.watch();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running?.catch(() => undefined);
  }

  /** Looks at all cases. Two looks never overlap: who asks during one gets its report. */
  run(): Promise<RebuildReport> {
    this.running ??= this.look().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Starts the workflow of one case, if there is such a case and it has none. Its first activity refuses one that is over. */
  async revive(caseId: string): Promise<boolean> {
    const [created] = await this.services.facts(`application/${caseId}`);
    return created?.type === 'application.created' ? this.workflows.begin(caseId, [created]) : false;
  }

  /** A namespace that was registered anew has none of the workflows that there were. */
  private async watch(): Promise<void> {
    if (this.running !== undefined) return;
    try {
      const namespace = await this.workflows.namespaceId();
      if (namespace === this.namespace) return;
      await this.workflows.prepare();
      const { looked, started } = await this.run();
      this.namespace = namespace;
      if (started.length > 0) this.logger.warning('cases had no workflow and were started', { looked, started });
    } catch (error) {
      this.logger.warning('the cases could not be compared with their workflows yet', { error });
    }
  }

  private async look(): Promise<RebuildReport> {
    const known = await this.workflows.known();
    const started: string[] = [];
    let looked = 0;
    for (const status of UNFINISHED) {
      for await (const page of this.casesIn(status)) {
        looked += page.length;
        const missing = page.filter((caseId) => !known.has(caseId));
        for (let first = 0; first < missing.length; first += AT_ONCE) {
          const group = missing.slice(first, first + AT_ONCE);
          const begun = await Promise.all(group.map((caseId) => this.revive(caseId)));
          started.push(...group.filter((_, index) => begun[index]));
        }
      }
    }
    return { looked, started };
  }

  private async *casesIn(status: ApplicationStatus): AsyncGenerator<readonly string[]> {
    for (let cursor: string | null = ''; cursor !== null;) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: ApplicationList = await this.services.query(
        'applications',
        `/applications?status=${status}${after}`,
        ApplicationList,
      );
      yield page.items.map(({ id }) => id);
      cursor = page.next;
    }
  }
}
