import { z } from 'zod';
import { PlanItem } from '../applications/service-plan.js';
import { REASON_CODE_NAMES } from './work-item.js';

/** One defect of a return (退回补正). The text goes into the document that `defectsHash` names, never into an event. */
export const Defect = z
  .strictObject({ item: PlanItem, reasonCode: z.enum(REASON_CODE_NAMES), text: z.string().max(2000) })
  .meta({ id: 'Defect' });
export type Defect = z.infer<typeof Defect>;

/** A defect as events tell it: where and why in codes. */
export const DefectCode = z.object({ item: PlanItem, reasonCode: z.string() });
export type DefectCode = z.infer<typeof DefectCode>;

/** The document that `defectsHash` names: every defect of one return with its text. */
export const DefectList = z.strictObject({ defects: z.array(Defect) }).meta({ id: 'DefectList' });
export type DefectList = z.infer<typeof DefectList>;

/** What an earlier round of the same step decided, so that its reasons stay in sight. */
export const EarlierRound = z.object({
  round: z.int().min(1),
  /** Subject of the work that decided: `review/…`. */
  work: z.string().max(80),
  outcome: z.enum(['passed', 'returned', 'rejected', 'deferred', 'rectification']),
  decidedOn: z.string().max(10),
  reasonCode: z.string().max(30).nullable(),
  reasonHash: z.string().max(64).nullable(),
  defectsHash: z.string().max(64).nullable(),
  defectItems: z.array(PlanItem).max(60),
});
export type EarlierRound = z.infer<typeof EarlierRound>;

/** Why the worker closes open work: the case ended or turned elsewhere, or newer work has taken its place. */
export const CLOSING_REASONS = ['case-ended', 'superseded', 'withdrawn', 'terminated', 'lapsed'] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];
