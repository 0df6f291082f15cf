/** One broken rule: its id, the field (RFC 6901 pointer) and what would help, in both languages. */
export interface ProblemPart {
  readonly rule: string;
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
}

/** RFC 9457 problem details as every service answers them. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly detailEn: string;
  readonly rule: string;
  readonly pointer: string;
  readonly errors: readonly ProblemPart[];
  readonly instance?: string;
  readonly errorId?: string;
  readonly currentVersion?: number;
}

/** The product said no, or nobody answered until the patience was over. */
export class NuanchaoProblem extends Error {
  override readonly name = 'NuanchaoProblem';
  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly problem: ProblemBody | undefined,
    what: string,
    cause?: unknown,
  ) {
    super(`${what}: ${problem === undefined ? status || 'no answer' : `${problem.rule} ${problem.detailEn}`}`, {
      cause,
    });
  }

  /** The rule that refused, `R-COM-01` or `G-STATE`. */
  get rule(): string | undefined {
    return this.problem?.rule;
  }
}

/** Reads an answer that is not 2xx. */
export const problemIn = async (response: Response, what: string): Promise<NuanchaoProblem> => {
  const text = await response.text().catch(() => '');
  const isProblem = (response.headers.get('content-type') ?? '').startsWith('application/problem+json');
  const problem = isProblem ? (JSON.parse(text) as ProblemBody) : undefined;
  return new NuanchaoProblem(response.status, problem, what);
};
