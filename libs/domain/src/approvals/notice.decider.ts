import {
  accept,
  refuse,
  type CloseNotice,
  type CloseWork,
  type Decider,
  type Decision,
  type DecisionContext,
  type ExamineObjection,
  type LodgeObjection,
  type OpenNotice,
  type ResolveObjection,
  type ResumeNotice,
} from '#libs/contracts';
import {
  checkCalendarCovered,
  checkNoOpenObjection,
  checkNoticeElapsed,
  checkObjectionNamed,
  parametersOn,
} from '#libs/policy';
import {
  acceptedOf,
  evolveNotice,
  pendingOf,
  type Notice,
  type NoticeEvent,
  type NoticeState,
} from './notice-state.js';
import { examine, signFinding } from './objection.js';
import { malformed, wrongState } from './work.js';

export type NoticeCommand =
  | { readonly type: 'open'; readonly body: OpenNotice }
  /** `documentHash` names the stored document with the objector's name, contact and facts. */
  | { readonly type: 'lodge-objection'; readonly body: LodgeObjection; readonly documentHash: string }
  /** `reasonHash` names the stored document with the reason for setting it aside; null when it is accepted. */
  | { readonly type: 'examine-objection'; readonly body: ExamineObjection; readonly reasonHash: string | null }
  /** `findingHash` names the stored document with the written finding. */
  | { readonly type: 'resolve-objection'; readonly body: ResolveObjection; readonly findingHash: string }
  | { readonly type: 'resume'; readonly body: ResumeNotice }
  | { readonly type: 'pass'; readonly body: CloseNotice }
  | { readonly type: 'close'; readonly body: CloseWork };

type Answer = Decision<NoticeEvent>;

const decide = (command: NoticeCommand, state: NoticeState, context: DecisionContext): Answer => {
  if (command.type === 'open') {
    return state.status === 'NONE' ? open(command.body, context) : refuse(wrongState(state.status, 'open'));
  }
  if (state.status !== 'OPEN') return refuse(wrongState(state.status, command.type));
  switch (command.type) {
    case 'lodge-objection':
      return lodge(command, state, context);
    case 'examine-objection':
      return examine(command, state, context);
    case 'resolve-objection':
      return signFinding(command, state, context);
    case 'resume':
      return resume(command.body, state, context);
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

/**
 * Anyone may object until 24:00 of the last day, also while the worker is late to close; while the clock stands still the
 * last day has not come. Without a name it is told that it is only a lead (R-PUB-04).
 */
const lodge = (
  { body, documentHash }: Extract<NoticeCommand, { type: 'lodge-objection' }>,
  { period, objections, stoppedOn }: Notice,
  { today }: DecisionContext,
): Answer => {
  if (stoppedOn === undefined && today > period.dueOn) {
    return refuse(wrongState(`OPEN, ${period.dueOn}`, 'lodge-objection'));
  }
  const named = body.name !== undefined && body.contact !== undefined;
  const data = { objection: objections.length + 1, documentHash, lodgedOn: today, named };
  return accept([{ type: 'notice.objection-lodged', data }], checkObjectionNamed(named, '/name'));
};

/** The clock goes on when no accepted objection is open any more, for at least one working day (domain.md §8.1). */
const resume = ({ period }: ResumeNotice, notice: Notice, { today }: DecisionContext): Answer => {
  const { stoppedOn } = notice;
  if (stoppedOn === undefined) return refuse(wrongState('OPEN', 'resume'));
  const refusals = [
    ...checkNoOpenObjection(acceptedOf(notice).length, ''),
    ...(period.workingDays >= 1 && period.dueOn > period.startedOn && period.startedOn >= stoppedOn
      ? []
      : [
          malformed(
            '/period',
            `the rest of the period has at least one working day after ${stoppedOn}`,
            `恢复后的公示期须在${stoppedOn}之后且不少于1个工作日`,
          ),
        ]),
  ];
  return refusals.length > 0
    ? refuse(...refusals)
    : accept(
        [{ type: 'notice.resumed', data: { period, stoppedOn, resumedOn: today } }],
        checkCalendarCovered(period, '/period'),
      );
};

/** R-PUB-03 and R-PUB-01: no objection is open, the clock runs, and the full period is over. */
const pass = (notice: Notice, { today }: DecisionContext): Answer => {
  const { period, stoppedOn, wholeDays } = notice;
  const refusals = [
    ...checkNoOpenObjection(pendingOf(notice).length, ''),
    ...checkNoticeElapsed(
      { endsOn: stoppedOn === undefined ? period.dueOn : today, today, workingDays: wholeDays ?? period.workingDays },
      parametersOn(period.startedOn).deadlines.publicity,
      '',
    ),
  ];
  return refusals.length > 0
    ? refuse(...refusals)
    : accept([{ type: 'notice.passed', data: { endedOn: period.dueOn } }]);
};

/** Public notice (公示) of a proposed site, with the objections of anyone (domain.md §5.2 P9). */
export const noticeDecider: Decider<NoticeState, NoticeCommand, NoticeEvent> = {
  noun: 'notice',
  initial: { status: 'NONE' },
  decide,
  evolve: evolveNotice,
};
