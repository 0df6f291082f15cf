import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiService, GatewayClient } from '../../demonstration/src/gateway-client.js';
import { siteOf } from '../../demonstration/src/demonstration-sites.js';
import type { OpenTask, Robots } from '../../demonstration/src/robots.js';

const AUDITOR = 'mu-audit-1';
const PATIENCE_MS = 60_000;
const POLL_MS = 100;

/**
 * Leaves a draft without a plan and a case with its committee: when every other case has come to its end, inboxes are empty,
 * and empty ones would be made anew rightly by a program that makes nothing.
 */
export const leaveUnfinished = async (client: GatewayClient, robots: Robots, today: string): Promise<void> => {
  for (const [index, code] of ['e05', 'e07'].entries()) {
    const site = { ...siteOf(code), address: `成都市未结路${index + 1}号` };
    const script = { site, meeting: 'votes' } as const;
    const { id } = await robots.create(script, today);
    const task = await firstTask(client, 'applications', id);
    if (index === 0) continue;
    await robots.act(task, script, today);
    await firstTask(client, 'approvals', id);
  }
};

const firstTask = async (client: GatewayClient, service: ApiService, caseId: string): Promise<OpenTask> => {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [task] = await client.tasks(AUDITOR, service, caseId);
    if (task !== undefined) return { ...task, service };
    if (Date.now() > deadline) throw new Error(`${caseId} got no task in ${service}`);
    await sleep(POLL_MS);
  }
};
