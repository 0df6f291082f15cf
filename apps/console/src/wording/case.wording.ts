import type { GrantSum } from '#libs/contracts';
import type { StepStanding } from '../cases/case-steps.view.js';

/** Texts of the pages about cases. */
export interface CaseWords {
  readonly listTitle: string;
  readonly listOf: (count: number) => string;
  readonly status: string;
  readonly everyStatus: string;
  readonly underWay: string;
  /** In the present state since a day between these two; undefined: without end. */
  readonly since: (from: string | undefined, to: string | undefined) => string;
  readonly sums: Readonly<Record<GrantSum, string>>;
  readonly withGrant: (sum: string, fund: string, year: string) => string;
  readonly widen: string;
  readonly more: string;
  readonly none: string;
  readonly year: (year: number) => string;
  readonly where: string;
  readonly why: string;
  readonly steps: string;
  readonly yourTasks: string;
  readonly documents: string;
  readonly planVersion: (number: number) => string;
  readonly noPlan: string;
  readonly meeting: string;
  readonly replay: string;
  readonly timeline: string;
  readonly yes: string;
  readonly no: string;
  readonly sentence: (parts: {
    readonly where: string;
    readonly who: readonly string[];
    readonly until: string | undefined;
  }) => string;
  readonly stepStandings: Readonly<Record<StepStanding, string>>;
  readonly happened: {
    readonly sealed: (number: number) => string;
    readonly resolution: (no: string) => string;
    readonly submitted: string;
    readonly decided: (step: string, outcome: string) => string;
    readonly reconsideration: (step: string) => string;
    readonly round: (step: string, round: number, outcome: string) => string;
    readonly opened: (work: string) => string;
    readonly signed: (work: string, role: string, outcome: string) => string;
    readonly visited: string;
  };
  /** Fields of the forms F1 to F8, by their names in the plan. */
  readonly labels: Readonly<Record<string, string>>;
  /** Codes in those fields. */
  readonly codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
