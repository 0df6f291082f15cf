import { describe, expect, it } from '@jest/globals';
import { siteOf } from '../../demonstration/src/demonstration-sites.js';
import { planAttachmentCodes, planOf } from '../../demonstration/src/service-plans.js';
import { planChecks } from './formal-check-program.js';

describe('the checklist of the formal check', () => {
  const site = siteOf('e01');
  const codes = planAttachmentCodes(site);
  const attachments = codes.map((code) => ({ code, fileName: `${code}.pdf`, hash: 'a'.repeat(64) }));
  type Checked = Parameters<typeof planChecks>[0];
  const failed = (change: (plan: Checked) => Checked): readonly string[] =>
    planChecks(change(planOf(site, '2026-03-02', attachments) as Checked), codes)
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ check }) => check);

  it('passes a whole plan', () => {
    expect(failed((plan) => plan)).toEqual([]);
  });

  it('finds a missing attachment, a doubled one, and places that differ', () => {
    expect(failed((plan) => ({ ...plan, attachments: plan.attachments.slice(1) }))).toEqual(['attachments-complete']);
    expect(
      failed((plan) => ({ ...plan, attachments: [...plan.attachments, ...plan.attachments.slice(0, 1)] })),
    ).toEqual(['attachments-once']);
    expect(
      failed((plan) => ({ ...plan, service: { ...plan.service, classes: plan.service.classes.slice(1) } })),
    ).toEqual(['filed-places']);
  });
});
