import type { CaseWords } from './case.wording.js';
import { CASES_EN } from './case-en.wording.js';
import { CASES_ZH } from './case-zh-cn.wording.js';
import { useWords } from './language.part.js';

/** Texts of the pages about cases, which are fetched with them. */
export const useCaseWords = (): CaseWords => (useWords().language === 'en' ? CASES_EN : CASES_ZH);
