import {
  APPLICATION_STATUSES,
  GRANT_FUNDS,
  GRANT_SUMS,
  type ApplicationStatus,
  type GrantFund,
  type GrantSum,
} from '#libs/contracts';

/** Which cases the list shows. It is kept in the address, so that a number elsewhere can open its cases. */
export interface CaseFilter {
  /** `under-way`: whatever has not ended. */
  readonly status?: ApplicationStatus | 'under-way' | undefined;
  readonly unit?: string | undefined;
  /** In the present state since a day from here on … */
  readonly from?: string | undefined;
  /** … up to and including here. */
  readonly to?: string | undefined;
  /** Cases with a grant, instead of all. */
  readonly grants?: GrantFilter | undefined;
}

export interface GrantFilter {
  readonly sum: GrantSum;
  readonly fund?: GrantFund | undefined;
  readonly year?: string | undefined;
}

const oneOf = <Code extends string>(codes: readonly Code[], text: string | null): Code | undefined =>
  codes.find((code) => code === text);

const DATE = /^\d{4}-\d{2}-\d{2}$/u;
const YEAR = /^\d{4}$/u;

const fitting = (form: RegExp, text: string | null): string | undefined =>
  text !== null && form.test(text) ? text : undefined;

export const caseFilterOf = (search: URLSearchParams): CaseFilter => {
  const sum = oneOf(GRANT_SUMS, search.get('sum'));
  return {
    status: oneOf([...APPLICATION_STATUSES, 'under-way'], search.get('status')),
    unit: search.get('unit') ?? undefined,
    from: fitting(DATE, search.get('from')),
    to: fitting(DATE, search.get('to')),
    grants:
      sum === undefined
        ? undefined
        : { sum, fund: oneOf(GRANT_FUNDS, search.get('fund')), year: fitting(YEAR, search.get('year')) },
  };
};

const present = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

export const caseSearchOf = ({ grants, ...filter }: CaseFilter): URLSearchParams =>
  new URLSearchParams(present({ ...filter, ...grants }));

/** The list with these cases in it. */
export const casesPath = (filter: CaseFilter): string => `/cases?${caseSearchOf(filter).toString()}`;

/** The query of the applications service; grants have none there. */
export const applicationsQueryOf = ({ status, unit, from, to }: CaseFilter, cursor: string): string =>
  new URLSearchParams(
    present({
      ...(status === 'under-way' ? { underWay: 'true' } : { status }),
      managingUnit: unit,
      sinceFrom: from,
      sinceTo: to,
      cursor: cursor === '' ? undefined : cursor,
    }),
  ).toString();

/** The query of payments. */
export const grantsQueryOf = ({ unit }: CaseFilter, grants: GrantFilter, cursor: string): string =>
  new URLSearchParams(
    present({ ...grants, managingUnit: unit, cursor: cursor === '' ? undefined : cursor }),
  ).toString();
