import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventEnvelope } from '#libs/contracts';
import { advanceOfficeClock, settableClock } from '#libs/calendar';
import { isPermanent, isUnavailable, type FactMessage } from '#libs/events';
import { Metrics, StructuredLogger } from '#libs/telemetry';
import { eventually } from '#libs/testing';
import { temporalCliPath } from '../../infra/engines/index.mjs';
import { CaseRebuild } from '../src/cases/case-rebuild.gateway.js';
import { CaseWorkflows } from '../src/cases/case-workflows.gateway.js';
import { ClockWatch } from '../src/clock/clock-watch.gateway.js';
import type { Fact } from '../src/definitions/case.signals.js';
import { registerSearchAttributes } from '../src/search-attribute.gateway.js';
import { Signaller } from '../src/signallers/signaller.gateway.js';
import { TASK_QUEUE } from '../src/workflows.config.js';
import { workflowBundle } from '../src/workflows.bundle.js';
import { CaseStory } from './case-story.js';
import { FakeOffice } from './fake-office.js';
import { deadlineByCalendar, quietTemporal } from './procedure-stage.js';

const MINUTE = 60_000;

/** The fact as Kafka would bring it. */
const messageOf = (fact: Fact, caseId: string): FactMessage => {
  const event: EventEnvelope = {
    specversion: '1.0',
    id: `${fact.subject}/${String(fact.sequence).padStart(10, '0')}`,
    source: '/applications',
    type: fact.type,
    subject: fact.subject,
    time: '2026-02-10T01:00:00.000Z',
    officetime: `${fact.officeDate}T09:00:00.000+08:00`,
    datacontenttype: 'application/json',
    sequence: String(fact.sequence).padStart(10, '0'),
    caseid: caseId,
    actor: fact.actor,
    actorkind: 'human',
    data: fact.data,
  };
  return { topic: 'applications.facts', partition: 0, offset: '0', key: caseId, bytes: Buffer.from(''), event };
};

/** What the services' journals and the list of applications hold. */
const journal = new Map<string, readonly Fact[]>();
const rebuildOf = (workflows: CaseWorkflows): CaseRebuild => {
  const facts = (subject: string): Promise<readonly Fact[]> => Promise.resolve(journal.get(subject) ?? []);
  const query = (): Promise<never> => Promise.reject(new Error('nobody asks for the list here'));
  return new CaseRebuild(workflows, { facts, query }, new StructuredLogger({ service: 'test', level: 'silent' }));
};

describe('the signallers on a Temporal server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'office-clock-'));
  const file = join(folder, 'clock');
  let environment: TestWorkflowEnvironment;
  let worker: Worker;
  let ended: Promise<void>;
  let workflows: CaseWorkflows;
  let signaller: Signaller;
  let office: FakeOffice;

  beforeAll(async () => {
    quietTemporal();
    advanceOfficeClock(file, '2026-02-10T09:00:00+08:00');
    const clock = settableClock(file);
    const path = await temporalCliPath();
    environment = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'existing-path', path } },
    });
    await registerSearchAttributes(environment.connection, 'default');
    office = new FakeOffice(() => Promise.resolve(clock.now()), deadlineByCalendar);
    worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: TASK_QUEUE,
      workflowBundle: await workflowBundle(),
      activities: { ...office.activities },
    });
    ended = worker.run();
    workflows = new CaseWorkflows(environment.client, TASK_QUEUE, 'settable');
    signaller = new Signaller(workflows, rebuildOf(workflows), new Metrics('workflows-test'));
  }, MINUTE);

  afterAll(async () => {
    worker.shutdown();
    await ended;
    await environment.teardown();
    rmSync(folder, { recursive: true });
  }, MINUTE);

  const newStory = (): CaseStory => new CaseStory(environment.client.workflow, office, 'settable', TASK_QUEUE);
  const take = (story: CaseStory, fact: Fact): Promise<void> => {
    if (!story.happened.includes(fact)) story.happens(fact);
    return signaller.take(messageOf(fact, story.caseId));
  };
  const begin = async (story: CaseStory): Promise<void> => {
    await take(story, story.creation('2026-02-10'));
    await take(story, story.plan(1, '2026-02-20'));
    await story.opened('meeting-1');
    await take(story, story.adoption(1));
    await take(story, story.submission(1, '2026-03-02'));
    await story.opened('formal-check');
  };

  it('registers its search attributes once, however often a worker starts', async () => {
    await registerSearchAttributes(environment.connection, 'default');
    const { customAttributes } = await environment.connection.operatorService.listSearchAttributes({
      namespace: 'default',
    });
    expect(customAttributes).toMatchObject({ CaseId: 2, CaseState: 2, NextAlarm: 6 });
  });

  it(
    'starts a case with its first fact and brings the others',
    async () => {
      const story = newStory();
      await begin(story);
      expect(await workflows.standings(story.caseId)).toMatchObject([
        { workflowId: story.subject, status: 'RUNNING', standing: { step: 'formal-check', due: '2026-03-05' } },
      ]);
      await environment.client.workflow.getHandle(story.subject).terminate();
    },
    MINUTE,
  );

  it(
    'does nothing for a fact that comes again, or after the end, or for no workflow at all',
    async () => {
      const story = newStory();
      await begin(story);
      const created = { ...story.creation('2026-02-10'), sequence: 1 };
      await take(story, created);
      await environment.client.workflow.getHandle(story.subject).terminate();
      await take(story, created);
      await take(story, story.decision('formal-check', '2026-03-05'));
      const stranger = newStory();
      await take(stranger, stranger.decision('formal-check', '2026-03-05'));
      expect(await workflows.standings(stranger.caseId)).toBeUndefined();
      expect(await workflows.standings(story.caseId)).toMatchObject([{ status: 'TERMINATED', standing: null }]);
    },
    MINUTE,
  );

  it(
    'starts a case anew whose workflow was lost, when the next fact about it comes',
    async () => {
      const story = newStory();
      journal.set(story.subject, [story.creation('2026-02-10')]);
      await take(story, story.plan(1, '2026-02-20'));
      await eventually(async () => {
        expect(await workflows.standings(story.caseId)).toMatchObject([{ status: 'RUNNING' }]);
      });
      expect((await workflows.known()).has(story.caseId)).toBe(true);
      await environment.client.workflow.getHandle(story.subject).terminate();
    },
    MINUTE,
  );

  it('knows its namespace by an id that is another one after the loss of everything', async () => {
    expect(await workflows.namespaceId()).toMatch(/^[0-9a-f-]{36}$/);
    await workflows.prepare();
  });

  it('leaves facts alone that no workflow waits for, and refuses those that break their contract', async () => {
    const story = newStory();
    const message = messageOf(story.creation('2026-02-10'), story.caseId);
    const { event } = message;
    if (event === undefined) throw new Error('the message has an event');
    await signaller.take({ ...message, event: { ...event, type: 'meeting.vote-cast' } });
    const broken = signaller.take({ ...message, event: { ...event, data: { programmeYear: 'next' } } });
    const error: unknown = await broken.catch((thrown: unknown) => thrown);
    expect(isPermanent(error)).toBe(true);
    expect(await workflows.standings(story.caseId)).toBeUndefined();
  });

  it(
    'says unavailable while Temporal is away, so that the partition waits',
    async () => {
      const connection = Connection.lazy({ address: '127.0.0.1:1', interceptors: [] });
      const away = new CaseWorkflows(new Client({ connection }), TASK_QUEUE, 'settable');
      const story = newStory();
      const error: unknown = await new Signaller(away, rebuildOf(away), new Metrics('away'))
        .take(messageOf(story.creation('2026-02-10'), story.caseId))
        .catch((thrown: unknown) => thrown);
      expect(isUnavailable(error)).toBe(true);
      await connection.close();
    },
    MINUTE,
  );

  it(
    'wakes the cases whose time has come when the office clock is set, and no others',
    async () => {
      const [early, late] = [newStory(), newStory()];
      await begin(early);
      await begin(late);
      await take(late, late.decision('formal-check', '2026-03-05'));
      await late.opened('district-review');
      const watch = new ClockWatch(
        workflows,
        settableClock(file),
        new StructuredLogger({ service: 'test', level: 'silent' }),
      );
      advanceOfficeClock(file, '2026-03-05T08:00:00+08:00');
      watch.start();
      try {
        await eventually(() => {
          const alarms = office.of('raiseAlarms', early.caseId).flatMap((call) => call.alarms);
          expect(alarms.map(({ on }) => on)).toEqual(['2026-03-03', '2026-03-05']);
        });
        expect(office.of('raiseAlarms', late.caseId)).toEqual([]);
      } finally {
        await watch.stop();
      }
      for (const story of [early, late]) await environment.client.workflow.getHandle(story.subject).terminate();
    },
    MINUTE,
  );

  it(
    'lets every workflow of a case that stands at a fault try again',
    async () => {
      const story = newStory();
      await begin(story);
      office.trouble('openReview', story.caseId, { kind: 'fault', status: 403, message: 'WORKER may not' });
      await take(story, story.decision('formal-check', '2026-03-05'));
      await eventually(async () => {
        expect((await workflows.standings(story.caseId))?.[0]?.standing?.fault?.code).toBe('403');
      });
      expect(await workflows.retry(story.caseId)).toBe(1);
      await story.opened('district-review');
      expect(await workflows.retry(newStory().caseId)).toBe(0);
      await environment.client.workflow.getHandle(story.subject).terminate();
    },
    MINUTE,
  );
});
