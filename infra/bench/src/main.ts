import { z } from 'zod';
import { addCalendarDays, addWorkingDays } from '#libs/calendar';
import { HttpUrl, loadConfig } from '#libs/config';
import { parametersOn } from '#libs/policy';
import { GatewayClient } from '../../demonstration/src/gateway-client.js';
import { Robots } from '../../demonstration/src/robots.js';
import { BenchCase } from './bench-case.js';
import { benchScript } from './bench-sites.js';
import { spreadOf } from './bench-statistics.js';

/**
 * The robots of `npm run bench`: `throughput` plays cases from draft to paid in so many slots and counts them per second;
 * `sample` plays one case to its end and one to where three people have something to do, as patterns to fill a store with;
 * `latency` starts cases at a steady rate and tells how long each act took until the next task was listed. Everything goes
 * through the public API with ordinary tokens. The answer is one line of JSON.
 */
const Order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('throughput'), run: z.string(), cases: z.int().min(1), slots: z.int().min(1) }),
  z.object({ kind: z.literal('sample'), run: z.string() }),
  z.object({ kind: z.literal('latency'), run: z.string(), perSecond: z.number().positive(), seconds: z.number() }),
]);

const config = loadConfig(
  z.object({ GATEWAY_URL: HttpUrl, OIDC_ISSUER: HttpUrl, CLIENT_SECRET: z.string().min(1), BENCH_ORDER: z.string() }),
);
const order = Order.parse(JSON.parse(config.BENCH_ORDER));
const client = new GatewayClient({
  gateway: config.GATEWAY_URL,
  issuer: config.OIDC_ISSUER,
  secret: config.CLIENT_SECRET,
});
const BUDGET_FEN = 100_000_000_000;

const officeNow = async (): Promise<number> => {
  const { now } = (await client.query('sys-admin-1', 'workflows', '/clock')) as { now: string };
  return Date.parse(now);
};

const dateOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

let nowMs = await officeNow();
const today = (): string => dateOf(nowMs);

const openBudgets = async (): Promise<void> => {
  const year = Number(today().slice(0, 4));
  for (const fund of ['UNION_MUNI', 'FISCAL_HEALTH']) {
    const body = { year, fund, amountFen: BUDGET_FEN };
    await client.command('mu-fin-approver-1', 'payments', '/budgets', body, `bench/${year}-${fund}`);
  }
};

/** Goes to the morning after the notices' last day: people who decide at once are never reminded that they are late. */
const endNotices = async (): Promise<void> => {
  const { dueOn } = addWorkingDays(today(), parametersOn(today()).deadlines.publicity);
  const to = `${addCalendarDays(dueOn, 1)}T10:00:00+08:00`;
  await client.post('sys-admin-1', 'workflows', '/clock', { to }, `bench/clock/${to}`);
  nowMs = Date.parse(to);
};

const caseOf = (n: number): BenchCase =>
  new BenchCase(client, new Robots(client, `bench-${order.run}-${n}`), benchScript(order.run, n), today);

/** Does `work` for each case, so many at a time, and returns the seconds. */
const inSlots = async (
  cases: readonly BenchCase[],
  slots: number,
  work: (one: BenchCase) => Promise<void>,
): Promise<number> => {
  const waiting = [...cases];
  const started = performance.now();
  const slot = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: slots }, slot));
  return (performance.now() - started) / 1000;
};

const timesOf = (cases: readonly BenchCase[]) => {
  const times = cases.flatMap((one) => one.times);
  const opened = times.filter((time) => time.opened);
  return {
    acts: times.length,
    answered: spreadOf(times.map(({ answeredMs }) => answeredMs)),
    listedAfterSending: spreadOf(opened.map(({ listedMs }) => listedMs)),
    listedAfterAnswer: spreadOf(opened.map(({ listedMs, answeredMs }) => listedMs - answeredMs)),
    allListedAfterSending: spreadOf(times.map(({ listedMs }) => listedMs)),
  };
};

const throughput = async (count: number, slots: number): Promise<unknown> => {
  const cases = Array.from({ length: count }, (_, n) => caseOf(n));
  const toNotice = await inSlots(cases, slots, (one) => one.toNotice());
  await endNotices();
  const toPaid = await inSlots(cases, slots, (one) => one.toPaid());
  const seconds = toNotice + toPaid;
  return {
    cases: count,
    slots,
    seconds,
    secondsToNotice: toNotice,
    secondsToPaid: toPaid,
    casesPerSecond: count / seconds,
    caseIds: cases.map(({ caseId }) => caseId),
    times: timesOf(cases),
  };
};

const latency = async (perSecond: number, seconds: number): Promise<unknown> => {
  const count = Math.max(1, Math.round(perSecond * seconds));
  const cases = Array.from({ length: count }, (_, n) => caseOf(n));
  const begun = performance.now();
  await Promise.all(
    cases.map(async (one, n) => {
      const waitMs = (n / perSecond) * 1000 - (performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
      await one.toNotice();
    }),
  );
  await endNotices();
  return { cases: count, perSecond, times: timesOf(cases) };
};

const sample = async (): Promise<unknown> => {
  const [closed, open] = [caseOf(0), caseOf(1)];
  await closed.toNotice();
  await endNotices();
  await closed.toPaid();
  const tasks = await open.toConcurrentReview();
  return { closed: closed.caseId, closedTasks: closed.times.length, open: open.caseId, openTasks: tasks };
};

const work = (): Promise<unknown> => {
  switch (order.kind) {
    case 'throughput':
      return throughput(order.cases, order.slots);
    case 'latency':
      return latency(order.perSecond, order.seconds);
    case 'sample':
      return sample();
  }
};

await openBudgets();
const answer = await work();
process.stdout.write(`${JSON.stringify(answer)}\n`);
