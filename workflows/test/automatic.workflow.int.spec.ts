import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#libs/testing';
import { temporalCliPath } from '../../infra/engines/index.mjs';
import type { ProcedureActivities } from '../src/definitions/activities.ports.js';
import { registerSearchAttributes } from '../src/search-attribute.gateway.js';
import { workflowBundle } from '../src/workflows.bundle.js';
import { automaticPass, toSubmission, waitsFor } from './case-stages.js';
import { CaseStory } from './case-story.js';
import { TASK_QUEUE } from './case-telling.js';
import { FakeOffice } from './fake-office.js';
import { ProcedureStage, deadlineByCalendar } from './procedure-stage.js';
import { RememberingOffice } from './remembering-office.js';

const MINUTE = 60_000;
const ANSWER_BY = '2026-03-03T09:00:00+08:00';
const BY_PROGRAM = 'formal-check by a program';

describe('a review that a program has', () => {
  let stage: ProcedureStage;
  beforeAll(async () => {
    stage = await ProcedureStage.open('settable');
  }, MINUTE);
  afterAll(() => stage.close(), MINUTE);

  const givenCase = async (): Promise<CaseStory> => {
    const story = stage.story();
    stage.office.giveToProgram(story.caseId, 'formal-check', ANSWER_BY);
    await toSubmission(story);
    await waitsFor(story, BY_PROGRAM);
    return story;
  };
  const handovers = ({ caseId }: CaseStory) => stage.office.of('handOverReview', caseId);

  it(
    'goes on with the decision of the program, whom the next steps know as the one who acted',
    async () => {
      const story = await givenCase();
      const work = await story.opened('formal-check');
      const decision = story.decision('formal-check', '2026-03-02', 'passed', work);
      const signer = { role: 'DU_REVIEWER', actor: 'program-1', level: 'district', duty: 'formal-check' };
      await story.tell({ ...decision, data: { ...decision.data, decidedBy: [signer] } });
      await story.opened('district-review');
      expect(stage.office.of('openReview', story.caseId)[1]?.dossier.priorActs).toContainEqual({
        level: 'district',
        duty: 'formal-check',
        actor: 'program-1',
      });
      await story.clockMoves(ANSWER_BY);
      await story.decide('district-review', '2026-03-19');
      await story.opened('municipal-review');
      expect(handovers(story)).toEqual([]);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'is a person’s when the time is over: handed over once, due and rung for as it was from the beginning',
    async () => {
      const story = await givenCase();
      const work = await story.opened('formal-check');
      await story.clockMoves('2026-03-03T08:59:59+08:00');
      expect(await story.standing()).toMatchObject({ waitingFor: [BY_PROGRAM], due: '2026-03-05' });
      expect(handovers(story)).toEqual([]);
      await story.clockMoves(ANSWER_BY);
      await waitsFor(story, 'formal-check');
      expect(handovers(story)).toMatchObject([{ work, place: { step: 'formal-check', round: 1 } }]);
      expect(await story.standing()).toMatchObject({ due: '2026-03-05' });
      await story.clockMoves('2026-03-06T00:00:00+08:00');
      await eventually(() => {
        const rung = stage.office.of('raiseAlarms', story.caseId).flatMap(({ alarms }) => alarms);
        expect(rung.map(({ kind, level }) => `${kind} ${level}`)).toEqual(['remind 0', 'remind 0', 'escalate 1']);
      });
      await story.decide('formal-check', '2026-03-06');
      await story.opened('district-review');
      expect(handovers(story)).toHaveLength(1);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'follows a decision that was made in the last moment: the handover is refused, and nobody is called',
    async () => {
      const story = await givenCase();
      stage.office.trouble('handOverReview', story.caseId, { kind: 'refused', rule: 'G-STATE', message: 'PASSED' });
      await story.clockMoves(ANSWER_BY);
      await waitsFor(story, 'formal-check');
      await story.decide('formal-check', '2026-03-03');
      await story.opened('district-review');
      expect(stage.office.of('openOperatorTask', story.caseId)).toEqual([]);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'comes back to the program after a correction',
    async () => {
      const story = await givenCase();
      stage.office.giveToProgram(story.caseId, 'formal-check-2', '2026-03-11T09:00:00+08:00');
      await story.decide('formal-check', '2026-03-02', 'returned');
      await story.asked('returnCase');
      await story.seal(2, '2026-03-09', { changedItems: ['budget'] });
      await story.resubmit(2, '2026-03-10', { reopens: ['formal-check'] });
      await waitsFor(story, BY_PROGRAM);
      await story.clockMoves('2026-03-11T09:00:00+08:00');
      await waitsFor(story, 'formal-check');
      expect(handovers(story)).toMatchObject([{ place: { round: 2 } }]);
      await story.handle.terminate();
    },
    MINUTE,
  );

  it(
    'is closed like any other when the applicant withdraws',
    async () => {
      const story = await givenCase();
      const work = await story.opened('formal-check');
      await story.withdraw('2026-03-02');
      expect(await story.result()).toMatchObject({ outcome: 'WITHDRAWN' });
      expect(stage.office.of('closeWorks', story.caseId)).toMatchObject([{ works: [work] }]);
      expect(handovers(story)).toEqual([]);
    },
    MINUTE,
  );

  it(
    'runs beside the municipal review, and each is waited for by itself',
    async () => {
      const story = stage.story();
      await automaticPass(story, stage);
      await story.opened('inspection');
      expect(handovers(story)).toEqual([]);
      await story.handle.terminate();
    },
    MINUTE,
  );
});

describe('a review that a program has, where nobody sets the clock', () => {
  it(
    'is handed over by a timer',
    async () => {
      const stage = await ProcedureStage.open('wall');
      try {
        const story = stage.story();
        const nowMs = await stage.environment.currentTimeMs();
        const answerBy = new Date(nowMs + 2 * 60 * MINUTE).toISOString();
        stage.office.giveToProgram(story.caseId, 'formal-check', answerBy);
        await toSubmission(story);
        await waitsFor(story, BY_PROGRAM);
        await stage.environment.sleep('3 hours');
        await waitsFor(story, 'formal-check');
        expect(stage.office.of('handOverReview', story.caseId)).toHaveLength(1);
        await story.handle.terminate();
      } finally {
        await stage.close();
      }
    },
    2 * MINUTE,
  );
});

/**
 * A worker in a process of its own, whose services are played here: it asks over its channel and waits for the answer. `meddle`
 * sees each answer before the worker does.
 */
const startWorker = async (
  address: string,
  activities: ProcedureActivities,
  meddle: (name: string, worker: ChildProcess) => boolean = () => true,
): Promise<ChildProcess> => {
  const worker = spawn(process.execPath, ['--input-type=module', '--eval', WORKER], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      WORKER: JSON.stringify({
        address,
        taskQueue: TASK_QUEUE,
        workflowBundle: await workflowBundle(),
        names: Object.keys(activities),
      }),
    },
  });
  const played = activities as unknown as Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
  worker.on('message', ({ id, name, input }: { id: number; name: string; input: unknown }) => {
    void played[name]?.(input).then((answer) => meddle(name, worker) && worker.send({ id, answer }));
  });
  return worker;
};

const WORKER = `
  import { NativeConnection, Worker } from '@temporalio/worker';
  const { address, taskQueue, workflowBundle, names } = JSON.parse(process.env.WORKER);
  const asked = new Map();
  process.on('message', ({ id, answer }) => { asked.get(id)(answer); asked.delete(id); });
  process.on('disconnect', () => process.exit());
  let id = 0;
  const ask = (name) => (input) => new Promise((resolve) => {
    id += 1;
    asked.set(id, resolve);
    process.send({ id, name, input });
  });
  const activities = Object.fromEntries(names.map((name) => [name, ask(name)]));
  const connection = await NativeConnection.connect({ address });
  await (await Worker.create({ connection, taskQueue, workflowBundle, activities })).run();`;

describe('a worker that is killed between a handover and its recording', () => {
  it(
    'leaves it to the next one, which does it again under the same key',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'automatic-'));
      const executable = { type: 'existing-path' as const, path: await temporalCliPath() };
      const server = { executable, dbFilename: join(folder, 'temporal.db') };
      // It gives the server five seconds, which a busy machine may not have.
      const environment = await eventually(() => TestWorkflowEnvironment.createLocal({ server }), {
        timeoutMs: MINUTE,
      });
      await registerSearchAttributes(environment.connection, 'default');
      const played = new FakeOffice(() => Promise.resolve(ANSWER_BY), deadlineByCalendar);
      const story = new CaseStory(environment.client.workflow, played, 'settable');
      const office = new RememberingOffice(played.activities, (subject) =>
        story.happened.filter((fact) => fact.subject === subject),
      );
      played.giveToProgram(story.caseId, 'formal-check', '2026-03-03T10:00:00+08:00');
      // The service has done it, and the worker never hears of it.
      const killed = await startWorker(environment.address, office.activities, (name, worker) =>
        name === 'handOverReview' ? !worker.kill('SIGKILL') : true,
      );
      const died = once(killed, 'exit');
      let next: ChildProcess | undefined;
      try {
        await toSubmission(story);
        await waitsFor(story, BY_PROGRAM);
        await story.clockMoves('2026-03-03T10:00:00+08:00');
        expect(await died).toEqual([null, 'SIGKILL']);
        next = await startWorker(environment.address, office.activities);
        await eventually(() => expect(office.repeats).toBe(1), { timeoutMs: MINUTE });
        await story.decide('formal-check', '2026-03-05');
        await story.opened('district-review');
        expect(played.of('handOverReview', story.caseId)).toHaveLength(1);
        expect(office.mistakes).toEqual([]);
        await story.handle.terminate();
      } finally {
        killed.kill('SIGKILL');
        next?.kill('SIGKILL');
        await environment.teardown();
        rmSync(folder, { recursive: true });
      }
    },
    3 * MINUTE,
  );
});
