import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { z } from 'zod';
import { BareDriver } from './bare-driver.js';
import { eventsOf, scriptOf, typicalOf } from './bare-script.js';
import type { BareScript } from './bare.workflow.js';
import { RecordedCases } from './recorded-cases.js';

/** What `npm run bench` asks for, as JSON in the file that is the first argument; the answer is one line of JSON. */
const Order = z.object({
  address: z.string(),
  namespace: z.string(),
  /** Cases that went from draft to paid: the history of the typical one is the script. */
  caseIds: z.array(z.string()).min(1),
  cases: z.int().min(1),
  slots: z.int().min(1),
});

const order = Order.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const TASK_QUEUE = `bare-${randomUUID()}`;

const connection = await Connection.connect({ address: order.address });
const client = new Client({ connection, namespace: order.namespace });
const histories = new RecordedCases(client);

const runAll = async (driver: BareDriver, script: BareScript, ids: readonly string[]): Promise<number> => {
  const waiting = [...ids];
  const started = performance.now();
  const slot = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await driver.run(id, script);
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
  activities: driver.activities,
  sinks: driver.sinks,
  maxConcurrentLocalActivityExecutions: 40,
  maxConcurrentActivityTaskExecutions: 40,
});
const full = typicalOf(await Promise.all(order.caseIds.map((id) => histories.read(`application/${id}`))));
const script = scriptOf(full);
await worker.runUntil(async () => {
  // One case beforehand warms the server's and the worker's code.
  await driver.run(`bare/${randomUUID()}`, script);
  const ids = Array.from({ length: order.cases }, () => `bare/${randomUUID()}`);
  const seconds = await runAll(driver, script, ids);
  const counts = (await Promise.all(ids.map((id) => histories.readEnded(id))))
    .map(eventsOf)
    .toSorted((one, other) => one - other);
  const answer = {
    seconds,
    cases: order.cases,
    casesPerSecond: order.cases / seconds,
    bareEvents: counts[Math.floor(counts.length / 2)],
    bareEventsFrom: counts[0],
    bareEventsTo: counts.at(-1),
    fullEvents: eventsOf(full),
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
await native.close();
await connection.close();
