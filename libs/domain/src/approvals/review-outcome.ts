import type { ReviewKind, ReviewOutcome } from '#libs/contracts';
import { actsOfSigners, openSeats, seatsOf } from './seats.js';
import type { Signature } from './signature.js';
import type { EventOf } from './work.js';

type Decided = Extract<EventOf<'review'>, { type: 'review.decided' }>['data'];
type Outcome = Decided['outcome'];

const WORDS = { pass: 'passed', return: 'returned', reject: 'rejected', defer: 'deferred' } as const satisfies Record<
  ReviewOutcome,
  Outcome
>;

/**
 * What a review's signatures amount to, or undefined while another seat is still to sign. In a sequence the last seat
 * decides, whatever the reviewer before it thought. In parallel a word for deferral decides at once; a rejection does too,
 * unless all must reject: then one against the other defers the case (domain.md §5.2 P8).
 */
const wordOf = (kind: ReviewKind, signatures: readonly Signature[]): Outcome | undefined => {
  const { order, rejectedBy } = seatsOf(kind);
  const said = signatures.map(({ outcome }) => outcome);
  const last = said.at(-1);
  const open = openSeats(kind, signatures).length > 0;
  if (last === undefined || order === 'sequence') return open || last === undefined ? undefined : WORDS[last];
  if (last === 'defer') return 'deferred';
  if (rejectedBy === 'any' && last === 'reject') return 'rejected';
  if (open) return undefined;
  return said.every((one) => one === last) ? WORDS[last] : 'deferred';
};

/** The decision that the last of these signatures completes, or undefined while another one is needed. */
export const outcomeAfter = (
  kind: ReviewKind,
  signatures: readonly Signature[],
  today: string,
): Decided | undefined => {
  const outcome = wordOf(kind, signatures);
  if (outcome === undefined) return undefined;
  // Where the two leaders disagree, the reason is that of whoever was against.
  const decisive = outcome === 'passed' ? undefined : signatures.findLast((one) => one.outcome !== 'pass');
  const approval = outcome === 'passed' ? signatures.at(-1) : undefined;
  const { defectsHash, defectItems, defects } = decisive ?? {};
  return {
    kind,
    outcome,
    reasonCode: decisive?.reasonCode ?? null,
    reasonHash: decisive?.reasonHash ?? null,
    ...(outcome === 'returned' ? { defectsHash, defectItems, defects } : {}),
    ...(outcome === 'deferred' && decisive?.outcome !== 'defer' ? { disagreed: true } : {}),
    decidedOn: today,
    decidedBy: [...actsOfSigners(kind, signatures)],
    unionGrantFen: approval?.unionGrantFen ?? null,
    healthGrantFen: approval?.healthGrantFen ?? null,
    documentNo: approval?.documentNo ?? null,
  };
};
