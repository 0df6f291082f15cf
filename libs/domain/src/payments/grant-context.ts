import type { DecisionContext } from '#libs/contracts';
import { NOTHING_SEEN, type SeenEvidence } from './grant-evidence.js';
import type { LoadedPayee } from './grant-payee.js';

/** What a grant's commands may know beside command and state. What is missing refuses, it never lets pass. */
export interface GrantContext extends DecisionContext {
  /** `grant/<id>`: the payment key is made of the id. */
  readonly subject: string;
  /** The payee of record. Needed by make, check and correct-payee. */
  readonly payee: LoadedPayee | null;
  /** Needed by plan, make, approve and instruct. */
  readonly seen: SeenEvidence;
  /** Last day of a cool-off that begins today, by the working calendar (R-PAY-07). Needed by correct-payee. */
  readonly coolOffUntil: string | null;
}

/** The context of commands that need nothing beside time and actor. */
export const plainGrantContext = (base: DecisionContext & { readonly subject: string }): GrantContext => ({
  ...base,
  payee: null,
  seen: NOTHING_SEEN,
  coolOffUntil: null,
});
