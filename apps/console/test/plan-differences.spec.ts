import { describe, expect, it } from '@jest/globals';
import type { ServicePlan } from '#libs/contracts';
import { samplePlan } from '#libs/testing';
import { planDifferences, type PlanDifference } from '../src/plans/plan-differences.view.js';

const plan = samplePlan();

const placeOf = (one: PlanDifference): string => {
  if (one.what === 'attachment') return one.code;
  return one.what === 'cell' ? `${one.table} ${one.row} ${one.field.name}` : one.field.pointer;
};
const told = (after: ServicePlan): readonly string[] =>
  planDifferences(plan, after).map((one) => `${placeOf(one)}: ${one.before} → ${one.after}`);

describe('two versions of a plan', () => {
  it('differ in nothing when they are the same, whatever order the attachments have', () => {
    expect(told(structuredClone(plan))).toEqual([]);
    expect(told({ ...plan, attachments: plan.attachments.toReversed() })).toEqual([]);
  });

  it('differ field by field and cell by cell, in the order of the forms', () => {
    const [first, ...others] = plan.service.classes;
    if (first === undefined) throw new Error('The sample plan has a class.');
    const after: ServicePlan = {
      ...plan,
      employer: { ...plan.employer, staffTotal: 1, childDemand: { ...plan.employer.childDemand, months6to12: 2 } },
      service: { ...plan.service, classes: [{ ...first, children: first.children + 1 }, ...others] },
    };
    expect(told(after)).toEqual([
      `/employer/staffTotal: ${plan.employer.staffTotal} → 1`,
      `/employer/childDemand/months6to12: ${plan.employer.childDemand.months6to12} → 2`,
      `classes 1 children: ${first.children} → ${first.children + 1}`,
    ]);
  });

  it('show what is new or gone: a row, an amount in yuan, a form that may be left out', () => {
    const [row] = plan.budget.rows;
    if (row === undefined) throw new Error('The sample plan has a budget row.');
    const found = told({
      ...plan,
      site: { ...plan.site, foodLicence: undefined },
      budget: { ...plan.budget, rows: [{ ...row, unitPriceFen: 12_345, amountFen: 12_345 * row.quantity }] },
    });
    expect(found.some((text) => /^rows 1 unitPriceFen: .* → 123\.45$/.test(text))).toBe(true);
    if (plan.site.foodLicence !== undefined) {
      expect(found).toContain(`/site/foodLicence/no: ${plan.site.foodLicence.no} → `);
    }
  });

  it('tell another file under the same name by its hash', () => {
    const [file, ...others] = plan.attachments;
    if (file === undefined) throw new Error('The sample plan has an attachment.');
    const found = told({ ...plan, attachments: [{ ...file, hash: 'b'.repeat(64) }, ...others] });
    expect(found).toEqual([`${file.code}: ${file.fileName} (${file.hash.slice(0, 8)}) → ${file.fileName} (bbbbbbbb)`]);
  });
});
