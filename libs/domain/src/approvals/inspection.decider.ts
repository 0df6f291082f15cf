import {
  accept,
  refusal,
  refuse,
  type Actor,
  type CloseWork,
  type Decider,
  type Decision,
  type DecideInspectionFailure,
  type DecisionContext,
  type InspectionOutcome,
  type OpenInspection,
  type PostponeVisit,
  type RaiseAlarm,
  type RecordVisit,
  type Refusal,
  type ReportInspection,
  type SetReportDue,
  type SetVisitDue,
  type SignInspection,
} from '#libs/contracts';
import { checkNegativeDecision } from '#libs/policy';
import { checkReport } from './inspection-report.js';
import { checkFoundClasses, failedItemsOf } from './inspection-sheet.js';
import { evolveInspection, type Inspection, type InspectionEvent, type InspectionState } from './inspection-state.js';
import {
  checkAlarm,
  checkNotInFuture,
  checkSeparation,
  malformed,
  needsOffice,
  wrongState,
  type DocumentsContext,
} from './work.js';

export type InspectionCommand =
  | { readonly type: 'open'; readonly body: OpenInspection }
  | { readonly type: 'record-visit'; readonly body: RecordVisit }
  /** `reasonHash` names the stored document that holds the reason. */
  | { readonly type: 'postpone-visit'; readonly body: PostponeVisit; readonly reasonHash: string }
  | { readonly type: 'set-visit-due'; readonly body: SetVisitDue }
  | { readonly type: 'set-report-due'; readonly body: SetReportDue }
  /** `sheetHash` and `reasonHash` name the stored documents that hold the sheet and the reasons. */
  | {
      readonly type: 'report';
      readonly body: ReportInspection;
      readonly sheetHash: string;
      readonly reasonHash: string | null;
    }
  | { readonly type: 'sign'; readonly body: SignInspection }
  /** `reasonHash` names the stored document that holds the reason to look again. */
  | { readonly type: 'decide-failure'; readonly body: DecideInspectionFailure; readonly reasonHash: string | null }
  | { readonly type: 'alarm'; readonly body: RaiseAlarm }
  | { readonly type: 'close'; readonly body: CloseWork };

type Answer = Decision<InspectionEvent>;

const decide = (command: InspectionCommand, state: InspectionState, context: DocumentsContext): Answer => {
  if (command.type === 'open') {
    return state.status === 'NONE'
      ? accept([{ type: 'inspection.opened', data: { ...command.body, openedOn: context.today } }])
      : refuse(wrongState(state.status, 'open'));
  }
  if (state.status === 'NONE') return refuse(wrongState('NONE', command.type));
  switch (command.type) {
    case 'record-visit':
      return recordVisit(command.body, state, context);
    case 'postpone-visit':
      return postponeVisit(command, state, context);
    case 'set-visit-due':
      return setVisitDue(command.body, state);
    case 'set-report-due':
      return setReportDue(command.body, state);
    case 'report':
      return report(command, state, context);
    case 'sign':
      return sign(command.body, state, context);
    case 'decide-failure':
      return decideFailure(command, state, context);
    case 'alarm': {
      const faults = isOver(state) ? [wrongState(state.status, 'alarm')] : checkAlarm(command.body);
      return faults.length > 0 ? refuse(...faults) : accept([{ type: 'inspection.alarmed', data: command.body }]);
    }
    case 'close':
      return isOver(state)
        ? refuse(wrongState(state.status, 'close'))
        : accept([{ type: 'inspection.closed', data: { why: command.body.why } }]);
  }
};

const isOver = ({ status }: Inspection): boolean =>
  status === 'PASSED' || status === 'RECTIFICATION' || status === 'REJECTED' || status === 'CLOSED';

/** For whom an inspector goes; somebody may hold the office for both bodies. */
const bodiesOf = ({ roles }: Actor): readonly ('union' | 'health')[] =>
  roles.flatMap(({ role, body }) => (role === 'INSPECTOR' && body !== undefined ? [body] : []));

const recordVisit = (body: RecordVisit, inspection: Inspection, context: DecisionContext): Answer => {
  const { actor, today } = context;
  const [leadBody] = bodiesOf(actor);
  if (leadBody === undefined) return refuse(needsOffice('INSPECTOR'));
  if (inspection.status === 'FAILED' || isOver(inspection)) {
    return refuse(wrongState(inspection.status, 'record-visit'));
  }
  const separation = checkSeparation(actor, 'inspection', inspection);
  if (separation.length > 0) return refuse(...separation);
  const faults = inspection.visit === null ? [] : checkCorrection(body, inspection.visit, context);
  if (faults.length > 0) return refuse(...faults);
  const refusals = [
    ...checkNotInFuture(body.visitedOn, today, '/visitedOn'),
    ...(body.visitedOn >= inspection.openedOn
      ? []
      : [
          malformed(
            '/visitedOn',
            `the inspection was opened on ${inspection.openedOn}`,
            `核查任务于${inspection.openedOn}开启，日期不得更早`,
          ),
        ]),
    ...(body.companion === actor.id
      ? [malformed('/companion', 'two people inspect, you cannot be both', '现场核查须两人，同行人员不能是本人')]
      : []),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  const data = { visitedOn: body.visitedOn, lead: actor.id, leadBody, companion: body.companion };
  return accept([{ type: 'inspection.visited', data }]);
};

/**
 * The lead may name another companion until the sheet is signed: without that, one mistyped name would leave an inspection
 * that nobody can ever sign. The date stays, because the report's deadline hangs on it.
 */
const checkCorrection = (
  body: RecordVisit,
  visit: NonNullable<Inspection['visit']>,
  { actor }: DecisionContext,
): readonly Refusal[] => {
  if (actor.id !== visit.lead) return [wrongState('VISITED', 'record-visit')];
  return body.visitedOn === visit.visitedOn
    ? []
    : [malformed('/visitedOn', `the visit of ${visit.visitedOn} is recorded`, `已记录${visit.visitedOn}的现场核查`)];
};

/** P7: the visit may be put off once, with a reason, by an inspector who could make it. */
const postponeVisit = (
  { body, reasonHash }: Extract<InspectionCommand, { type: 'postpone-visit' }>,
  inspection: Inspection,
  { actor, today }: DecisionContext,
): Answer => {
  if (bodiesOf(actor).length === 0) return refuse(needsOffice('INSPECTOR'));
  if (inspection.status !== 'OPEN') return refuse(wrongState(inspection.status, 'postpone-visit'));
  const separation = checkSeparation(actor, 'inspection', inspection);
  if (separation.length > 0) return refuse(...separation);
  const { reasonCode, reasonText } = body;
  const refusals =
    inspection.postponedOn === undefined
      ? checkNegativeDecision({ positive: false, reasonCode, reasonText })
      : [wrongState(`OPEN, ${inspection.postponedOn}`, 'postpone-visit')];
  if (refusals.length > 0) return refuse(...refusals);
  const data = { reasonCode, reasonHash, postponedBy: actor.id, postponedOn: today };
  return accept([{ type: 'inspection.visit-postponed', data }]);
};

/** As with the report's date, the worker may come after the visit. */
const setVisitDue = ({ visitDue }: SetVisitDue, inspection: Inspection): Answer =>
  inspection.postponedOn === undefined || inspection.status === 'CLOSED'
    ? refuse(wrongState(inspection.status, 'set-visit-due'))
    : accept([{ type: 'inspection.visit-due-set', data: { visitDue } }]);

/** The worker may come late, when the report is there already: its date is then only history, not a fault. */
const setReportDue = ({ reportDue }: SetReportDue, inspection: Inspection): Answer =>
  inspection.visit === null || inspection.status === 'CLOSED'
    ? refuse(wrongState(inspection.status, 'set-report-due'))
    : accept([{ type: 'inspection.report-due-set', data: { reportDue } }]);

const report = (
  { body, sheetHash, reasonHash }: Extract<InspectionCommand, { type: 'report' }>,
  inspection: Inspection,
  context: DocumentsContext,
): Answer => {
  const { actor, today } = context;
  const { visit } = inspection;
  if (visit === null || inspection.status === 'FAILED' || isOver(inspection)) {
    return refuse(wrongState(inspection.status, 'report'));
  }
  if (actor.id !== visit.lead || bodiesOf(actor).length === 0) return refuse(needsOffice('INSPECTOR (lead)'));
  const refusals = checkReport(body, inspection, context);
  if (refusals.length > 0) return refuse(...refusals);
  const { sheet, outcome, reasonCode } = body;
  const data = {
    sheetHash,
    outcome,
    reasonCode: outcome === 'pass' ? null : (reasonCode ?? null),
    reasonHash,
    classes: sheet.classes.map(({ kind, children, carers }) => ({ kind, children, carers })),
    failedItems: failedItemsOf(sheet, today),
    reportedOn: today,
    reportedBy: actor.id,
  };
  // A second report replaces the first while the companion has not signed: he may have seen it differently.
  return accept([{ type: 'inspection.reported', data }], outcome === 'pass' ? [] : checkFoundClasses(sheet, today));
};

type Completed = Extract<InspectionEvent, { type: 'inspection.completed' }>['data'];
const COMPLETED = {
  pass: 'passed',
  rectify: 'rectification',
  fail: 'rejected',
  reject: 'rejected',
} as const satisfies Record<InspectionOutcome, string>;

const sign = ({ sheetHash }: SignInspection, inspection: Inspection, { actor, today }: DecisionContext): Answer => {
  const { visit, outcome } = inspection;
  if (inspection.status !== 'REPORTED' || visit === null || outcome === null) {
    return refuse(wrongState(inspection.status, 'sign'));
  }
  const body = bodiesOf(actor).find((one) => one !== visit.leadBody);
  if (actor.id !== visit.companion || body === undefined) {
    return refuse(needsOffice(`INSPECTOR (${visit.leadBody === 'union' ? 'health' : 'union'}, companion)`));
  }
  const separation = checkSeparation(actor, 'inspection', inspection);
  if (separation.length > 0) return refuse(...separation);
  // He signs what he has read: another sheet has taken its place meanwhile.
  if (sheetHash !== inspection.sheetHash) return refuse(refusal('R-PROC-07', '/sheetHash'));
  const result = COMPLETED[outcome];
  return result === 'rejected'
    ? accept([{ type: 'inspection.failure-signed', data: { sheetHash, signedOn: today, signedBy: actor.id } }])
    : accept([completed(inspection, visit, { outcome: result, completedOn: today })]);
};

const completed = (
  { sheetHash, reasonCode, failedItems = [] }: Inspection,
  { lead, companion }: NonNullable<Inspection['visit']>,
  { outcome, ...more }: Pick<Completed, 'outcome' | 'completedOn' | 'confirmedBy'>,
): InspectionEvent => ({
  type: 'inspection.completed',
  data: {
    outcome,
    ...(outcome === 'passed' ? {} : { failedItems: [...failedItems] }),
    reasonCode,
    sheetHash: sheetHash ?? '',
    inspectors: [lead, companion],
    ...more,
  },
});

/** domain.md §8.1: a site that fails is rejected by the municipal leader, who may have the inspectors look again. */
const decideFailure = (
  { body, reasonHash }: Extract<InspectionCommand, { type: 'decide-failure' }>,
  inspection: Inspection,
  { actor, today }: DecisionContext,
): Answer => {
  const { visit } = inspection;
  if (inspection.status !== 'FAILED' || visit === null) return refuse(wrongState(inspection.status, 'decide-failure'));
  if (!actor.roles.some(({ role }) => role === 'MU_LEADER')) return refuse(needsOffice('MU_LEADER'));
  const separation = checkSeparation(actor, 'municipal-signature', inspection);
  if (separation.length > 0) return refuse(...separation);
  const { outcome, sheetHash, reasonCode, reasonText } = body;
  if (sheetHash !== inspection.sheetHash) return refuse(refusal('R-PROC-07', '/sheetHash'));
  if (outcome === 'confirm') {
    return accept([completed(inspection, visit, { outcome: 'rejected', completedOn: today, confirmedBy: actor.id })]);
  }
  const refusals = checkNegativeDecision({ positive: false, reasonCode, reasonText });
  if (refusals.length > 0) return refuse(...refusals);
  const data = { reasonCode: reasonCode ?? null, reasonHash, sentBackBy: actor.id, sentBackOn: today };
  return accept([{ type: 'inspection.sent-back', data }]);
};

/** Site inspection (现场核查) by two people of different bodies, union and health (domain.md §5.2 P7, F10). */
export const inspectionDecider: Decider<InspectionState, InspectionCommand, InspectionEvent, DocumentsContext> = {
  noun: 'inspection',
  initial: { status: 'NONE' },
  decide,
  evolve: evolveInspection,
};
