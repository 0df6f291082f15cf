import {
  accept,
  refuse,
  type CloseWork,
  type Decider,
  type Decision,
  type DueDate,
  type OpenFiling,
  type PlanFacts,
  type RaiseAlarm,
  type RecordNonconformity,
  type RecordReceipt,
  type Refusal,
} from '#libs/contracts';
import { checkHealthAuthority, checkNegativeDecision, healthAuthorityNotice } from '#libs/policy';
import {
  checkAlarm,
  checkNotInFuture,
  checkSeparation,
  checkStored,
  holdsIn,
  needsOffice,
  openedWork,
  withAlarm,
  wrongState,
  type DocumentsContext,
  type EventOf,
  type OpenedWork,
  type Unborn,
} from './work.js';

export type FilingEvent = EventOf<'filing'>;

export type FilingCommand =
  | { readonly type: 'open'; readonly body: OpenFiling }
  | { readonly type: 'record-receipt'; readonly body: RecordReceipt }
  /** `reasonHash` names the stored document that holds the reasons. */
  | { readonly type: 'record-nonconformity'; readonly body: RecordNonconformity; readonly reasonHash: string }
  | { readonly type: 'alarm'; readonly body: RaiseAlarm }
  | { readonly type: 'close'; readonly body: CloseWork };

/** The receipt (备案回执) as the authority's own register has it. */
export interface FilingReceipt {
  readonly filingNo: string;
  readonly receiptDate: string;
  readonly filedName: string;
  readonly filedAddress: string;
  readonly filedPlaces: number;
}

export interface Filing extends OpenedWork {
  readonly status: 'OPEN' | 'RECEIPTED' | 'NONCONFORMING' | 'CLOSED';
  readonly facts: PlanFacts;
  readonly receiptDue: DueDate;
  readonly nonconformityDue: DueDate;
  readonly receipt: FilingReceipt | null;
  readonly reasonCode: string | null;
}
export type FilingState = Unborn | Filing;

type Answer = Decision<FilingEvent>;

const decide = (command: FilingCommand, state: FilingState, context: DocumentsContext): Answer => {
  if (command.type === 'open') {
    return state.status === 'NONE'
      ? accept(
          [{ type: 'filing.opened', data: { ...command.body, openedOn: context.today } }],
          healthAuthorityNotice(command.body.listing.siteUnit, '/listing/siteUnit'),
        )
      : refuse(wrongState(state.status, 'open'));
  }
  if (state.status === 'NONE') return refuse(wrongState('NONE', command.type));
  switch (command.type) {
    case 'record-receipt':
      return recordReceipt(command.body, state, context);
    case 'record-nonconformity':
      return recordNonconformity(command, state, context);
    case 'alarm': {
      const faults = state.status === 'OPEN' ? checkAlarm(command.body) : [wrongState(state.status, 'alarm')];
      return faults.length > 0 ? refuse(...faults) : accept([{ type: 'filing.alarmed', data: command.body }]);
    }
    case 'close':
      return state.status === 'OPEN'
        ? accept([{ type: 'filing.closed', data: { why: command.body.why } }])
        : refuse(wrongState(state.status, 'close'));
  }
};

/** Only the health authority of the site's unit files (R-ORG-03), and nobody who stands on another side of the case. */
const checkOfficer = (filing: Filing, { actor }: DocumentsContext, command: string): readonly Refusal[] => {
  const { siteUnit } = filing.listing;
  if (!holdsIn(actor, 'CH_OFFICER', siteUnit)) {
    const elsewhere = actor.roles.find(({ role, unit }) => role === 'CH_OFFICER' && unit !== undefined)?.unit;
    return elsewhere === undefined
      ? [needsOffice(`CH_OFFICER ${siteUnit}`)]
      : checkHealthAuthority({ siteUnit, officerUnit: elsewhere }, '');
  }
  // A non-conformity that the institution has cured is followed by a receipt; a receipt is not followed by anything.
  const cures = command === 'record-receipt' && filing.status === 'NONCONFORMING';
  if (filing.status !== 'OPEN' && !cures) return [wrongState(filing.status, command)];
  return checkSeparation(actor, 'filing-record', filing);
};

const recordReceipt = (body: RecordReceipt, filing: Filing, context: DocumentsContext): Answer => {
  const barred = checkOfficer(filing, context, 'record-receipt');
  if (barred.length > 0) return refuse(...barred);
  const faults = [
    ...checkNotInFuture(body.receiptDate, context.today, '/receiptDate'),
    ...checkStored([['/receiptHash', body.receiptHash]], context),
  ];
  if (faults.length > 0) return refuse(...faults);
  const data = {
    ...body,
    receiptHash: body.receiptHash ?? null,
    recordedBy: context.actor.id,
    recordedOn: context.today,
  };
  return accept([{ type: 'filing.receipted', data }]);
};

const recordNonconformity = (
  { body, reasonHash }: Extract<FilingCommand, { type: 'record-nonconformity' }>,
  filing: Filing,
  context: DocumentsContext,
): Answer => {
  const barred = checkOfficer(filing, context, 'record-nonconformity');
  if (barred.length > 0) return refuse(...barred);
  const { reasonCode, reasonText } = body;
  const refusals = checkNegativeDecision({ positive: false, reasonCode, reasonText });
  if (refusals.length > 0) return refuse(...refusals);
  const data = { reasonCode, reasonHash, recordedBy: context.actor.id, recordedOn: context.today };
  return accept([{ type: 'filing.nonconforming', data }]);
};

const evolve = (state: FilingState, event: FilingEvent): FilingState => {
  if (event.type === 'filing.opened') {
    const { facts, receiptDue, nonconformityDue } = event.data;
    const fresh = { receipt: null, reasonCode: null };
    return { ...openedWork(event.data), status: 'OPEN', facts, receiptDue, nonconformityDue, ...fresh };
  }
  if (state.status === 'NONE') return state;
  switch (event.type) {
    case 'filing.receipted': {
      const { filingNo, receiptDate, filedName, filedAddress, filedPlaces } = event.data;
      const receipt = { filingNo, receiptDate, filedName, filedAddress, filedPlaces };
      return { ...state, status: 'RECEIPTED', receipt, reasonCode: null };
    }
    case 'filing.nonconforming':
      return { ...state, status: 'NONCONFORMING', reasonCode: event.data.reasonCode };
    case 'filing.alarmed':
      return withAlarm(state, event.data);
    case 'filing.closed':
      return { ...state, status: 'CLOSED' };
  }
};

/** Health filing (备案) of the site: a receipt, or a notice of non-conformity with reasons (domain.md §2.2). */
export const filingDecider: Decider<FilingState, FilingCommand, FilingEvent, DocumentsContext> = {
  noun: 'filing',
  initial: { status: 'NONE' },
  decide,
  evolve,
};
