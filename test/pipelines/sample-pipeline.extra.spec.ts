import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { GatewayClient } from '../../infra/demonstration/src/gateway-client.js';
import {
  endAllStarted,
  remove,
  runScript,
  startProduct,
  temporaryFolder,
  type StartedProduct,
} from '../start/started-product.js';

/** Facts of which a case that ran straight through has exactly one, however often its pipeline was killed. */
const ONCE = ['application.created', 'application.submitted', 'application.designated', 'meeting.adopted'];
const History = z.object({
  entries: z.array(z.object({ event: z.object({ type: z.string(), subject: z.string(), actorkind: z.string() }) })),
});

let dataDir = '';
let product: StartedProduct;

beforeAll(async () => {
  dataDir = join(temporaryFolder(), 'data');
  product = startProduct(['--empty'], { dataDir, env: { GATEWAY_PORT: '0' } });
  await product.says('Nuanchao 暖巢 is running.');
}, 300_000);

afterAll(async () => {
  await endAllStarted();
  remove(join(dataDir, '..'));
}, 60_000);

const sample = (...args: readonly string[]): StartedProduct => runScript('sample-pipeline.mjs', args, { dataDir });

const auditor = (): GatewayClient => {
  const { gateway = '', issuer = '' } = JSON.parse(readFileSync(join(dataDir, 'addresses.json'), 'utf8')) as Record<
    string,
    string
  >;
  return new GatewayClient({ gateway, issuer, secret: 'development' });
};

describe('the sample pipeline', () => {
  it('runs a programme to its end though it is killed twice on the way, and does nothing twice', async () => {
    const employers = ['--employers', 'e01,e12', '--run', 'killed'];
    const killAt = async (reached: RegExp, ...args: readonly string[]): Promise<void> => {
      const killed = sample(...args);
      await killed.says(reached);
      killed.signal('SIGKILL');
      await killed.ends();
    };
    await killAt(/e01 [^\n]*SUBMITTED/, ...employers);
    // Another run uses the same accounts, and locks out nobody.
    await killAt(/formal checks are ours/, '--employers', 'e03', '--run', 'other');
    await killAt(/JOINT_REVIEW/, ...employers);
    const last = sample(...employers);
    expect([await last.ends(), last.output()]).toEqual([0, expect.stringContaining('going on behind')]);
    const rows = last
      .output()
      .split('\n')
      .filter((line) => /DESIGNATED +150000\.00/.test(line));
    expect(rows.map((row) => /e\d\d/.exec(row)?.[0])).toEqual(['e01', 'e12']);
    await everythingHappenedOnce(last.output());
  }, 300_000);

  it('says so and changes nothing when it is called again after its end, or called wrongly', async () => {
    const again = sample('--employers', 'e01,e12', '--run', 'killed');
    expect([await again.ends(), again.output()]).toEqual([0, expect.stringContaining('300000.00')]);
    await everythingHappenedOnce(again.output());
    const wrong = sample('--employers', 'e77');
    expect([await wrong.ends(), wrong.output()]).toEqual([2, expect.stringContaining('npm run sample-pipeline')]);
  }, 120_000);
});

/** Reads every case's whole history from the auditors' log, and compares the events counted by the feed with it. */
const everythingHappenedOnce = async (output: string): Promise<void> => {
  const client = auditor();
  const { items: all } = (await client.query('mu-audit-1', 'applications', '/applications')) as {
    items: readonly { id: string; caseNo: string }[];
  };
  const items = all.filter(({ caseNo }) => output.includes(caseNo));
  expect(items).toHaveLength(2);
  for (const { id, caseNo } of items) {
    const history = History.parse(await client.query('mu-audit-1', 'audits', `/cases/${id}/history`));
    const facts = history.entries.map(({ event }) => event);
    const types = facts.map(({ type }) => type);
    for (const type of ONCE) expect([type, types.filter((each) => each === type)]).toEqual([type, [type]]);
    const paid = facts.filter(({ type }) => ['grant.paid', 'grant.voucher-recorded'].includes(type));
    expect(new Set(paid.map(({ subject }) => subject)).size).toBe(2);
    expect(types.filter((type) => type === 'grant.made').length).toBe(1);
    // The formal check is the program's, every other signature a person's.
    const signed = facts.filter(({ type }) => type === 'review.signed');
    expect(signed.filter(({ actorkind }) => actorkind === 'machine')).toHaveLength(1);
    expect(signed.length).toBeGreaterThan(5);
    const line = output.split('\n').find((each) => each.startsWith(caseNo)) ?? '';
    const counted = Number(/(\d+)$/.exec(line)?.[1]);
    // After the money has gone out a few facts follow, which the pipeline need not wait for.
    expect(counted).toBeGreaterThan(40);
    expect(counted).toBeLessThanOrEqual(types.length);
  }
};
