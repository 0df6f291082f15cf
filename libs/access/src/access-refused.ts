import type { Refusal } from '#libs/contracts';

/**
 * Who you are, or what you may do, is not enough. Carries refusals like every error of ours, so that the one exception
 * filter makes problem details of it.
 */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
  constructor(
    readonly refusals: readonly Refusal[],
    readonly retryAfterSeconds?: number | undefined,
  ) {
    super(refusals.map((refusal) => refusal.rule).join(', '));
  }
}

/** The issuer cannot be asked, so nobody can be told that a token is bad: 503, never 401. */
export class IssuerUnavailable extends AccessRefused {
  constructor(override readonly cause: unknown) {
    super([{ rule: 'G-UNAVAILABLE', pointer: '', params: { engine: 'OIDC issuer' } }], 2);
  }
}
