import type { PublicNotice } from '#libs/contracts';
import { useNoticeWords } from '../wording/notice-words.part.js';
import { useWords } from '../wording/language.part.js';

/** Until when one may object, or that the clock stands still. */
export const NoticeClock = ({ notice: { status, period, stoppedOn } }: { notice: PublicNotice }) => {
  const { words } = useWords();
  const noticeWords = useNoticeWords();
  if (status === 'PASSED') return <span className="due">{noticeWords.over}</span>;
  return stoppedOn === undefined ? (
    <span className="due">{noticeWords.until(words.date(period.dueOn))}</span>
  ) : (
    <span className="due due-today">{noticeWords.stopped(words.date(stoppedOn))}</span>
  );
};
