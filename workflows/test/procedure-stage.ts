import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { addWorkingDays, alarmsFor, endOfOfficeDay } from '#libs/calendar';
import { parametersOn } from '#libs/policy';
import { timeSkippingServerPath } from '../../infra/engines/index.mjs';
import type { Deadline, Term } from '../src/definitions/activities.ports.js';
import type { ClockMode } from '../src/definitions/case.signals.js';
import { SEARCH_ATTRIBUTES } from '../src/search-attribute.gateway.js';
import { workflowBundle } from '../src/workflows.bundle.js';
import { CaseStory } from './case-story.js';
import { TASK_QUEUE } from './case-telling.js';
import { FakeOffice } from './fake-office.js';

const DAY_MS = 86_400_000;

/** Tests report by themselves; Temporal's own progress only hides it. One runtime serves the whole test file. */
export const quietTemporal = (): void => {
  if (Runtime._instance !== undefined) return;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
    shutdownSignals: [],
  });
};

/** A Temporal server that skips time, a worker with the real definitions, and services that are played. */
export class ProcedureStage {
  private constructor(
    readonly environment: TestWorkflowEnvironment,
    readonly office: FakeOffice,
    private readonly worker: { readonly shutdown: () => void; readonly ended: Promise<void> },
    private readonly time: { readonly mode: ClockMode; now: string },
  ) {}

  static async open(mode: ClockMode): Promise<ProcedureStage> {
    quietTemporal();
    const time = { mode, now: '2026-02-10T09:00:00+08:00' };
    const path = await timeSkippingServerPath();
    const environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
    await environment.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: SEARCH_ATTRIBUTES,
    });
    const office =
      mode === 'settable'
        ? new FakeOffice(() => Promise.resolve(time.now), deadlineByCalendar)
        : new FakeOffice(async () => new Date(await environment.currentTimeMs()).toISOString(), deadlineByDays);
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: TASK_QUEUE,
      workflowBundle: await workflowBundle(),
      activities: { ...office.activities },
    });
    const ended = worker.run();
    return new ProcedureStage(environment, office, { shutdown: () => worker.shutdown(), ended }, time);
  }

  story(): CaseStory {
    return new CaseStory(this.environment.client.workflow, this.office, this.time.mode);
  }

  /** Sets the office clock as the services see it; workflows hear of it by their own signal. */
  setOfficeTime(now: string): void {
    this.time.now = now;
  }

  async close(): Promise<void> {
    this.worker.shutdown();
    await this.worker.ended;
    await this.environment.teardown();
  }
}

/** Deadlines at their real dates, for a clock that is set. */
export const deadlineByCalendar = ({ startedOn, limit }: Term): Deadline => {
  const deadline = addWorkingDays(startedOn, parametersOn(startedOn).deadlines[limit]);
  return { dueOn: deadline.dueOn, endsAt: endOfOfficeDay(deadline.dueOn), alarms: alarmsFor(deadline) };
};

/** Every day counts, from the server's own today: the skipped time has no calendar that would cover it. */
const deadlineByDays = ({ limit }: Term, now: string): Deadline => {
  const workingDays = parametersOn('2026-01-01').deadlines[limit];
  const at = (days: number): string => new Date(Date.parse(now) + days * DAY_MS).toISOString();
  const alarm = (days: number, kind: 'remind' | 'escalate', level: number) => ({
    kind,
    level,
    at: at(days),
    on: at(days).slice(0, 10),
  });
  return {
    dueOn: at(workingDays).slice(0, 10),
    endsAt: at(workingDays),
    alarms: [
      alarm(workingDays - 2, 'remind', 0),
      alarm(workingDays, 'remind', 0),
      alarm(workingDays + 1, 'escalate', 1),
      alarm(workingDays + 3, 'escalate', 2),
    ],
  };
};
