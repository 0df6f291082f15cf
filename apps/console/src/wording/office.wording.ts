import type {
  ApplicationStatus,
  ClassKind,
  Duty,
  FundSource,
  GrantFund,
  GrantStatus,
  PlanSection,
  ProvisionMode,
  ReviewOutcome,
  SettlementMethod,
} from '#libs/contracts';
import type { StepName, TaskAction, TaskKind } from '../inbox/task-kind.view.js';

/** The office's own words (docs/glossary.md): one table for each list of codes, closed by its type. */
export interface OfficeWords {
  readonly kinds: Readonly<Record<TaskKind, string>>;
  readonly actions: Readonly<Record<TaskAction, string>>;
  readonly statuses: Readonly<Record<ApplicationStatus, string>>;
  /** What is going on while a case is in this state, to be followed by whose turn it is. */
  readonly standings: Readonly<Record<ApplicationStatus, string>>;
  readonly steps: Readonly<Record<StepName, string>>;
  readonly outcomes: Readonly<Record<ReviewOutcome, string>>;
  readonly rounds: Readonly<Record<'passed' | 'returned' | 'rejected' | 'deferred' | 'rectification', string>>;
  readonly tracks: Readonly<Record<'NONE' | 'PENDING' | 'PASSED' | 'RETURNED' | 'REJECTED', string>>;
  readonly duties: Readonly<Record<Duty, string>>;
  readonly sections: Readonly<Record<PlanSection, string>>;
  readonly modes: Readonly<Record<ProvisionMode, string>>;
  readonly classes: Readonly<Record<ClassKind, string>>;
  readonly funds: Readonly<Record<GrantFund, string>>;
  readonly sources: Readonly<Record<FundSource, string>>;
  readonly grantStatuses: Readonly<Record<GrantStatus, string>>;
  readonly methods: Readonly<Record<SettlementMethod, string>>;
}
