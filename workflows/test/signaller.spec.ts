import { describe, expect, it } from '@jest/globals';
import type { EventEnvelope } from '#libs/contracts';
import type { FactMessage } from '#libs/events';
import { Metrics } from '#libs/telemetry';
import type { CaseRebuild } from '../src/cases/case-rebuild.gateway.js';
import type { CaseWorkflows } from '../src/cases/case-workflows.gateway.js';
import { Signaller } from '../src/signallers/signaller.gateway.js';

const CASE = '2f1e4b58-5c5e-8d6f-9a3b-0c1d2e3f4a5b';
const GRANT = 'grant/77777777-5c5e-8d6f-9a3b-0c1d2e3f4a5b';

const paid: FactMessage = {
  topic: 'payments.facts',
  partition: 0,
  offset: '0',
  key: CASE,
  bytes: Buffer.from(''),
  event: {
    specversion: '1.0',
    id: `${GRANT}/0000000006`,
    source: '/payments',
    type: 'grant.paid',
    subject: GRANT,
    time: '2026-06-12T01:00:00.000Z',
    officetime: '2026-06-12T09:00:00.000+08:00',
    datacontenttype: 'application/json',
    sequence: '0000000006',
    caseid: CASE,
    actor: 'bank',
    actorkind: 'machine',
    data: { reference: 'B-1', amountFen: 10_000_000, paidOn: '2026-06-12' },
  } satisfies EventEnvelope,
};

/** Workflows that run at each try, and to whom the fact was brought. */
const signallerOver = (running: readonly (readonly string[])[]) => {
  const told: string[] = [];
  const revived: string[] = [];
  let tries = 0;
  const workflows = {
    tell: (workflowId: string): Promise<boolean> => {
      const isThere = running[tries]?.includes(workflowId) ?? false;
      tries += 1;
      if (isThere) told.push(workflowId);
      return Promise.resolve(isThere);
    },
  } as unknown as CaseWorkflows;
  const rebuild = {
    revive: (caseId: string): Promise<void> => {
      revived.push(caseId);
      return Promise.resolve();
    },
  } as unknown as CaseRebuild;
  return { signaller: new Signaller(workflows, rebuild, new Metrics('signaller-test')), told, revived };
};

describe('a fact about a grant', () => {
  const application = `application/${CASE}`;

  it('reaches the grant that runs, and nobody else', async () => {
    const { signaller, told } = signallerOver([[GRANT, application]]);
    await signaller.take(paid);
    expect(told).toEqual([GRANT]);
  });

  it('is filed at the case while there is no grant', async () => {
    const { signaller, told, revived } = signallerOver([[application], [application], [application]]);
    await signaller.take(paid);
    expect({ told, revived }).toEqual({ told: [application], revived: [] });
  });

  it('reaches a grant that began after the first try, when the case had handed on what it had', async () => {
    const { signaller, told } = signallerOver([[application], [application, GRANT], [application, GRANT]]);
    await signaller.take(paid);
    expect(told).toEqual([application, GRANT]);
  });

  it('reaches a grant that began when the case had come to its end', async () => {
    const { signaller, told, revived } = signallerOver([[application], [GRANT], [GRANT]]);
    await signaller.take(paid);
    expect({ told, revived }).toEqual({ told: [GRANT], revived: [] });
  });

  it('has a case revived of which no workflow is there', async () => {
    const { signaller, told, revived } = signallerOver([]);
    await signaller.take(paid);
    expect({ told, revived }).toEqual({ told: [], revived: [CASE] });
  });
});
