import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StructuredLogger } from '#libs/telemetry';
import { eventually } from '#libs/testing';
import { temporalCliPath } from '../../infra/engines/index.mjs';
import { CaseRebuild } from '../src/cases/case-rebuild.gateway.js';
import { CaseWorkflows } from '../src/cases/case-workflows.gateway.js';
import type { Fact, Standing } from '../src/definitions/case.signals.js';
import { registerSearchAttributes } from '../src/search-attribute.gateway.js';
import { TASK_QUEUE } from '../src/workflows.config.js';
import { workflowBundle } from '../src/workflows.bundle.js';
import { toConcurrentReview, toGrants, toJointReview } from './case-stages.js';
import { CaseStory } from './case-story.js';
import { FakeOffice } from './fake-office.js';
import { deadlineByCalendar, quietTemporal } from './procedure-stage.js';
import { RememberingOffice } from './remembering-office.js';

const MINUTE = 60_000;
const NOW = '2026-05-18T09:00:00+08:00';

/** A Temporal server with its database in a file, and a worker on it. */
class Server {
  private constructor(
    readonly environment: TestWorkflowEnvironment,
    private readonly worker: Worker,
    private readonly ended: Promise<void>,
  ) {}

  static async open(file: string, office: RememberingOffice): Promise<Server> {
    const path = await temporalCliPath();
    // It gives the server five seconds, which a busy machine may not have.
    const environment = await eventually(
      () =>
        TestWorkflowEnvironment.createLocal({
          server: { executable: { type: 'existing-path', path }, dbFilename: file },
        }),
      { timeoutMs: MINUTE },
    );
    await registerSearchAttributes(environment.connection, 'default');
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: TASK_QUEUE,
      workflowBundle: await workflowBundle(),
      activities: { ...office.activities },
    });
    return new Server(environment, worker, worker.run());
  }

  async close(): Promise<void> {
    this.worker.shutdown();
    await this.ended;
    await this.environment.teardown();
  }
}

describe('a Temporal server whose database was deleted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lost-temporal-'));
  const file = join(folder, 'temporal.db');
  const stories: CaseStory[] = [];
  const journal = (subject: string): readonly Fact[] =>
    stories.flatMap(({ happened }) => happened.filter((fact) => fact.subject === subject));
  const played = new FakeOffice(() => Promise.resolve(NOW), deadlineByCalendar);
  const office = new RememberingOffice(played.activities, journal);
  let server: Server;

  beforeAll(async () => {
    quietTemporal();
    server = await Server.open(file, office);
  }, MINUTE);
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  }, MINUTE);

  const newStory = (): CaseStory => {
    const story = new CaseStory(server.environment.client.workflow, played, 'settable', TASK_QUEUE);
    stories.push(story);
    return story;
  };

  const submitted = async (story: CaseStory): Promise<void> => {
    await story.begin();
    await story.seal(1);
    await story.adopt(1);
    await story.submit(1, '2026-05-12');
  };

  const inCorrection = async (story: CaseStory): Promise<void> => {
    await submitted(story);
    await story.decide('formal-check', '2026-05-14', 'returned');
    await story.asked('returnCase');
    await story.seal(2, '2026-05-15', { needsResolution: true });
    await story.opened('meeting-2');
  };

  const halfReviewed = async (story: CaseStory): Promise<void> => {
    await toConcurrentReview(story);
    await story.decide('health-verification', '2026-03-26');
    await story.asked('advanceCase');
  };

  const objected = async (story: CaseStory): Promise<void> => {
    await toJointReview(story);
    await story.decide('joint-review', '2026-05-15');
    await story.acceptObjection('2026-05-18');
    await story.asked('stopNotice');
  };

  const instructed = async (story: CaseStory): Promise<void> => {
    await toGrants(story);
    await story.approve('UNION_MUNI', '2026-05-25');
    await story.asked('instructPayment');
  };

  const rejected = async (story: CaseStory): Promise<void> => {
    await submitted(story);
    await story.decide('formal-check', '2026-05-15', 'rejected');
    await story.asked('rejectCase');
  };

  const standingOf = async (story: CaseStory): Promise<Pick<Standing, 'step' | 'waitingFor' | 'due'>> => {
    const { step, waitingFor, due } = await story.standing();
    return { step, waitingFor: waitingFor.toSorted(), due };
  };

  it(
    'is told every case anew: each stands where it stood, goes on to its end, and nothing is done twice',
    async () => {
      const [correction, half, notice, grant, window] = [newStory(), newStory(), newStory(), newStory(), newStory()];
      await inCorrection(correction);
      await halfReviewed(half);
      await objected(notice);
      await instructed(grant);
      await rejected(window);
      const running = [correction, half, notice, window];
      await eventually(async () => expect((await standingOf(half)).waitingFor).toEqual(['municipal-review']));
      await eventually(async () => expect((await standingOf(window)).waitingFor).toEqual(['reconsideration']));
      await eventually(async () =>
        expect((await standingOf(notice)).waitingFor).toEqual(['findings on the objection']),
      );
      await eventually(async () => expect((await standingOf(correction)).waitingFor).toEqual(['resubmission']));
      const before = await Promise.all(running.map(standingOf));
      const effects = office.effects.size;

      await server.close();
      rmSync(file);
      server = await Server.open(file, office);
      const { client } = server.environment;
      for (const story of stories) story.moveTo(client.workflow);
      const workflows = new CaseWorkflows(client, TASK_QUEUE, 'settable');
      const services = {
        facts: (subject: string) => Promise.resolve(journal(subject)),
        query: (_service: unknown, path: string) =>
          Promise.resolve({
            items: path.includes('=DRAFT') ? stories.map(({ caseId }) => ({ id: caseId })) : [],
            next: null,
          }),
      };
      const logger = new StructuredLogger({ service: 'test', level: 'silent' });
      const rebuild = new CaseRebuild(workflows, services as never, logger);
      const report = await rebuild.run();
      expect(new Set(report.started)).toEqual(new Set(stories.map(({ caseId }) => caseId)));

      for (const [index, story] of running.entries()) {
        await eventually(async () => expect(await standingOf(story)).toEqual(before[index]), { timeoutMs: 20_000 });
      }
      expect(await grant.result()).toMatchObject({ outcome: 'DESIGNATED' });
      expect({ effects: office.effects.size, mistakes: office.mistakes }).toEqual({ effects, mistakes: [] });
      expect(office.repeats).toBeGreaterThan(30);

      await correction.adopt(2, '2026-05-18');
      await correction.asked('recordResolution', 2);
      await correction.resubmit(2, '2026-05-18', { reopens: ['formal-check'], decided: 2 });
      await correction.decide('formal-check', '2026-05-19', 'passed', 2);
      await correction.opened('district-review');
      await correction.withdraw('2026-05-20');
      expect(await correction.result()).toMatchObject({ outcome: 'WITHDRAWN' });

      await half.decide('municipal-review', '2026-05-19');
      await half.opened('inspection');
      await half.terminate('2026-05-20');
      expect(await half.result()).toMatchObject({ outcome: 'TERMINATED' });

      await notice.resolve('2026-05-19', 'dismissed');
      await notice.asked('resumeNotice');
      await notice.clockMoves('2026-05-27T09:00:00+08:00');
      await notice.decide('designation', '2026-05-28');
      expect(await notice.result()).toMatchObject({ outcome: 'DESIGNATED' });

      await grant.bankReports('paid', '2026-05-26');
      await grant.voucher('2026-05-26');
      expect(await grant.grantResult('UNION_MUNI')).toEqual({ paidOn: '2026-05-26' });
      expect(played.of('instructPayment', grant.caseId)).toHaveLength(1);

      await window.reconsider('formal-check', '2026-05-18');
      await window.decide('formal-check', '2026-05-20', 'rejected', 2);
      expect(await window.result()).toMatchObject({ outcome: 'REJECTED' });
      expect(office.mistakes).toEqual([]);
    },
    3 * MINUTE,
  );
});
