import { z } from 'zod';

/** `GET /cases/:caseId` of the worker: where each workflow of a case stands; null when it has ended. */
export const CaseWorkflowsView = z
  .object({
    caseId: z.string(),
    workflows: z
      .array(
        z.object({
          workflowId: z.string(),
          status: z.string(),
          /** Its page in the UI of Temporal; null when the worker was not told where that is. */
          page: z.string().nullable(),
          standing: z
            .object({
              step: z.string(),
              waitingFor: z.array(z.string()).readonly(),
              since: z.string(),
              due: z.string().nullable(),
              fault: z
                .object({ step: z.string(), command: z.string(), code: z.string(), message: z.string() })
                .nullable(),
            })
            .nullable(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'CaseWorkflowsView' });
export type CaseWorkflowsView = z.infer<typeof CaseWorkflowsView>;

/** `POST /cases/:caseId/retry`: how many workflows were told to go on. */
export const WorkflowsRetried = z.object({ caseId: z.string(), workflows: z.int() }).meta({ id: 'WorkflowsRetried' });
export type WorkflowsRetried = z.infer<typeof WorkflowsRetried>;

/** `GET /clock`: what day it is in the office, and whether an operator may set it forward. */
export const ClockView = z
  .object({ mode: z.enum(['wall', 'settable']), now: z.iso.datetime({ offset: true }) })
  .meta({ id: 'ClockView' });
export type ClockView = z.infer<typeof ClockView>;

/** `POST /clock`: where the clock stands now. */
export const ClockMoved = z.object({ now: z.iso.datetime({ offset: true }) }).meta({ id: 'ClockMoved' });
export type ClockMoved = z.infer<typeof ClockMoved>;

/** `POST /cases/rebuild`: how many unfinished cases were looked at, and those whose workflow was not there and was started. */
export const CasesRebuilt = z.object({ looked: z.int(), started: z.array(z.string()) }).meta({ id: 'CasesRebuilt' });
export type CasesRebuilt = z.infer<typeof CasesRebuilt>;
