import { z } from 'zod';
import { ADVANCING_STEPS, APPLICATION_STATUSES, type AdvancingStep, type ApplicationView } from '#libs/contracts';
import type { SeenCase } from '../cases/case-steps.view.js';

const Step = z.object({ step: z.enum(ADVANCING_STEPS) });

/** What the folded state of an application tells of its way; everything else of it is shown as it is. */
const FoldedApplication = z.object({
  status: z.enum(APPLICATION_STATUSES),
  passed: z.array(Step),
  correction: z.object({ steps: z.array(Step) }).nullable(),
  rejection: Step.nullable(),
});
type FoldedApplication = z.infer<typeof FoldedApplication>;

const trackOf = (
  step: AdvancingStep,
  { status, passed, correction, rejection }: FoldedApplication,
): ApplicationView['tracks']['municipal'] => {
  const isIn = (steps: readonly { readonly step: AdvancingStep }[]): boolean => steps.some((one) => one.step === step);
  if (isIn(correction?.steps ?? [])) return 'RETURNED';
  if (rejection?.step === step) return 'REJECTED';
  if (isIn(passed)) return 'PASSED';
  return status === 'CONCURRENT_REVIEW' ? 'PENDING' : 'NONE';
};

/** Where the case was at a moment; undefined before there was an application. */
export const standingAt = (
  subjects: readonly { readonly subject: string; readonly state?: unknown }[],
): SeenCase | undefined => {
  const application = subjects.find(({ subject }) => /^application\/[^/]+$/.test(subject));
  const folded = FoldedApplication.safeParse(application?.state).data;
  if (folded === undefined) return undefined;
  const tracks = { municipal: trackOf('municipal-review', folded), health: trackOf('health-verification', folded) };
  return { status: folded.status, tracks, correction: folded.correction, rejection: folded.rejection };
};
