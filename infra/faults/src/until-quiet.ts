import { setTimeout as sleep } from 'node:timers/promises';
import { PROCESSES } from './fault-plan.js';
import type { ProductStores } from './product-stores.js';
import type { ProductUnderFault } from './product-under-fault.js';

const QUIET_MS = 1_500;
const PATIENCE_MS = 60_000;
const POLL_MS = 250;

/** Waits until nothing is on its way any more: no outbox holds an event, and no aggregate has changed for a moment. */
export const untilQuiet = async (product: ProductUnderFault, stores: ProductStores): Promise<void> => {
  await product.untilReady(...PROCESSES);
  const deadline = Date.now() + PATIENCE_MS;
  let last = '';
  let since = Date.now();
  while (Date.now() < deadline) {
    const aggregates = await stores.aggregates();
    const waiting = aggregates.reduce((sum, { outbox }) => sum + outbox.length, 0);
    const now = `${waiting} ${aggregates.map(({ _id, version }) => `${_id} ${version}`).join(',')}`;
    if (now !== last || waiting > 0) since = Date.now();
    last = now;
    if (Date.now() - since >= QUIET_MS) return;
    await sleep(POLL_MS);
  }
};
