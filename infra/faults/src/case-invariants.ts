import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { z } from 'zod';
import { Refused } from '../../demonstration/src/gateway-client.js';
import type { Crowd } from './crowd.js';
import type { FaultPorts } from './fault-ports.js';
import type { Invariant } from './invariant.js';
import type { JournalingClient } from './journaling-client.js';
import type { ProductUnderFault } from './product-under-fault.js';
import type { ProductStores } from './product-stores.js';

export interface CaseEvidence {
  readonly crowd: Crowd;
  readonly client: JournalingClient;
  readonly product: ProductUnderFault;
  readonly stores: ProductStores;
  readonly ports: FaultPorts;
}

const OPERATOR = 'sys-admin-1';
const ENDING_MS = 30_000;
const POLL_MS = 500;
const Standings = z.object({ workflows: z.array(z.object({ workflowId: z.string(), status: z.string() })) });

/** Every case is somewhere, everything folds, and nothing was set aside. */
export const caseInvariants = (evidence: CaseEvidence): readonly Invariant[] => [
  { name: 'every case has ended or waits for a named role', check: () => casesAreSomewhere(evidence) },
  { name: 'every case folds from the log to its live state', check: () => replays(evidence) },
  { name: 'no dead letters and no parked cases are left', check: () => nothingSetAside(evidence) },
];

const casesAreSomewhere = async ({ crowd, client }: CaseEvidence) => {
  const differences: string[] = [];
  let ended = 0;
  let waiting = 0;
  for (const { caseId, turn, status, ended: isEnded } of crowd.cases) {
    const running = await runningOf(client, caseId, isEnded ? ENDING_MS : 0);
    if (isEnded) {
      ended += 1;
      if (running.length > 0)
        differences.push(`${caseId} (${turn}, ${status}) has ended, and ${running[0]?.workflowId} runs`);
      continue;
    }
    const tasks = (
      await Promise.all(
        (['applications', 'approvals', 'payments'] as const).map((service) =>
          client.tasks('mu-audit-1', service, caseId),
        ),
      )
    ).flat();
    waiting += 1;
    if (running.length === 0)
      differences.push(`${caseId} (${turn}, ${status}) has not ended, and nothing carries it on`);
    if (tasks.length === 0) differences.push(`${caseId} (${turn}, ${status}) waits for nobody`);
  }
  return { counted: `${ended} ended, ${waiting} wait for somebody`, difference: differences[0] ?? null };
};

/** Workflows of a case that still run; of one that has ended they are given a moment to see that. */
const runningOf = async (client: JournalingClient, caseId: string, patienceMs: number) => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const running = (await workflowsOf(client, caseId)).filter(({ status }) => status === 'RUNNING');
    if (running.length === 0 || Date.now() > deadline) return running;
    await sleep(POLL_MS);
  }
};

/** None when Temporal does not know the case: it had ended before Temporal lost everything, and is not told anew. */
const workflowsOf = async (client: JournalingClient, caseId: string) => {
  try {
    return Standings.parse(await client.query(OPERATOR, 'workflows', `/cases/${caseId}`)).workflows;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return [];
    throw error;
  }
};

/** `npm run replay` as an auditor runs it. */
const replays = async ({ product, ports }: CaseEvidence) => {
  const { code, output } = await ports.replay({ gateway: product.url('gateway'), issuer: product.url('counterparts') });
  const counted = output.split(', tree head')[0] ?? '';
  return { counted, difference: code === 0 ? null : `npm run replay ended with ${code}: ${output}` };
};

const nothingSetAside = async ({ product, stores }: CaseEvidence) => {
  const kafka = new Kafka({
    clientId: 'faults',
    brokers: product.engines.addresses.kafkaBrokers.split(','),
    logLevel: logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  const differences: string[] = [];
  let looked = 0;
  try {
    for (const topic of (await admin.listTopics()).filter((name) => name.endsWith('.dead-letters'))) {
      looked += 1;
      for (const { high, low, partition } of await admin.fetchTopicOffsets(topic)) {
        if (high !== low) differences.push(`${topic}/${partition} holds ${Number(high) - Number(low)} messages`);
      }
    }
  } finally {
    await admin.disconnect();
  }
  for (const service of ['applications', 'approvals', 'payments'] as const) {
    const parked = await stores.documents(service, 'parked_cases');
    if (parked.length > 0) differences.push(`${service} has parked ${parked[0]?._id}`);
  }
  return { counted: `${looked} topics of dead letters`, difference: differences[0] ?? null };
};
