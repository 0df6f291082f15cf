import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandAnswer } from '#libs/contracts';
import { Refused, type GatewayClient } from '../../infra/demonstration/src/gateway-client.js';
import { siteOf } from '../../infra/demonstration/src/demonstration-sites.js';
import { Robots } from '../../infra/demonstration/src/robots.js';
import { Simulation, onTheLastDay } from '../../infra/demonstration/src/simulation.js';
import { startProduct, type RunningProduct } from '../journey/running-product.js';

interface Budget {
  readonly version: number;
  readonly state: { readonly reservedFen: number; readonly reservations: readonly { readonly grant: string }[] };
}

/**
 * Goal: whoever races, there is one effect each and nobody with a right is turned away. Method: two processes of every
 * service and two workers on the same engines, each pair behind a gateway of its own, and commands through both at once.
 */
describe('two processes of every service', () => {
  let product: RunningProduct;
  let clients: readonly [GatewayClient, GatewayClient];
  let killSecond: (name: string) => Promise<void>;
  const YEAR = 2026;
  const BUDGET = `${YEAR}-UNION_MUNI`;

  beforeAll(async () => {
    product = await startProduct('2026-02-24T09:00:00+08:00');
    const second = await product.replicate(['applications', 'approvals', 'payments', 'audits', 'workflows']);
    clients = [product.client, second.client];
    killSecond = second.kill;
    for (const fund of ['UNION_MUNI', 'FISCAL_HEALTH']) {
      const budget = { year: YEAR, fund, amountFen: 10_000_000_000 };
      await product.client.command('mu-fin-approver-1', 'payments', '/budgets', budget, `budget/${fund}`);
    }
  }, 600_000);

  afterAll(async () => {
    await product.stop();
  }, 60_000);

  const client = (index: number): GatewayClient => clients[index % 2 === 0 ? 0 : 1];
  const reserve = (index: number, grant: string, key: string): Promise<CommandAnswer> =>
    client(index).command('worker', 'payments', `/budgets/${BUDGET}/reservations`, { grant, amountFen: 1_000 }, key);
  const budget = async (): Promise<Budget> =>
    (await product.client.query('mu-audit-1', 'payments', `/budgets/${BUDGET}`)) as Budget;
  const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const begun = performance.now();
    const result = await work();
    console.info(`${what}: ${Math.round(performance.now() - begun)} ms`);
    return result;
  };

  it('take 200 commands on one aggregate at once, and each has its effect', async () => {
    const before = await budget();
    const answers = await timed('200 commands on one budget through two processes', () =>
      Promise.all(Array.from({ length: 200 }, (_, index) => reserve(index, `race-${index}`, `race/${index}`))),
    );
    expect(new Set(answers.map(({ position }) => position.sequence)).size).toBe(200);
    const after = await budget();
    expect(after.version).toBe(before.version + 200);
    expect(after.state.reservedFen).toBe(before.state.reservedFen + 200 * 1_000);
  }, 120_000);

  it('answer 1,000 repeats of one key with one effect and 999 notes that they repeat', async () => {
    const before = await budget();
    const answers = await timed('1,000 repeats of one key through two processes', () =>
      Promise.all(Array.from({ length: 1_000 }, (_, index) => reserve(index, 'once', 'once'))),
    );
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(answers.map(({ position }) => position.sequence)).size).toBe(1);
    expect((await budget()).version).toBe(before.version + 1);
  }, 120_000);

  it('give a claim to exactly one of forty, and tell the others which rule is in their way', async () => {
    const site = siteOf('e05');
    const draft = {
      employerUscc: site.employerUscc,
      unionUscc: site.unionUscc,
      managingUnit: site.unit,
      siteUnit: site.siteUnit,
      siteAddress: '成都市示例路3001号',
      programmeYear: YEAR,
    };
    const outcomes = await timed('40 claimers of one site through two processes', () =>
      Promise.allSettled(
        Array.from({ length: 40 }, (_, index) =>
          client(index).command('gu-handler.e05', 'applications', '/applications', draft, `claim/${index}`),
        ),
      ),
    );
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(refused.map((reason) => (reason instanceof Refused ? reason.problem?.rule : reason))).toEqual(
      Array.from({ length: 39 }, () => 'R-ID-07'),
    );
  }, 120_000);

  it('and two workers bring a case to its money, also when one of each is killed on the way', async () => {
    const killed: Promise<void>[] = [];
    /** Kills the second processes when the case is under review on two tracks, and then decides. */
    class KillingRobots extends Robots {
      override act(...[task, ...rest]: Parameters<Robots['act']>): ReturnType<Robots['act']> {
        if (task.kind === 'municipal-review' && killed.length === 0) {
          killed.push(...['workflows', 'approvals', 'audits'].map((name) => killSecond(name)));
        }
        return super.act(task, ...rest);
      }
    }
    const simulation = new Simulation({
      client: clients[0],
      robots: new KillingRobots(clients[0], 'races'),
      cases: [{ script: { site: siteOf('e01'), meeting: 'record' }, startsOn: '2026-02-24', actsOn: onTheLastDay }],
      until: '2026-06-13',
      endsAt: '2026-06-13T10:00:00+08:00',
      report: () => undefined,
    });
    const outcomes = await timed('one case over two workers, of which one is killed', () => simulation.run());
    expect(killed).toHaveLength(3);
    expect(outcomes[0]?.status).toBe('DESIGNATED');
  }, 300_000);

  it('leave one log: two relays on each outbox have published every fact in order, and the log is replayed', async () => {
    const { code, output } = await product.replay();
    expect(output).toContain('Every case folds to its live state.');
    expect(code).toBe(0);
  }, 120_000);
});
