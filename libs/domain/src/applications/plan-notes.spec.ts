import { describe, expect, it } from '@jest/globals';
import { parametersOn } from '#libs/policy';
import { samplePlan } from '#libs/testing';
import { siteAndStaffNotes } from './plan-notes.js';

const today = '2026-03-02';
const plan = samplePlan();
const notesOf = (changed: ReturnType<typeof samplePlan>): string[] =>
  siteAndStaffNotes(changed, today, parametersOn(today)).map(({ rule, pointer }) => `${rule} ${pointer}`);

describe('what an applicant is told of site and staff', () => {
  it('is nothing where all is as it should be', () => {
    expect(notesOf(plan)).toEqual([]);
  });

  it('names each rule of the site with its field', () => {
    const site = {
      ...plan.site,
      scopeText: '医疗服务',
      maxFloor: 4,
      outdoorM2: 100,
      guardCount: 0,
      cctv: { ...plan.site.cctv, retentionDays: 30 },
      fireDoc: { ...plan.site.fireDoc, date: '2024-01-01' },
      filing: { ...plan.site.filing, filedPlaces: 43 },
      foodLicence: undefined,
      tenure: 'LEASE' as const,
    };
    expect(notesOf({ ...plan, site })).toEqual([
      'R-FILE-02 /plan/site/scopeText',
      'R-SITE-01 /plan/site/maxFloor',
      'R-SITE-02 /plan/site/fireDoc/date',
      'R-SITE-03 /plan/site/leaseTo',
      'R-SITE-04 /plan/site/outdoorM2',
      'R-SITE-05 /plan/site/cctv/retentionDays',
      'R-SITE-06 /plan/site/guardCount',
      'R-SITE-07 /plan/site/foodLicence',
      'R-CAP-05 /plan/service/occupancy',
    ]);
  });

  it('names people by their place on the roster, never by name', () => {
    const staff = plan.staff.map((person) => ({ ...person, healthCertIssuedOn: '2025-03-02', trainingHours: 59 }));
    const found = siteAndStaffNotes({ ...plan, staff }, today, parametersOn(today));
    expect(found.map(({ rule, params }) => [rule, params])).toEqual([
      ['R-STF-01', { what: 'training' }],
      ['R-STF-02', { name: '#1', date: '2026-03-02' }],
    ]);
  });

  it("asks for the employer's budget of the year (R-FUND-10)", () => {
    const budget = { ...plan.budget, employerBudgetYear: 2025 };
    expect(notesOf({ ...plan, budget })).toEqual(['R-FUND-10 /plan/budget/employerBudgetYear']);
  });
});
