import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ProcedureActivities } from './activities.ports.js';

/** Inside the workflow task: short commands cost one event this way, an ordinary activity three and a task of its own. */
const local = proxyLocalActivities<ProcedureActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 3, maximumAttempts: 3 },
});

/** For a service that stays away: the server retries for ever, which adds nothing to the history while it lasts. */
const patient = proxyActivities<ProcedureActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** Asks the services, at once if they are there, and otherwise until they are. */
export const ask = async <Result>(call: (activities: ProcedureActivities) => Promise<Result>): Promise<Result> => {
  try {
    return await call(local);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return await call(patient);
  }
};
