import { useWords } from './language.part.js';
import { PLAN_FORM_EN } from './plan-form-en.wording.js';
import { PLAN_FORM_ZH } from './plan-form-zh-cn.wording.js';
import type { PlanFormWords } from './plan-form.wording.js';

/** Texts of the pages on which an employer applies. */
export const usePlanFormWords = (): PlanFormWords => (useWords().language === 'en' ? PLAN_FORM_EN : PLAN_FORM_ZH);
