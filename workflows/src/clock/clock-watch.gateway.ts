import type { OfficeClock } from '#libs/calendar';
import type { StructuredLogger } from '#libs/telemetry';
import type { CaseWorkflows } from '../cases/case-workflows.gateway.js';

/** How long a workflow is given to publish its next alarm before it is signalled about the old one again. */
const PATIENCE_MS = 5_000;
const POLL_MS = 1_000;

/**
 * Wakes the workflows whose instant a settable clock has passed. It looks each second, because the search lags behind the
 * workflows and the clock may be moved by another process through its file. On the wall clock it does nothing.
 */
export class ClockWatch {
  private readonly told = new Map<string, { readonly nextAlarm: string; readonly atMs: number }>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly workflows: Pick<CaseWorkflows, 'dueBy' | 'moveClock'>,
    private readonly clock: OfficeClock,
    private readonly logger: StructuredLogger,
  ) {}

  start(): void {
    if (this.clock.mode === 'wall') return;
    this.timer = setInterval(() => void this.look(), POLL_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Looks now. Two looks never overlap; failures are logged and made good by the next one. */
  look(): Promise<void> {
    this.looking ??= this.wake()
      .catch((error: unknown) => this.logger.failure('cases could not be told of the office clock', error))
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }

  private async wake(): Promise<void> {
    const now = this.clock.now();
    for (const { workflowId, nextAlarm } of await this.workflows.dueBy(now)) {
      const told = this.told.get(workflowId);
      if (told?.nextAlarm === nextAlarm && performance.now() - told.atMs < PATIENCE_MS) continue;
      await this.workflows.moveClock(workflowId, now);
      this.told.set(workflowId, { nextAlarm, atMs: performance.now() });
    }
    for (const [workflowId, { atMs }] of this.told) {
      if (performance.now() - atMs > PATIENCE_MS) this.told.delete(workflowId);
    }
  }
}
