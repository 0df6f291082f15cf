import { z } from 'zod';
import { loadConfig } from '#libs/config';
import { CaseClones } from './case-clones.storage.js';

/** Fills the stores with copies of two played cases, one that is paid and one in which people have something to do. */
const Order = z.object({
  urls: z.record(z.string(), z.string()),
  closed: z.object({ caseId: z.string(), count: z.int() }),
  open: z.object({ caseId: z.string(), count: z.int() }),
});

const { BENCH_ORDER } = loadConfig(z.object({ BENCH_ORDER: z.string() }));
const { urls, ...orders } = Order.parse(JSON.parse(BENCH_ORDER));
const clones = await CaseClones.open(urls);
const started = performance.now();
// Before anything is copied: a pattern is looked for in everything that is there.
const patterns = {
  closed: await clones.pattern(orders.closed.caseId),
  open: await clones.pattern(orders.open.caseId),
};
for (const name of ['closed', 'open'] as const) {
  const { count } = orders[name];
  const pattern = patterns[name];
  let told = 0;
  await clones.copy(pattern, count, (done) => {
    if (done < count && performance.now() - told < 5_000) return;
    told = performance.now();
    process.stdout.write(`filling: ${done} of ${count} ${name} cases\n`);
  });
}
await clones.close();
process.stdout.write(`${JSON.stringify({ seconds: (performance.now() - started) / 1000 })}\n`);
