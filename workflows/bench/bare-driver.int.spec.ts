import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { timeSkippingServerPath } from '../../infra/engines/index.mjs';
import { SEARCH_ATTRIBUTES } from '../src/search-attribute.gateway.js';
import { quietTemporal } from '../test/procedure-stage.js';
import { BareDriver } from './bare-driver.js';
import { eventsOf, scriptOf, type RecordedCase } from './bare-script.js';
import { RecordedCases } from './recorded-cases.js';

const MINUTE = 60_000;
const TASK_QUEUE = 'bare';
const FOLDER = fileURLToPath(new URL('../test/histories/', import.meta.url));

const recording = (name: string, children: readonly RecordedCase[] = []): RecordedCase => {
  const { history } = JSON.parse(readFileSync(`${FOLDER}${name}.json`, 'utf8')) as { history: string };
  return { events: temporal.api.history.v1.History.decode(Buffer.from(history, 'base64')).events, children };
};

const caseOf = (name: string): RecordedCase =>
  recording(
    name,
    ['UNION_MUNI', 'FISCAL_HEALTH']
      .map((fund) => `${name}-grant-${fund}`)
      .filter((grant) => existsSync(`${FOLDER}${grant}.json`))
      .map((grant) => recording(grant)),
  );

describe('a bare workflow', () => {
  let environment: TestWorkflowEnvironment;
  let driver: BareDriver;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    quietTemporal();
    const path = await timeSkippingServerPath();
    environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
    await environment.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: SEARCH_ATTRIBUTES,
    });
    driver = new BareDriver(environment.client, TASK_QUEUE);
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: TASK_QUEUE,
      workflowBundle: await bundleWorkflowCode({
        workflowsPath: fileURLToPath(new URL('./bare.workflow.ts', import.meta.url)),
        logger: new DefaultLogger('ERROR'),
      }),
      activities: driver.activities,
      sinks: driver.sinks,
    });
    const ended = worker.run();
    stop = async () => {
      worker.shutdown();
      await ended;
      await environment.teardown();
    };
  }, MINUTE);

  afterAll(() => stop(), MINUTE);

  it.each(['paid', 'paid-on-the-wall-clock', 'rejected-at-joint-review'])(
    'does the same as the recorded case, task by task, beside others: %s',
    async (name) => {
      const full = caseOf(name);
      const ids = Array.from({ length: 8 }, () => `bare/${randomUUID()}`);
      await Promise.all(ids.map((id) => driver.run(id, scriptOf(full))));
      const histories = new RecordedCases(environment.client);
      for (const id of ids) {
        const played = await histories.readEnded(id);
        expect(scriptOf(played)).toEqual(scriptOf(full));
        expect(Math.abs(eventsOf(played) / eventsOf(full) - 1)).toBeLessThan(0.05);
      }
    },
    MINUTE,
  );
});
