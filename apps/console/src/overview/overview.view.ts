import {
  AGE_BANDS,
  APPLICATION_STATUSES,
  FINAL_STATUSES,
  GRANT_FUNDS,
  type ApplicationStatus,
  type CaseOverview,
  type GrantFund,
  type MoneyOverview,
} from '#libs/contracts';
import { PROGRAMME_TARGETS, UNITS, type UnitCode } from '#libs/policy';
import { casesPath } from '../cases/case-filter.view.js';

/** A number, and where its cases are. */
export interface Figure {
  readonly count: number;
  readonly path: string;
}

const isUnderWay = (status: ApplicationStatus): boolean => !FINAL_STATUSES.some((final) => final === status);

const sumOf = (counts: CaseOverview['counts'], fits: (one: CaseOverview['counts'][number]) => boolean): number =>
  counts.filter(fits).reduce((sum, { count }) => sum + count, 0);

export interface UnitStanding {
  readonly unit: UnitCode;
  readonly sites: number;
  readonly underWay: number;
}

/** Each of the 23 units: its demonstration sites, and the applications that have not ended. */
export const unitStandings = ({ counts }: CaseOverview): readonly UnitStanding[] =>
  UNITS.map(({ unitCode }) => ({
    unit: unitCode,
    sites: sumOf(counts, ({ managingUnit, status }) => managingUnit === unitCode && status === 'DESIGNATED'),
    underWay: sumOf(counts, ({ managingUnit, status }) => managingUnit === unitCode && isUnderWay(status)),
  }));

export interface TargetStanding {
  readonly name: keyof typeof PROGRAMME_TARGETS;
  readonly reached: number;
  readonly value: number;
  readonly by: string | null;
  readonly path: string;
}

/** A unit counts once, however many sites it has (R-STAT-02); pilots are counted by the sites that were designated. */
export const targetStandings = (units: readonly UnitStanding[]): readonly TargetStanding[] => {
  const path = casesPath({ status: 'DESIGNATED' });
  const reached = {
    sites: units.reduce((sum, { sites }) => sum + sites, 0),
    units: units.filter(({ sites }) => sites > 0).length,
  };
  return (['sites', 'units'] as const).map((name) => {
    const { value, by } = PROGRAMME_TARGETS[name];
    return { name, reached: reached[name], value, by, path };
  });
};

export interface FunnelRow extends Figure {
  readonly status: ApplicationStatus;
}

/** How many cases are in each state, in the order of the way. */
export const funnelOf = ({ counts }: CaseOverview): readonly FunnelRow[] =>
  APPLICATION_STATUSES.map((status) => ({
    status,
    count: sumOf(counts, (one) => one.status === status),
    path: casesPath({ status }),
  }));

export interface AgeRow {
  readonly status: ApplicationStatus;
  /** One for each of `AGE_BANDS`. */
  readonly bands: readonly Figure[];
}

/** States that somebody is in, with how long cases have been there. */
export const agesOf = ({ ages }: CaseOverview): readonly AgeRow[] =>
  APPLICATION_STATUSES.filter((status) => ages.some((one) => one.status === status)).map((status) => ({
    status,
    bands: AGE_BANDS.map(({ fromDays }) => {
      const found = ages.find((one) => one.status === status && one.fromDays === fromDays);
      return {
        count: found?.count ?? 0,
        path: casesPath({ status, from: found?.sinceFrom ?? undefined, to: found?.sinceTo }),
      };
    }),
  }));

export interface MoneyRow {
  readonly fund: GrantFund;
  /** Null without a budget in this year. */
  readonly budget: MoneyOverview['budgets'][number] | null;
  readonly granted: Figure & { readonly fen: number };
  readonly paid: Figure & { readonly fen: number };
}

/** The year's money of each fund. */
export const moneyOf = ({ year, budgets, grants }: MoneyOverview): readonly MoneyRow[] =>
  GRANT_FUNDS.map((fund) => {
    const own = grants.filter((one) => one.fund === fund);
    const of = (sum: 'granted' | 'paid') => ({
      count: own.reduce((total, one) => total + one[`${sum}Count`], 0),
      fen: own.reduce((total, one) => total + one[`${sum}Fen`], 0),
      path: casesPath({ grants: { sum, fund, year: String(year) } }),
    });
    const budget = budgets.find((one) => one.fund === fund) ?? null;
    return { fund, budget, granted: of('granted'), paid: of('paid') };
  });

/** Where a unit stands on the schematic map: roughly as they lie around the city, and no more than that. */
export const MAP_PLACES: Readonly<Record<UnitCode, readonly [column: number, row: number]>> = {
  '510181': [2, 1],
  '510182': [3, 1],
  '510114': [4, 1],
  '510113': [5, 1],
  '510121': [6, 1],
  '510184': [1, 2],
  '510117': [2, 2],
  '510106': [3, 2],
  '510108': [4, 2],
  '510112': [5, 2],
  '5101DB': [6, 2],
  '510129': [1, 3],
  '510115': [2, 3],
  '510105': [3, 3],
  '510104': [4, 3],
  '5101TF': [5, 3],
  '510185': [6, 3],
  '510183': [1, 4],
  '510116': [2, 4],
  '510107': [3, 4],
  '5101GX': [4, 4],
  '510131': [1, 5],
  '510118': [2, 5],
};
