/** Written by `npm run api`. */

import type { ApplicationsRoutes } from './applications-routes.js';
import type { ApprovalsRoutes } from './approvals-routes.js';
import type { PaymentsRoutes } from './payments-routes.js';
import type { AuditsRoutes } from './audits-routes.js';
import type { PipelinesRoutes } from './pipelines-routes.js';
import type { WorkflowsRoutes } from './workflows-routes.js';

/** The routes of every service, by its name at the gateway. */
export interface ServiceRoutes {
  readonly applications: ApplicationsRoutes;
  readonly approvals: ApprovalsRoutes;
  readonly payments: PaymentsRoutes;
  readonly audits: AuditsRoutes;
  readonly pipelines: PipelinesRoutes;
  readonly workflows: WorkflowsRoutes;
}
