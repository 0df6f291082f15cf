import type { DecisionWords } from './decision.wording.js';
import { DECISIONS_EN } from './decision-en.wording.js';
import { DECISIONS_ZH } from './decision-zh-cn.wording.js';
import { useWords } from './language.part.js';

/** Texts of the forms in which work is decided. */
export const useDecisionWords = (): DecisionWords => (useWords().language === 'en' ? DECISIONS_EN : DECISIONS_ZH);
