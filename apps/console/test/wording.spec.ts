import { describe, expect, it } from '@jest/globals';
import { ServicePlan } from '#libs/contracts';
import { RULES } from '#libs/policy';
import { sourceOf } from '../src/api/field-errors.view.js';
import { AUDIT_EN } from '../src/wording/audit-en.wording.js';
import { AUDIT_ZH } from '../src/wording/audit-zh-cn.wording.js';
import { CASES_EN } from '../src/wording/case-en.wording.js';
import { CASES_ZH } from '../src/wording/case-zh-cn.wording.js';
import { DECISIONS_EN } from '../src/wording/decision-en.wording.js';
import { DECISIONS_ZH } from '../src/wording/decision-zh-cn.wording.js';
import { PLAN_FORM_EN } from '../src/wording/plan-form-en.wording.js';
import { PLAN_FORM_ZH } from '../src/wording/plan-form-zh-cn.wording.js';
import { EN } from '../src/wording/en.wording.js';
import { MEETING_EN } from '../src/wording/meeting-en.wording.js';
import { MEETING_ZH } from '../src/wording/meeting-zh-cn.wording.js';
import { NOTICE_EN } from '../src/wording/notice-en.wording.js';
import { NOTICE_ZH } from '../src/wording/notice-zh-cn.wording.js';
import { OPERATIONS_EN } from '../src/wording/operations-en.wording.js';
import { OPERATIONS_ZH } from '../src/wording/operations-zh-cn.wording.js';
import { OVERVIEW_EN } from '../src/wording/overview-en.wording.js';
import { OVERVIEW_ZH } from '../src/wording/overview-zh-cn.wording.js';
import { ZH_CN } from '../src/wording/zh-cn.wording.js';

/** Every text with its path; a function counts as one. */
const textsOf = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [[path, 'function']];
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}/${key}`));
};

/** Names of the fields of a schema, however deep. */
const fieldsOf = (schema: unknown): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const { shape, element, unwrap } = schema as { shape?: object; element?: unknown; unwrap?: () => unknown };
  if (shape !== undefined) return Object.entries(shape).flatMap(([name, part]) => [name, ...fieldsOf(part)]);
  if (element !== undefined) return fieldsOf(element);
  return typeof unwrap === 'function' ? fieldsOf(unwrap.call(schema)) : [];
};

describe('the texts of the console', () => {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['shell and inbox', ZH_CN, EN],
    ['cases', CASES_ZH, CASES_EN],
    ['decisions', DECISIONS_ZH, DECISIONS_EN],
    ['overview', OVERVIEW_ZH, OVERVIEW_EN],
    ['operations', OPERATIONS_ZH, OPERATIONS_EN],
    ['audits', AUDIT_ZH, AUDIT_EN],
    ['meetings', MEETING_ZH, MEETING_EN],
    ['notices', NOTICE_ZH, NOTICE_EN],
    ['work plan', PLAN_FORM_ZH, PLAN_FORM_EN],
  ];

  it.each(pairs)('%s: the same in both languages, and none is empty', (_, zh, en) => {
    expect(textsOf(zh).map(([path]) => path)).toEqual(textsOf(en).map(([path]) => path));
    for (const texts of [textsOf(zh), textsOf(en)]) {
      expect(texts.filter(([, text]) => text.trim() === '')).toEqual([]);
    }
  });

  it('name every field of the plan', () => {
    const sections = ['employer', 'union', 'service', 'site', 'staff', 'budget'];
    const fields = new Set(fieldsOf(ServicePlan));
    const unnamed = [...fields].filter(
      (field) => !sections.includes(field) && !['attachments', 'rows', 'code', 'hash', 'fileName'].includes(field),
    );
    expect(unnamed.length).toBeGreaterThan(80);
    expect(unnamed.filter((field) => CASES_ZH.labels[field] === undefined)).toEqual([]);
  });

  it('name the source of a rule where the law has one, and none that only the office has', () => {
    expect(sourceOf('R-CAP-01')).toBe(RULES['R-CAP-01'].source);
    expect([sourceOf('R-PROC-06'), sourceOf('G-STATE')]).toEqual([undefined, undefined]);
  });
});
