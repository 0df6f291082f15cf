import type { MeetingWords } from './meeting.wording.js';
import { MEETING_EN } from './meeting-en.wording.js';
import { MEETING_ZH } from './meeting-zh-cn.wording.js';
import { useWords } from './language.part.js';

/** Texts of the committee's pages, which are fetched with them. */
export const useMeetingWords = (): MeetingWords => (useWords().language === 'en' ? MEETING_EN : MEETING_ZH);
