import type { PriorAct } from '#libs/contracts';
import type { Advance } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';
import { positionOf } from './case-file.signals.js';
import type { FactOf } from './case.signals.js';
import { acceptedIn, endOf, upheldBy, type OpenNotice } from './open-notice.step.js';

type Resolved = FactOf<'notice.objection-resolved'>;

/**
 * The notice's clock stands still until both leaders have signed what they found on every accepted objection. Undefined when
 * all were dismissed and the clock runs again; the rejection when one was upheld.
 */
export const examineObjections = async (desk: CaseDesk, notice: OpenNotice): Promise<Advance | undefined> => {
  await stopClock(desk, notice);
  const upheld = (): FactOf<'notice.upheld'> | undefined => desk.file.first(notice.work, 'notice.upheld');
  for (;;) {
    const dismissed = (): Resolved | undefined =>
      desk.file
        .all(notice.work, 'notice.objection-resolved', notice.seen)
        // The finding that upholds one leaves none open either; its own fact may come a moment later.
        .find(({ data }) => data.outcome === 'dismissed' && data.openObjections === 0);
    await desk.waitFor('findings on the objection', () => upheld() !== undefined || dismissed() !== undefined);
    const lost = upheld();
    if (lost !== undefined) return upheldBy(lost, signersOf(desk, notice));
    const last = dismissed();
    if (last === undefined) continue;
    rememberSigners(desk, notice);
    if (await startClock(desk, notice, last)) return undefined;
    // Another objection was accepted at that moment: the clock goes on standing still.
    notice.seen = last.sequence;
  }
};

/** Tells the application, unless it knows already that an objection is being examined. */
const stopClock = async (desk: CaseDesk, notice: OpenNotice): Promise<void> => {
  const accepted = acceptedIn(desk, notice);
  if (notice.stoppedOn !== undefined || accepted === undefined) return;
  const { acceptedOn } = accepted.data;
  notice.stoppedOn = acceptedOn;
  const decision = positionOf(accepted);
  const place = desk.place('objection', desk.rounds.count('objection'), decision);
  const advance = { step: 'public-notice', outcome: 'objected', decision, decidedOn: acceptedOn } as const;
  await desk.must(place, (activities) => activities.stopNotice({ place, advance }));
};

/** False when the notice refused: an objection is open again, or was, and the clock runs already by a later finding. */
const startClock = async (desk: CaseDesk, notice: OpenNotice, last: Resolved): Promise<boolean> => {
  const { work, startedOn, stoppedOn, dueOn } = notice;
  if (stoppedOn === undefined) throw new Error(`the clock of ${work} does not stand still`);
  const decision = positionOf(last);
  const place = desk.place('notice-resumption', desk.rounds.count('notice-resumption'), decision);
  const { resolvedOn } = last.data;
  const advance = {
    step: 'public-notice',
    outcome: 'objection-dismissed',
    decision,
    decidedOn: resolvedOn,
  } as const;
  const from = { startedOn, dueOn, stoppedOn, resumedOn: resolvedOn };
  const resumed = await desk.perform(place, (activities) => activities.resumeNotice({ place, work, advance, from }), {
    refusal: ({ rule }) => rule === 'R-PUB-03' || rule === 'G-STATE',
  });
  if (resumed?.kind !== 'done') return false;
  Object.assign(notice, endOf(resumed.deadline), {
    startedOn: resolvedOn,
    stoppedOn: undefined,
    seen: resumed.resumedAt,
  });
  return true;
};

const signersOf = ({ file }: CaseDesk, { work }: OpenNotice): readonly string[] =>
  file
    .all(work, 'notice.objection-resolved')
    .filter(({ data }) => data.outcome === 'upheld')
    .flatMap(({ data: { signers, resolvedBy } }) => signers?.map(({ actor }) => actor) ?? [resolvedBy]);

/** Whoever has dismissed an objection has judged the case. */
const rememberSigners = (desk: CaseDesk, { work }: OpenNotice): void => {
  const resolved = desk.file.all(work, 'notice.objection-resolved');
  desk.remember(...resolved.flatMap(actsOf));
};

const actsOf = ({ data: { signers = [] } }: Resolved): PriorAct[] =>
  signers.flatMap(({ level, duty, actor }) =>
    level === undefined || duty === undefined ? [] : [{ level, duty, actor }],
  );
