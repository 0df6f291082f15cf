import { z } from 'zod';

/** Refusals are facts of a subject of their own, `<subject>/refusals`, in every service; audits folds and checks them. */
export const RefusalEvents = {
  'refusal.recorded': z.object({
    command: z.string(),
    refusals: z.array(
      z.object({
        rule: z.string(),
        pointer: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  }),
} as const;
