import type { AttachmentCode, ProvisionMode } from '#libs/contracts';

/** When an attachment is mandatory. `OPEN`: always for a demonstration site, for a pilot only before it opens. */
export type AttachmentCondition = 'ALWAYS' | 'DEMO' | 'OPEN' | 'MEALS' | 'THIRD_PARTY' | 'JOINT';

export interface AttachmentKind {
  readonly zh: string;
  readonly en: string;
  readonly when: AttachmentCondition;
}

/** Attachments of form F8, domain.md §5.4. */
export const ATTACHMENTS: Readonly<Record<AttachmentCode, AttachmentKind>> = {
  A01: { zh: '用人单位证照', en: 'employer certificate', when: 'ALWAYS' },
  A02: { zh: '工会法人资格证书', en: 'union legal-person certificate', when: 'ALWAYS' },
  A03: { zh: '工作方案（盖章）', en: 'work plan, sealed', when: 'ALWAYS' },
  A04: { zh: '集体决策会议纪要和签到表', en: 'committee minutes and sign-in sheet', when: 'ALWAYS' },
  A05: { zh: '单位年度经费预算文件', en: 'employer annual-budget document', when: 'ALWAYS' },
  A06: { zh: '托育机构登记证照', en: 'institution certificate', when: 'ALWAYS' },
  A07: { zh: '备案回执', en: 'filing receipt', when: 'DEMO' },
  A08: { zh: '场地证明或租赁合同', en: 'premises proof or lease', when: 'ALWAYS' },
  A09: { zh: '消防安全证明', en: 'fire document', when: 'ALWAYS' },
  A10: { zh: '托幼机构卫生评价报告', en: 'health evaluation report', when: 'OPEN' },
  A11: { zh: '食品经营许可证', en: 'food licence', when: 'MEALS' },
  A12: { zh: '工作人员资格证明和健康合格证明', en: 'staff qualifications and health certificates', when: 'OPEN' },
  A13: { zh: '第三方合同和机构资质', en: 'third-party contract and provider qualifications', when: 'THIRD_PARTY' },
  A14: { zh: '联合举办协议', en: 'joint agreement', when: 'JOINT' },
  A15: { zh: '收费标准和价格承诺', en: 'fee schedule and price commitment', when: 'ALWAYS' },
  A16: { zh: '平面图（标注面积）', en: 'floor plan with areas', when: 'ALWAYS' },
  A17: { zh: '银行账户证明（开户许可或基本存款账户信息）', en: 'bank account proof', when: 'ALWAYS' },
  A18: { zh: '责任保险保单', en: 'liability insurance', when: 'DEMO' },
  A19: { zh: '职工托育需求调查汇总', en: 'staff demand survey summary', when: 'ALWAYS' },
  A20: { zh: '托育服务协议样本', en: 'guardian agreement template', when: 'DEMO' },
};

/** What decides which attachments a plan needs. */
export interface AttachmentNeed {
  readonly applicationType: 'DEMO' | 'PILOT';
  readonly mode: ProvisionMode;
  readonly mealsProvided: boolean;
  /** A pilot that opens or is open; a demonstration site is open. */
  readonly opening?: boolean | undefined;
}

const holds = (condition: AttachmentCondition, plan: AttachmentNeed): boolean => {
  switch (condition) {
    case 'ALWAYS':
      return true;
    case 'DEMO':
      return plan.applicationType === 'DEMO';
    case 'OPEN':
      return plan.applicationType === 'DEMO' || plan.opening === true;
    case 'MEALS':
      return plan.mealsProvided;
    case 'THIRD_PARTY':
    case 'JOINT':
      return plan.mode === condition;
  }
};

const CODES = Object.keys(ATTACHMENTS) as AttachmentCode[];

/** Codes of the mandatory attachments, in order. */
export const requiredAttachments = (plan: AttachmentNeed): readonly AttachmentCode[] =>
  CODES.filter((code) => holds(ATTACHMENTS[code].when, plan));

/** Mandatory attachments that are not among the given ones: a missing one blocks submission (F8). */
export const missingAttachments = (plan: AttachmentNeed, given: readonly string[]): readonly AttachmentCode[] =>
  requiredAttachments(plan).filter((code) => !given.includes(code));
