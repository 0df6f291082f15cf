import type { DueDate, PlanFacts } from '#libs/contracts';
import { openedWork, type EventOf, type OpenedWork, type Unborn } from './work.js';

export type NoticeEvent = EventOf<'notice'>;

/** One leader's signed finding on an objection. */
export interface Finding {
  readonly signer: Signer;
  readonly outcome: 'dismissed' | 'upheld';
  readonly findingHash: string;
}
export type Signer = Extract<NoticeEvent, { type: 'notice.objection-accepted' }>['data']['examiner'];

export interface Objection {
  readonly objection: number;
  /** `OPEN`: not examined yet. `ACCEPTED`: the clock stands still for it. `SET_ASIDE`: kept as a lead (R-PUB-04). */
  readonly status: 'OPEN' | 'ACCEPTED' | 'SET_ASIDE' | 'DISMISSED' | 'UPHELD';
  /** False for an anonymous one. */
  readonly named?: boolean | undefined;
  readonly examiner?: Signer | undefined;
  /** Findings that wait for the other leader's. */
  readonly findings?: readonly Finding[] | undefined;
}

export interface Notice extends OpenedWork {
  readonly status: 'OPEN' | 'PASSED' | 'UPHELD' | 'CLOSED';
  readonly facts: PlanFacts;
  /** What is left of it, after the clock stood still. */
  readonly period: DueDate;
  /** Working days of the whole period, once a part of it was spent. */
  readonly wholeDays?: number | undefined;
  /** Since when the clock stands still. */
  readonly stoppedOn?: string | undefined;
  readonly unionGrantFen: number;
  readonly healthGrantFen: number;
  readonly objections: readonly Objection[];
}
export type NoticeState = Unborn | Notice;

/** Objections that a finding is still due on. */
export const acceptedOf = ({ objections }: Pick<Notice, 'objections'>): readonly Objection[] =>
  objections.filter(({ status }) => status === 'ACCEPTED');

/** Objections on which somebody still has to say something (R-PUB-03). */
export const pendingOf = ({ objections }: Pick<Notice, 'objections'>): readonly Objection[] =>
  objections.filter(({ status }) => status === 'OPEN' || status === 'ACCEPTED');

/** Folds a notice's events. */
export const evolveNotice = (state: NoticeState, event: NoticeEvent): NoticeState => {
  if (event.type === 'notice.opened') {
    const { facts, period, unionGrantFen, healthGrantFen, carried = [], openedOn } = event.data;
    const objections = carried.map((_one, index): Objection => ({ objection: index + 1, status: 'ACCEPTED' }));
    return {
      ...openedWork(event.data),
      status: 'OPEN',
      facts,
      period,
      unionGrantFen,
      healthGrantFen,
      objections,
      ...(objections.length > 0 ? { stoppedOn: openedOn } : {}),
    };
  }
  return state.status === 'NONE' ? state : evolveBorn(state, event);
};

type LaterEvent = Exclude<NoticeEvent, { type: 'notice.opened' }>;

const evolveBorn = (notice: Notice, event: LaterEvent): Notice => {
  switch (event.type) {
    case 'notice.objection-lodged': {
      const { objection, named } = event.data;
      const lodged: Objection = { objection, status: 'OPEN', ...(named === undefined ? {} : { named }) };
      return { ...notice, objections: [...notice.objections, lodged] };
    }
    case 'notice.objection-accepted': {
      const { objection, examiner, acceptedOn } = event.data;
      const stopped = { ...notice, stoppedOn: notice.stoppedOn ?? acceptedOn };
      return changed(stopped, objection, { status: 'ACCEPTED', examiner });
    }
    case 'notice.objection-set-aside':
      return changed(notice, event.data.objection, { status: 'SET_ASIDE', examiner: event.data.examiner });
    case 'notice.finding-signed': {
      const { objection, signer, outcome, findingHash } = event.data;
      const earlier = notice.objections.find((one) => one.objection === objection)?.findings ?? [];
      return changed(notice, objection, { findings: [...earlier, { signer, outcome, findingHash }] });
    }
    case 'notice.finding-disagreed':
      return changed(notice, event.data.objection, { findings: [] });
    case 'notice.objection-resolved':
      return changed(notice, event.data.objection, {
        status: event.data.outcome === 'upheld' ? 'UPHELD' : 'DISMISSED',
      });
    case 'notice.resumed': {
      const { stoppedOn: _stoppedOn, ...running } = notice;
      return { ...running, period: event.data.period, wholeDays: notice.wholeDays ?? notice.period.workingDays };
    }
    case 'notice.passed':
      return { ...notice, status: 'PASSED' };
    case 'notice.upheld':
      return { ...notice, status: 'UPHELD' };
    case 'notice.closed':
      return { ...notice, status: 'CLOSED' };
  }
};

const changed = (notice: Notice, objection: number, change: Partial<Objection>): Notice => ({
  ...notice,
  objections: notice.objections.map((one) => (one.objection === objection ? { ...one, ...change } : one)),
});
