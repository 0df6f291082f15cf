import {
  accept,
  refuse,
  type CloseNotice,
  type CloseWork,
  type Decider,
  type Decision,
  type DecisionContext,
  type DueDate,
  type LodgeObjection,
  type OpenNotice,
  type PlanFacts,
  type Refusal,
  type ResolveObjection,
} from '#libs/contracts';
import {
  CITY,
  checkCalendarCovered,
  checkNegativeDecision,
  checkNoOpenObjection,
  checkNoticeElapsed,
  parametersOn,
} from '#libs/policy';
import {
  checkSeparation,
  holdsIn,
  malformed,
  needsOffice,
  openedWork,
  pointingTo,
  wrongState,
  type EventOf,
  type OpenedWork,
  type Unborn,
} from './work.js';

export type NoticeEvent = EventOf<'notice'>;

export type NoticeCommand =
  | { readonly type: 'open'; readonly body: OpenNotice }
  /** `documentHash` names the stored document with the objector's name, contact and facts. */
  | { readonly type: 'lodge-objection'; readonly body: LodgeObjection; readonly documentHash: string }
  /** `findingHash` names the stored document with the written finding. */
  | { readonly type: 'resolve-objection'; readonly body: ResolveObjection; readonly findingHash: string }
  | { readonly type: 'pass'; readonly body: CloseNotice }
  | { readonly type: 'close'; readonly body: CloseWork };

export interface Objection {
  readonly objection: number;
  readonly status: 'OPEN' | 'DISMISSED' | 'UPHELD';
}

export interface Notice extends OpenedWork {
  readonly status: 'OPEN' | 'PASSED' | 'UPHELD' | 'CLOSED';
  readonly facts: PlanFacts;
  readonly period: DueDate;
  readonly unionGrantFen: number;
  readonly healthGrantFen: number;
  readonly objections: readonly Objection[];
}
export type NoticeState = Unborn | Notice;

type Answer = Decision<NoticeEvent>;

const decide = (command: NoticeCommand, state: NoticeState, context: DecisionContext): Answer => {
  if (command.type === 'open') {
    return state.status === 'NONE' ? open(command.body, context) : refuse(wrongState(state.status, 'open'));
  }
  if (state.status !== 'OPEN') return refuse(wrongState(state.status, command.type));
  switch (command.type) {
    case 'lodge-objection':
      return lodge(command.documentHash, state, context);
    case 'resolve-objection':
      return resolve(command, state, context);
    case 'pass':
      return pass(state, context);
    case 'close':
      return accept([{ type: 'notice.closed', data: { why: command.body.why } }]);
  }
};

/** R-PUB-01 for a period that is too short from the start. A provisional end (R-CAL-01) is told, not refused. */
const open = (body: OpenNotice, { today }: DecisionContext): Answer => {
  const needed = parametersOn(today).deadlines.publicity;
  const { dueOn, workingDays } = body.period;
  const refusals = [
    // Asked as if the last day were over: only the length counts here.
    ...checkNoticeElapsed({ endsOn: '', today, workingDays }, needed, '/period/workingDays'),
    ...(dueOn > body.period.startedOn
      ? []
      : [malformed('/period/dueOn', 'the notice ends before it began', '公示截止日须晚于起始日')]),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  return accept(
    [{ type: 'notice.opened', data: { ...body, openedOn: today } }],
    checkCalendarCovered(body.period, '/period'),
  );
};

/** Anyone may object until 24:00 of the last day, also while the worker is late to close. */
const lodge = (documentHash: string, { period, objections }: Notice, { today }: DecisionContext): Answer =>
  today > period.dueOn
    ? refuse(wrongState(`OPEN, ${period.dueOn}`, 'lodge-objection'))
    : accept([
        { type: 'notice.objection-lodged', data: { objection: objections.length + 1, documentHash, lodgedOn: today } },
      ]);

const resolve = (
  { body, findingHash }: Extract<NoticeCommand, { type: 'resolve-objection' }>,
  notice: Notice,
  context: DecisionContext,
): Answer => {
  const { actor, today } = context;
  if (!holdsIn(actor, 'MU_LEADER', CITY.unitCode)) return refuse(needsOffice(`MU_LEADER ${CITY.unitCode}`));
  const separation = checkSeparation(actor, 'objection-decision', notice);
  if (separation.length > 0) return refuse(...separation);
  const objection = notice.objections.find((one) => one.objection === body.objection);
  if (objection === undefined) {
    return refuse(malformed('/objection', 'there is no objection of this number', '没有该编号的异议'));
  }
  if (objection.status !== 'OPEN') return refuse(wrongState(objection.status, 'resolve-objection'));
  const refusals = checkFinding(body);
  if (refusals.length > 0) return refuse(...refusals);
  const { outcome } = body;
  const data = { objection: body.objection, outcome, findingHash, resolvedBy: actor.id, resolvedOn: today };
  const resolved: NoticeEvent = { type: 'notice.objection-resolved', data };
  return accept(
    outcome === 'dismissed'
      ? [resolved]
      : [resolved, { type: 'notice.upheld', data: { objection: body.objection, resolvedOn: today } }],
  );
};

/** R-PROC-06 for the written finding, whichever way it goes: one of the two parties always loses by it. */
const checkFinding = ({ finding }: ResolveObjection): readonly Refusal[] =>
  pointingTo(
    '/finding',
    checkNegativeDecision({ positive: false, reasonCode: 'OBJECTION_UPHELD', reasonText: finding }),
  );

/** R-PUB-01 and R-PUB-03: the full period is over and no objection is open. */
const pass = ({ period, objections }: Notice, { today }: DecisionContext): Answer => {
  const refusals = [
    ...checkNoticeElapsed(
      { endsOn: period.dueOn, today, workingDays: period.workingDays },
      parametersOn(period.startedOn).deadlines.publicity,
      '',
    ),
    ...checkNoOpenObjection(objections.filter(({ status }) => status === 'OPEN').length, ''),
  ];
  return refusals.length > 0
    ? refuse(...refusals)
    : accept([{ type: 'notice.passed', data: { endedOn: period.dueOn } }]);
};

const evolve = (state: NoticeState, event: NoticeEvent): NoticeState => {
  if (event.type === 'notice.opened') {
    const { facts, period, unionGrantFen, healthGrantFen } = event.data;
    const amounts = { unionGrantFen, healthGrantFen };
    return { ...openedWork(event.data), status: 'OPEN', facts, period, ...amounts, objections: [] };
  }
  if (state.status === 'NONE') return state;
  switch (event.type) {
    case 'notice.objection-lodged':
      return { ...state, objections: [...state.objections, { objection: event.data.objection, status: 'OPEN' }] };
    case 'notice.objection-resolved': {
      const status = event.data.outcome === 'upheld' ? 'UPHELD' : 'DISMISSED';
      const objections = state.objections.map((one) =>
        one.objection === event.data.objection ? ({ ...one, status } as const) : one,
      );
      return { ...state, objections };
    }
    case 'notice.passed':
      return { ...state, status: 'PASSED' };
    case 'notice.upheld':
      return { ...state, status: 'UPHELD' };
    case 'notice.closed':
      return { ...state, status: 'CLOSED' };
  }
};

/** Public notice (公示) of a proposed site, with the objections of anyone (domain.md §5.2 P9). */
export const noticeDecider: Decider<NoticeState, NoticeCommand, NoticeEvent> = {
  noun: 'notice',
  initial: { status: 'NONE' },
  decide,
  evolve,
};
