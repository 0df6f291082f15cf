import type { BodyOf, NuanchaoClient, Position } from '#libs/client';
import { siteOf, type DemonstrationSite } from '../../demonstration/src/demonstration-sites.js';
import { planAttachmentCodes, planOf, siteAddressOf } from '../../demonstration/src/service-plans.js';

/** The employers' own words for what they promise (F9). */
const DECLARATIONS = {
  textVersion: '2026-01',
  truthful: true,
  responsibility: true,
  priceCommitment: true,
  consentToInspectionAndPublicity: true,
  eightProhibitions: ['EB-1', 'EB-2', 'EB-3', 'EB-4', 'EB-5', 'EB-6', 'EB-7', 'EB-8'],
} as const;

/** Tasks that a union leaves to its program; every other one is a person's. */
const OWN_ACTIONS: ReadonlySet<string> = new Set(['plan-versions', 'submission']);

export interface UnionCase {
  readonly site: DemonstrationSite;
  readonly caseId: string;
}

/** The site that an employer applies for in this run: another one than in any other run, so that none stands in its way. */
export const siteInRun = (code: string, run: string): DemonstrationSite => ({
  ...siteOf(code),
  address: `成都市样例路${run}-${Number(code.slice(1))}号`,
});

/**
 * What one union's program does for its employer: opens the draft, seals the plan with its attachments, and hands in what
 * the committee has adopted. Every command has a name, so that after a crash the same one is sent again.
 */
export class UnionProgram {
  constructor(
    private readonly client: NuanchaoClient,
    private readonly site: DemonstrationSite,
    private readonly run: string,
  ) {}

  isOwnTask(action: string): boolean {
    return OWN_ACTIONS.has(action);
  }

  async open(programmeYear: number): Promise<{ readonly id: string; readonly position: Position }> {
    const { employerUscc, unionUscc, unit: managingUnit, siteUnit } = this.site;
    const body = {
      employerUscc,
      unionUscc,
      managingUnit,
      siteUnit,
      siteAddress: siteAddressOf(this.site),
      programmeYear,
    };
    return this.client.call('applications', 'POST /applications', { body, intent: this.intent('open') });
  }

  /** Does what a task asks for; `version` is the application's, so that a later task of the same kind is another command. */
  async act(task: { readonly action: string; readonly version: number }, caseId: string, today: string): Promise<void> {
    const intent = this.intent(task.action, String(task.version));
    const path = { id: caseId };
    if (task.action === 'plan-versions') {
      const plan = planOf(this.site, today, await this.attachments(caseId)) as SealedPlan;
      await this.client.call('applications', 'POST /applications/{id}/plan-versions', { path, body: { plan }, intent });
    } else {
      const { plan } = await this.client.call('applications', 'GET /applications/{id}', { path });
      const body = { planHash: plan?.hash ?? '', declarations: DECLARATIONS };
      await this.client.call('applications', 'POST /applications/{id}/submission', { path, body, intent });
    }
  }

  private attachments(caseId: string): Promise<{ code: AttachmentCode; fileName: string; hash: string }[]> {
    return Promise.all(
      planAttachmentCodes(this.site).map(async (code) => {
        const file = { content: `%PDF-1.4\n% ${code} ${this.site.code}\n`, mediaType: 'application/pdf', caseId };
        const hash = await this.client.upload('applications', file, { intent: this.intent('attachment', code) });
        return { code, fileName: `${code}.pdf`, hash };
      }),
    );
  }

  private intent(...parts: readonly string[]): string {
    return [this.run, this.site.code, ...parts].join('/');
  }
}

/** The plan as the API's document describes it: what is optional is there or left out. */
type SealedPlan = BodyOf<'applications', 'POST /applications/{id}/plan-versions'>['plan'];
type AttachmentCode = ReturnType<typeof planAttachmentCodes>[number];
