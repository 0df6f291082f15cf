import { dayOfDate } from '#libs/calendar';

/** How often a line is worth reading. */
const TELL_MS = 2_000;

export interface ProgressOptions {
  readonly cases: readonly { readonly startsOn: string }[];
  /** The office date on which the simulation ends. */
  readonly until: string;
  readonly report: (line: string) => void;
}

/** Says how far a simulation has come: `12 cases, office date 2026-05-09, 47 of about 300 days`. */
export class SimulationProgress {
  private readonly firstDay: number;
  private toldAtMs = 0;

  constructor(private readonly options: ProgressOptions) {
    const [first = options.until] = options.cases.map(({ startsOn }) => startsOn).sort();
    this.firstDay = dayOfDate(first);
  }

  reached(day: string, ended: number): void {
    if (performance.now() - this.toldAtMs < TELL_MS && day !== this.options.until) return;
    this.toldAtMs = performance.now();
    const { cases, until, report } = this.options;
    const opened = cases.filter(({ startsOn }) => startsOn <= day).length;
    const counted = cases.length === 1 ? '1 case' : `${cases.length} cases (${opened} opened, ${ended} ended)`;
    const days = `${dayOfDate(day) - this.firstDay} of about ${dayOfDate(until) - this.firstDay} days`;
    report(`${counted}, office date ${day}, ${days}`);
  }
}
