import { EventEnvelope, LogPage } from '#libs/contracts';
import type { GatewayClient } from '../../demonstration/src/gateway-client.js';

export const AUDITOR = 'mu-audit-1';
const PAGE = 500;

/** Every event of the auditors' log, in log order, read as an auditor reads it. */
export const readLog = async (client: GatewayClient): Promise<readonly EventEnvelope[]> => {
  const events: EventEnvelope[] = [];
  for (let from = 0; ; from += PAGE) {
    const json = await client.query(AUDITOR, 'audits', `/entries?from=${from}&limit=${PAGE}`);
    const { entries } = LogPage.parse(json);
    for (const { event, index } of entries) {
      if (event === null) throw new Error(`log entry ${index} is no event`);
      events.push(EventEnvelope.parse(event));
    }
    if (entries.length < PAGE) return events;
  }
};
