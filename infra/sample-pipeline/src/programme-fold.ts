import type { FactEvent } from '#libs/client';

/** What the pipeline knows of a case from the feed alone. */
export interface CaseProgress {
  /** Facts about the case, as many as the feed has told. */
  readonly events: number;
  /** Sequence of the application's last fact: whoever asks for its status behind it gets no older one. */
  readonly sequence: number;
  /** Grants of the case by their subject, and whether their money has gone out. */
  readonly grants: Readonly<Record<string, { readonly amountFen: number; readonly paid: boolean }>>;
}

/** The position behind the last fact that is counted, and what was counted. Both are kept together, so nothing counts twice. */
export interface Programme {
  /** Office date of the run's beginning, which decides its programme year. */
  readonly startedOn?: string;
  /** Employers whose cases had come to their end. */
  readonly finished?: readonly string[];
  readonly position: string | undefined;
  readonly cases: Readonly<Record<string, CaseProgress>>;
}

export const NOTHING_YET: Programme = { position: undefined, cases: {} };
const NEW_CASE: CaseProgress = { events: 0, sequence: 0, grants: {} };

/** Counts one fact. Facts of cases that are not the pipeline's own only move the position. */
export const foldFact = (
  programme: Programme,
  { position, event }: { readonly position: string; readonly event: FactEvent },
  isOwn: (caseId: string) => boolean,
): Programme => {
  if (!isOwn(event.caseid)) return { ...programme, position };
  const before = programme.cases[event.caseid] ?? NEW_CASE;
  const isOfApplication = event.subject === `application/${event.caseid}`;
  const after: CaseProgress = {
    events: before.events + 1,
    sequence: isOfApplication ? Number(event.sequence) : before.sequence,
    grants: grantsAfter(before.grants, event),
  };
  return { ...programme, position, cases: { ...programme.cases, [event.caseid]: after } };
};

/** The union's grant is paid by the bank; that of health is recorded by its voucher. */
const grantsAfter = (grants: CaseProgress['grants'], { type, subject, data }: FactEvent): CaseProgress['grants'] => {
  switch (type) {
    case 'grant.planned':
      return { ...grants, [subject]: { amountFen: Number(data['amountFen']), paid: false } };
    case 'grant.paid':
    case 'grant.voucher-recorded':
      return { ...grants, [subject]: { amountFen: Number(data['amountFen']), paid: true } };
    default:
      return grants;
  }
};

/** Fen that have gone out for a case. */
export const paidFen = ({ grants }: CaseProgress): number =>
  Object.values(grants).reduce((sum, { amountFen, paid }) => sum + (paid ? amountFen : 0), 0);

/** Money flows after designation: as many grants as the case was proposed for, every one of them paid. */
export const isPaid = ({ grants }: CaseProgress, expected: number): boolean => {
  const all = Object.values(grants);
  return all.length >= expected && all.every(({ paid }) => paid);
};
