import { useWords } from './language.part.js';
import { NOTICE_EN } from './notice-en.wording.js';
import { NOTICE_ZH } from './notice-zh-cn.wording.js';
import type { NoticeWords } from './notice.wording.js';

/** Texts of public notices, which are fetched with them. */
export const useNoticeWords = (): NoticeWords => (useWords().language === 'en' ? NOTICE_EN : NOTICE_ZH);
