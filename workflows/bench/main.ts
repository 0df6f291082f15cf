import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { z } from 'zod';
import { BareDriver } from './bare-driver.js';
import { eventsOf, scriptOf, type RecordedCase } from './bare-script.js';
import type { BareScript } from './bare.workflow.js';

/** What `npm run bench` asks for, as JSON in the file that is the first argument; the answer is one line of JSON. */
const Order = z.object({
  address: z.string(),
  namespace: z.string(),
  /** A case that went from draft to paid: its history is the script. */
  caseId: z.string(),
  cases: z.int().min(1),
  slots: z.int().min(1),
});

const order = Order.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const TASK_QUEUE = `bare-${randomUUID()}`;

const connection = await Connection.connect({ address: order.address });
const client = new Client({ connection, namespace: order.namespace });

/** The case's history with those of its grants. */
const recorded = async (workflowId: string): Promise<RecordedCase> => {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const events = history.events ?? [];
  const children = events.flatMap(({ startChildWorkflowExecutionInitiatedEventAttributes: child }) =>
    child?.workflowId ? [child.workflowId] : [],
  );
  return { events, children: await Promise.all(children.map(recorded)) };
};

const runAll = async (driver: BareDriver, script: BareScript): Promise<number> => {
  let next = 0;
  const started = performance.now();
  const slot = async (): Promise<void> => {
    while (next < order.cases) {
      next += 1;
      await driver.run(`bare/${randomUUID()}`, script);
    }
  };
  await Promise.all(Array.from({ length: order.slots }, slot));
  return (performance.now() - started) / 1000;
};

Runtime.install({ logger: new DefaultLogger('ERROR') });
const native = await NativeConnection.connect({ address: order.address });
const driver = new BareDriver(client, TASK_QUEUE);
const worker = await Worker.create({
  connection: native,
  namespace: order.namespace,
  taskQueue: TASK_QUEUE,
  workflowBundle: await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./bare.workflow.js', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  }),
  activities: { step: driver.step },
  maxConcurrentLocalActivityExecutions: 40,
  maxConcurrentActivityTaskExecutions: 40,
});
const full = await recorded(`application/${order.caseId}`);
const script = scriptOf(full);
await worker.runUntil(async () => {
  // One case beforehand warms the server's and the worker's code, and shows the bare history.
  const first = `bare/${randomUUID()}`;
  await driver.run(first, script);
  const bareEvents = eventsOf(await recorded(first));
  const seconds = await runAll(driver, script);
  process.stdout.write(
    `${JSON.stringify({ seconds, cases: order.cases, casesPerSecond: order.cases / seconds, bareEvents, fullEvents: eventsOf(full) })}\n`,
  );
});
await native.close();
await connection.close();
