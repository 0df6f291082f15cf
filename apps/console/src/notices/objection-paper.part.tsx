import type { NoticeView } from '#libs/contracts';
import { Waiting } from '../shell/waiting.part.js';
import { useNoticeWords } from '../wording/notice-words.part.js';
import { useWords } from '../wording/language.part.js';
import { useLodged, useObjectionText } from './objections.api.js';
import './notices.css';

interface Props {
  readonly notice: NoticeView;
  /** Its number in the notice. */
  readonly objection: number;
}

/** An objection as it was written, for whoever may open it; to the others it says who has it. */
export const ObjectionPaper = ({ notice, objection }: Props) => {
  const { words } = useWords();
  const { staffWords } = useNoticeWords();
  const lodged = useLodged(notice.id, notice.version);
  const found = lodged.data?.objections.find((one) => one.objection === objection);
  const text = useObjectionText(found?.documentHash);
  if (lodged.data === null) return <p className="quiet">{staffWords.textElsewhere}</p>;
  if (found === undefined || text.data === undefined) {
    return <Waiting failed={lodged.isError || text.isError} onRetry={() => void text.refetch()} />;
  }
  const { name, contact, facts } = text.data;
  return (
    <blockquote className="objection-paper">
      <p>{facts}</p>
      <p className="quiet">
        {[name ?? staffWords.anonymous, contact, staffWords.lodgedOn(words.date(found.lodgedOn))]
          .filter((part) => part !== undefined)
          .join(' · ')}
      </p>
    </blockquote>
  );
};

/** Since when the clock of the notice stands still, where it does. */
export const StoppedClock = ({ notice: { state } }: { notice: NoticeView }) => {
  const { words } = useWords();
  const noticeWords = useNoticeWords();
  return state.stoppedOn === undefined ? null : (
    <p>
      <span className="due due-today">{noticeWords.stopped(words.date(state.stoppedOn))}</span>
    </p>
  );
};
