import { useWords } from './language.part.js';
import { OPERATIONS_EN } from './operations-en.wording.js';
import type { OperationsWords } from './operations.wording.js';
import { OPERATIONS_ZH } from './operations-zh-cn.wording.js';

/** Texts of the page for those who run the system, which are fetched with it. */
export const useOperationsWords = (): OperationsWords =>
  useWords().words.language === 'en' ? OPERATIONS_EN : OPERATIONS_ZH;
