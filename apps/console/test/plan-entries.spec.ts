import { describe, expect, it } from '@jest/globals';
import { ServicePlan } from '#libs/contracts';
import { samplePlan } from '#libs/testing';
import { amountOf, entriesOf, planOfEntries, rowsText, type Entries } from '../src/plans/plan-entries.view.js';
import { PLAN_FIELDS, PLAN_TABLES } from '../src/plans/plan-fields.view.js';
import { isDone, remainingOf } from '../src/plans/remaining.view.js';

const FACTS = { today: '2026-02-24', managingUnit: '510104' };
const plan = samplePlan();
const whole = entriesOf(plan);
const remaining = (changes: Entries) => remainingOf({ ...whole, ...changes }, FACTS);

describe('the form of a plan', () => {
  it('asks for every field of the contract by its kind, and for nothing that the contract fixes', () => {
    const kinds = Object.fromEntries(
      Object.values(PLAN_FIELDS)
        .flat()
        .map(({ pointer, kind }) => [pointer, kind]),
    );
    expect(kinds).toMatchObject({
      '/employer/uscc': 'text',
      '/employer/nature': 'choice',
      '/employer/childDemand/months6to12': 'whole',
      '/employer/surveyDate': 'date',
      '/union/inOffice': 'yes-no',
      '/service/careTypes': 'choices',
      '/site/buildingAreaM2': 'decimal',
      '/site/foodLicence/validTo': 'date',
      '/site/siteUnit': 'unit',
      '/budget/employerBudgetYear': 'whole',
    });
    expect(kinds['/service/applicationType']).toBeUndefined();
    expect(PLAN_TABLES.rows.fields.map(({ name }) => name)).not.toContain('amountFen');
    expect(PLAN_TABLES.classes.fields.find(({ name }) => name === 'feePerMonthFen')?.kind).toBe('yuan');
  });

  it('goes on from a sealed plan and makes the same plan again', () => {
    expect(planOfEntries(whole)).toEqual(plan);
    expect(ServicePlan.parse(planOfEntries(whole))).toEqual(plan);
  });

  it('makes no plan of what is not complete, and amounts of quantity and price', () => {
    expect(planOfEntries({ ...whole, '/employer/name': '' })).toBeUndefined();
    expect(amountOf({ quantity: '3', unitPriceFen: '1,000.50' })).toBe(300_150);
    expect(amountOf({ quantity: '3', unitPriceFen: '' })).toBeUndefined();
  });
});

describe('what a plan still lacks', () => {
  it('is nothing for a whole plan but the papers that it has not', () => {
    const { attachments, ...others } = remaining({});
    expect(Object.values(others).map(({ missing, faults, refusals }) => [missing, faults, refusals])).toEqual(
      Object.values(others).map(() => [[], [], []]),
    );
    expect(attachments.missing).toEqual([]);
  });

  it('is each empty field and table by name, also of a form that is begun and may be left out', () => {
    const { employer, staff } = remaining({ '/employer/name': '', '/staff': '' });
    expect(employer.missing).toEqual(['/employer/name']);
    expect(staff.missing).toEqual(['/staff']);
    const half = remaining({ '/site/foodLicence/no': 'JY1', '/site/foodLicence/validTo': '' });
    expect(half.site.missing).toEqual(['/site/foodLicence/validTo']);
    const none = remaining({ '/site/foodLicence/no': '', '/site/foodLicence/validTo': '' });
    expect(none.site.missing).toEqual([]);
  });

  it.each([
    ['/employer/uscc', '12510104MATX000187', 'employer', 'R-ID-02'],
    ['/employer/uscc', '1251', 'employer', 'R-ID-01'],
    ['/employer/contactMobile', '028-1234', 'employer', 'R-ID-06'],
    ['/union/uscc', '12510104MATX000186', 'union', 'R-ID-04'],
    ['/union/recommenderUnit', '510105', 'union', 'R-ORG-02'],
    ['/union/inOffice', 'false', 'union', 'R-ORG-05'],
    ['/service/mode', 'JOINT', 'service', 'R-ORG-04'],
  ] as const)('is %s = %s by the rule of the server', (pointer, text, section, rule) => {
    expect(remaining({ [pointer]: text })[section].refusals).toEqual([expect.objectContaining({ rule })]);
  });

  it('tells of class sizes and carers at the class, and of a row without a standard', () => {
    const classes = rowsText([
      { kind: 'INFANT', children: '', carers: '', floor: '1', areaM2: '60', feePerMonthFen: '1980' },
      { kind: 'INFANT', children: '12', carers: '3', floor: '1', areaM2: '60', feePerMonthFen: '1980' },
    ]);
    const { service } = remaining({ '/service/classes': classes });
    expect(service.notes.map(({ rule, pointer }) => `${rule} ${pointer}`)).toEqual([
      'R-CAP-01 /service/classes/1/children',
      'R-CAP-02 /service/classes/1/carers',
    ]);
    const rows = rowsText([{ line: 'EX-05', source: 'UNION_MUNI', item: '监控', quantity: '1', unitPriceFen: '10' }]);
    expect(remaining({ '/budget/rows': rows }).budget.refusals).toEqual([
      expect.objectContaining({ rule: 'R-COM-07', pointer: '/budget/rows/0/standardText' }),
    ]);
  });

  it('is what is no number, no date, too short or too large', () => {
    const { employer, site } = remaining({
      '/employer/staffTotal': '很多',
      '/employer/surveyDate': '2026-02-31',
      '/employer/name': '甲',
      '/site/minFloor': '1.5',
    });
    expect(employer.faults.map(({ pointer }) => pointer)).toEqual([
      '/employer/name',
      '/employer/staffTotal',
      '/employer/surveyDate',
    ]);
    expect(site.faults.map(({ pointer }) => pointer)).toEqual(['/site/minFloor']);
    expect(isDone(site)).toBe(false);
  });
});
