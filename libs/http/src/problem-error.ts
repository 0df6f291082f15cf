import type { Refusal } from '#libs/contracts';

/**
 * An error that says why in refusals. Libraries that may not import this one throw errors of the same shape
 * (`AccessRefused`, a busy aggregate, a position that has not arrived); the filter asks for the shape, not the class.
 */
export interface CarriesRefusals extends Error {
  readonly refusals: readonly Refusal[];
  readonly retryAfterSeconds?: number | undefined;
  /** True when the refusal is a fact already: the door does not note it again. */
  readonly recorded?: boolean | undefined;
}

/** Ends a request with these refusals: `throw new ProblemError([refusal('R-COM-01', '/votes', { present, total })])`. */
export class ProblemError extends Error implements CarriesRefusals {
  override readonly name = 'ProblemError';
  readonly retryAfterSeconds: number | undefined;
  readonly recorded: boolean | undefined;

  constructor(
    readonly refusals: readonly Refusal[],
    options: {
      readonly retryAfterSeconds?: number | undefined;
      readonly recorded?: boolean | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(refusals.map((refusal) => `${refusal.rule} ${refusal.pointer}`.trim()).join(', '), { cause: options.cause });
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.recorded = options.recorded;
  }
}

export const carriesRefusals = (error: unknown): error is CarriesRefusals =>
  error instanceof Error &&
  'refusals' in error &&
  Array.isArray(error.refusals) &&
  error.refusals.length > 0 &&
  error.refusals.every(
    (refusal: unknown) => typeof refusal === 'object' && refusal !== null && 'rule' in refusal && 'pointer' in refusal,
  );
