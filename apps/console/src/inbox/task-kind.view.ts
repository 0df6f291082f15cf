import { REVIEW_KINDS, type AdvancingStep } from '#libs/contracts';

/** What a task can be about: a review of any kind, or other work of a case. */
export const TASK_KINDS = [
  ...REVIEW_KINDS,
  'application',
  'meeting',
  'filing',
  'inspection',
  'notice',
  'union-grant',
  'health-grant',
  'grant-use',
  'recovery',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** What a task asks for: the last part of the command's path; `attention` asks for nothing but to look. */
export const TASK_ACTIONS = [
  'decision',
  'handover',
  'attention',
  'receipt',
  'visit',
  'report',
  'signature',
  'failure',
  'objection-examinations',
  'objection-decisions',
  'convening',
  'vote-opening',
  'votes',
  'closing',
  'plan-versions',
  'submission',
  'resubmission',
  'rectification',
  'resumption',
  'order',
  'check',
  'approval',
  'payee',
  'voucher',
  'expense-settlements',
  'report-signature',
  'finding-resolutions',
  'audit',
  'receipts',
] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];

/** The way of a case as people see it: the draft before the steps that are decided, the payment behind them. */
export type StepName = AdvancingStep | 'draft' | 'payment';

export const isTaskKind = (kind: string): kind is TaskKind => (TASK_KINDS as readonly string[]).includes(kind);

export const isTaskAction = (action: string): action is TaskAction =>
  (TASK_ACTIONS as readonly string[]).includes(action);
