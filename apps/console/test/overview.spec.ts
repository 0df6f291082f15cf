import { describe, expect, it } from '@jest/globals';
import { AGE_BANDS, type CaseOverview, type MoneyOverview } from '#libs/contracts';
import { UNITS } from '#libs/policy';
import { applicationsQueryOf, caseFilterOf, caseSearchOf, grantsQueryOf } from '../src/cases/case-filter.view.js';
import { chartOption } from '../src/overview/chart.view.js';
import {
  MAP_PLACES,
  agesOf,
  funnelOf,
  moneyOf,
  targetStandings,
  unitStandings,
} from '../src/overview/overview.view.js';

const overview: CaseOverview = {
  today: '2026-03-02',
  counts: [
    { managingUnit: '510104', status: 'DESIGNATED', count: 3 },
    { managingUnit: '510104', status: 'DRAFT', count: 1 },
    { managingUnit: '5101GX', status: 'DESIGNATED', count: 1 },
    { managingUnit: '510112', status: 'SUBMITTED', count: 2 },
    { managingUnit: '510112', status: 'REJECTED', count: 5 },
  ],
  ages: [
    { status: 'SUBMITTED', fromDays: 8, toDays: 30, sinceFrom: '2026-01-31', sinceTo: '2026-02-22', count: 2 },
    { status: 'DRAFT', fromDays: 91, toDays: null, sinceFrom: null, sinceTo: '2025-12-01', count: 1 },
  ],
};

describe('the overview', () => {
  it('counts a unit once, however many sites it has, and lists all 23', () => {
    const units = unitStandings(overview);
    expect(units).toHaveLength(23);
    expect(units.filter(({ sites, underWay }) => sites + underWay > 0)).toEqual([
      { unit: '510104', sites: 3, underWay: 1 },
      { unit: '510112', sites: 0, underWay: 2 },
      { unit: '5101GX', sites: 1, underWay: 0 },
    ]);
    expect(targetStandings(units)).toMatchObject([
      { name: 'sites', reached: 4, value: 10, by: '2025-12-31' },
      { name: 'units', reached: 2, value: 23, by: null },
    ]);
  });

  it('has a place of its own on the map for each unit', () => {
    const places = UNITS.map(({ unitCode }) => MAP_PLACES[unitCode].join());
    expect(new Set(places).size).toBe(23);
  });

  it('opens with each number the cases that were counted', () => {
    const submitted = funnelOf(overview).find(({ status }) => status === 'SUBMITTED');
    expect(submitted).toEqual({ status: 'SUBMITTED', count: 2, path: '/cases?status=SUBMITTED' });
    const ages = agesOf(overview);
    expect(ages.map(({ status }) => status)).toEqual(['DRAFT', 'SUBMITTED']);
    expect(ages[1]?.bands).toHaveLength(AGE_BANDS.length);
    expect(ages[1]?.bands[1]).toEqual({
      count: 2,
      path: '/cases?status=SUBMITTED&from=2026-01-31&to=2026-02-22',
    });
    expect(ages[0]?.bands[3]?.path).toBe('/cases?status=DRAFT&to=2025-12-01');
  });

  it('adds up the money of each fund, with a budget or without', () => {
    const money: MoneyOverview = {
      year: 2026,
      budgets: [{ fund: 'UNION_MUNI', amountFen: 100, leftFen: 40, reservedFen: 20, paidFen: 40 }],
      grants: [
        { fund: 'UNION_MUNI', managingUnit: '510104', grantedCount: 2, grantedFen: 50, paidCount: 1, paidFen: 30 },
        { fund: 'UNION_MUNI', managingUnit: '5101GX', grantedCount: 1, grantedFen: 10, paidCount: 1, paidFen: 10 },
      ],
    };
    const [union, health] = moneyOf(money);
    expect(union).toMatchObject({
      granted: { count: 3, fen: 60, path: '/cases?sum=granted&fund=UNION_MUNI&year=2026' },
      paid: { count: 2, fen: 40 },
      budget: { leftFen: 40 },
    });
    expect(health).toMatchObject({ budget: null, granted: { count: 0, fen: 0 } });
  });

  it('draws without HTML of its own, and with a legend where there is something to tell apart', () => {
    const one = { name: 'count', values: [1, 2] };
    const option = chartOption({ categories: ['a', 'b'], series: [one], write: String });
    expect(option).toMatchObject({ tooltip: { renderMode: 'richText' }, animation: false });
    expect('legend' in option).toBe(false);
    expect(chartOption({ categories: ['a'], series: [one, one], write: String })).toHaveProperty('legend');
  });
});

describe('which cases the list shows', () => {
  it.each([
    ['status=SUBMITTED&unit=510104', 'status=SUBMITTED&managingUnit=510104'],
    ['status=under-way', 'underWay=true'],
    ['status=DRAFT&from=2026-01-01&to=2026-02-01', 'status=DRAFT&sinceFrom=2026-01-01&sinceTo=2026-02-01'],
    ['status=NONSENSE&from=yesterday', ''],
  ])('is kept in the address: %s', (address, query) => {
    const filter = caseFilterOf(new URLSearchParams(address));
    expect(applicationsQueryOf(filter, '')).toBe(query);
    expect(caseFilterOf(caseSearchOf(filter))).toEqual(filter);
  });

  it('can be those with a grant', () => {
    const filter = caseFilterOf(new URLSearchParams('sum=paid&fund=UNION_MUNI&year=2026&unit=510104'));
    expect(filter.grants).toEqual({ sum: 'paid', fund: 'UNION_MUNI', year: '2026' });
    expect(grantsQueryOf(filter, { sum: 'paid', fund: 'UNION_MUNI', year: '2026' }, 'c')).toBe(
      'sum=paid&fund=UNION_MUNI&year=2026&managingUnit=510104&cursor=c',
    );
  });
});
