import { useWords } from './language.part.js';
import { OVERVIEW_EN } from './overview-en.wording.js';
import type { OverviewWords } from './overview.wording.js';
import { OVERVIEW_ZH } from './overview-zh-cn.wording.js';

/** Texts of the page for leaders, which are fetched with it. */
export const useOverviewWords = (): OverviewWords => (useWords().words.language === 'en' ? OVERVIEW_EN : OVERVIEW_ZH);
