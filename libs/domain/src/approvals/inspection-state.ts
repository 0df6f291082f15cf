import type { DueDate, InspectionOutcome, PlanFacts } from '#libs/contracts';
import { openedWork, withAlarm, type EventOf, type OpenedWork, type Unborn } from './work.js';

export type InspectionEvent = EventOf<'inspection'>;

export interface Inspection extends OpenedWork {
  readonly status: 'OPEN' | 'VISITED' | 'REPORTED' | 'FAILED' | 'PASSED' | 'RECTIFICATION' | 'REJECTED' | 'CLOSED';
  readonly facts: PlanFacts;
  readonly visitDue: DueDate;
  /** The office date on which the visit was put off; it is put off once. */
  readonly postponedOn?: string | undefined;
  /** At a re-visit: the items that were to be put right. */
  readonly rectified?: readonly string[] | undefined;
  readonly reportDue: DueDate | null;
  readonly visit: {
    readonly visitedOn: string;
    readonly lead: string;
    readonly leadBody: string;
    readonly companion: string;
  } | null;
  /** The reported sheet, which the companion signs by this hash. Null before the report. */
  readonly sheetHash: string | null;
  readonly outcome: InspectionOutcome | null;
  /** Of the reported sheet. */
  readonly failedItems?: readonly string[] | undefined;
  readonly reasonCode: string | null;
}
export type InspectionState = Unborn | Inspection;

const STATUS_AFTER = { passed: 'PASSED', rectification: 'RECTIFICATION', rejected: 'REJECTED' } as const;

/** Folds an inspection's events. */
export const evolveInspection = (state: InspectionState, event: InspectionEvent): InspectionState => {
  if (event.type === 'inspection.opened') {
    const { facts, visitDue, rectified } = event.data;
    const again = rectified === undefined ? {} : { rectified };
    const fresh = { reportDue: null, visit: null, sheetHash: null, outcome: null, reasonCode: null };
    return { ...openedWork(event.data), status: 'OPEN', facts, visitDue, ...again, ...fresh };
  }
  return state.status === 'NONE' ? state : evolveBorn(state, event);
};

const evolveBorn = (
  inspection: Inspection,
  event: Exclude<InspectionEvent, { type: 'inspection.opened' }>,
): Inspection => {
  switch (event.type) {
    case 'inspection.visited': {
      const { visitedOn, lead, leadBody, companion } = event.data;
      const status = inspection.status === 'OPEN' ? 'VISITED' : inspection.status;
      // What is due from now on is the report; alarms about the visit are over.
      const quiet = inspection.visit === null ? { reminded: false, escalation: 0 } : {};
      return { ...inspection, ...quiet, status, visit: { visitedOn, lead, leadBody, companion } };
    }
    case 'inspection.visit-postponed':
      return { ...inspection, postponedOn: event.data.postponedOn };
    case 'inspection.visit-due-set': {
      // Alarms about the former date are over.
      const quiet = inspection.visit === null ? { reminded: false, escalation: 0 } : {};
      return { ...inspection, ...quiet, visitDue: event.data.visitDue };
    }
    case 'inspection.report-due-set':
      return { ...inspection, reportDue: event.data.reportDue };
    case 'inspection.reported': {
      const { sheetHash, outcome, reasonCode, failedItems } = event.data;
      return { ...inspection, status: 'REPORTED', sheetHash, outcome, reasonCode, failedItems };
    }
    case 'inspection.failure-signed':
      return { ...inspection, status: 'FAILED' };
    case 'inspection.sent-back':
      return { ...inspection, status: 'VISITED', sheetHash: null, outcome: null, reasonCode: null, failedItems: [] };
    case 'inspection.completed':
      return { ...inspection, status: STATUS_AFTER[event.data.outcome] };
    case 'inspection.alarmed':
      return withAlarm(inspection, event.data);
    case 'inspection.closed':
      return { ...inspection, status: 'CLOSED' };
  }
};
