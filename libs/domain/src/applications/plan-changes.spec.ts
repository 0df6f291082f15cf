import { describe, expect, it } from '@jest/globals';
import { ATTACHMENT_CODES, PLAN_SECTIONS, type ServicePlan } from '#libs/contracts';
import { attachmentRow, samplePlan } from '#libs/testing';
import { TRACK_STEPS, concernsTrack, needsResolution, planChanges } from './plan-changes.js';

const plan = samplePlan();
const [row] = plan.budget.rows;
if (row === undefined) throw new Error('the sample plan has a budget row');
const withBudget = (changes: Partial<ServicePlan['budget']>): ServicePlan =>
  samplePlan({ budget: { ...plan.budget, ...changes } });
const withFile = (code: 'A05' | 'A07', hash: string, fileName = `${code}.pdf`): ServicePlan =>
  samplePlan({
    attachments: plan.attachments.map((file) => (file.code === code ? { code, hash, fileName } : file)),
  });

describe('the changes between two versions of a plan', () => {
  it.each<[string, ServicePlan, readonly string[], boolean]>([
    ['nothing in a copy', structuredClone(plan), [], false],
    [
      'nothing when optional members are undefined',
      { ...plan, site: { ...plan.site, leaseFrom: undefined } },
      [],
      false,
    ],
    ['nothing in another order of attachments', samplePlan({ attachments: plan.attachments.toReversed() }), [], false],
    ['nothing in a new name for the same file', withFile('A05', 'a'.repeat(64), 'neu.pdf'), [], false],
    ['another file', withFile('A05', 'b'.repeat(64)), ['A05'], false],
    ['an attachment that is gone', samplePlan({ attachments: plan.attachments.slice(1) }), ['A01'], false],
    ['an attachment more', samplePlan({ attachments: [...plan.attachments, attachmentRow('A13')] }), ['A13'], false],
    ['the number of the budget document', withBudget({ employerBudgetDocNo: '预2026-02' }), ['budget'], false],
    ['an amount', withBudget({ rows: [{ ...row, quantity: 99, amountFen: 9_900_000 }] }), ['budget'], true],
    ['a row more', withBudget({ rows: [row, row] }), ['budget'], true],
    ['the mode', samplePlan({ service: { ...plan.service, mode: 'THIRD_PARTY' } }), ['service'], true],
    ['a telephone', samplePlan({ union: { ...plan.union, chairMobile: '13900000000' } }), ['union'], false],
  ])('are %s', (_what, after, items, decided) => {
    expect(planChanges(plan, after)).toEqual({ items, decided });
  });
});

describe('a corrected version', () => {
  const after = (version: ServicePlan, ...listed: Parameters<typeof needsResolution>[1]): boolean =>
    needsResolution(planChanges(plan, version), listed);
  it('needs no new resolution when only listed items changed', () => {
    expect(after(withFile('A05', 'b'.repeat(64)), 'A05')).toBe(false);
    expect(after(withFile('A05', 'b'.repeat(64)), 'attachments')).toBe(false);
    expect(after(withBudget({ employerBudgetDocNo: '预2026-02' }), 'budget')).toBe(false);
  });
  it('needs one when something else changed', () => {
    expect(after(withFile('A07', 'b'.repeat(64)), 'A05')).toBe(true);
    expect(after(withBudget({ employerBudgetDocNo: '预2026-02' }), 'attachments')).toBe(true);
  });
  it('needs one for budget rows and the mode, although they were listed', () => {
    expect(after(withBudget({ rows: [row, row] }), 'budget')).toBe(true);
    expect(after(samplePlan({ service: { ...plan.service, mode: 'JOINT' } }), 'service')).toBe(true);
  });
});

describe('the two tracks', () => {
  it('look at everything together', () => {
    const unseen = [...PLAN_SECTIONS, ...ATTACHMENT_CODES].filter((item) =>
      TRACK_STEPS.every((track) => !concernsTrack(track, [item])),
    );
    expect(unseen).toEqual([]);
  });
  it('do not look at each other’s documents', () => {
    expect(concernsTrack('municipal-review', ['site', 'A07', 'A10'])).toBe(false);
    expect(concernsTrack('health-verification', ['budget', 'A05', 'union'])).toBe(false);
  });
});
