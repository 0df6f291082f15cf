import type { Position } from '#libs/contracts';
import type { Advance, Deadline } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';
import { positionOf } from './case-file.signals.js';
import type { FactOf } from './case.signals.js';

/** A notice that is open, as far as it has come. */
export interface OpenNotice {
  readonly work: string;
  readonly round: number;
  readonly cause: Position;
  /** The day from which its days are counted, and its last day. */
  startedOn: string;
  dueOn: string;
  endsAt: string;
  /** Since which day the clock stands still. */
  stoppedOn: string | undefined;
  /** Sequence up to which its facts were taken up. */
  seen: number;
}

/** The last day as the notice keeps it. */
export const endOf = ({ dueOn, endsAt }: Deadline): { dueOn: string; endsAt: string } => ({ dueOn, endsAt });

/** An objection that was accepted and not taken up yet. */
export const acceptedIn = (
  { file }: CaseDesk,
  { work, seen }: OpenNotice,
): FactOf<'notice.objection-accepted'> | undefined => file.first(work, 'notice.objection-accepted', seen);

/** The rejection that an upheld objection is, for the application. */
export const upheldBy = (upheld: FactOf<'notice.upheld'>, decidedBy: readonly string[]): Advance => ({
  step: 'public-notice',
  outcome: 'rejected',
  decision: positionOf(upheld),
  decidedOn: upheld.data.resolvedOn,
  reasonCode: 'OBJECTION_UPHELD',
  decidedBy: [...decidedBy],
});
