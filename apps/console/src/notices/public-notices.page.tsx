import { Link } from 'react-router';
import type { PublicNotice } from '#libs/contracts';
import { unitName } from '../shell/office-name.view.js';
import { Waiting } from '../shell/waiting.part.js';
import { useNoticeWords } from '../wording/notice-words.part.js';
import { useWords } from '../wording/language.part.js';
import { NoticeClock } from './notice-clock.part.js';
import { NOTICES_PATH, PublicFrame } from './public-frame.part.js';
import { usePublicNotices } from './public-notices.api.js';

/** The notices that are open, for anybody, the one that ends first before the others. */
export const PublicNoticesPage = () => {
  const noticeWords = useNoticeWords();
  const { data, isError, refetch } = usePublicNotices();
  return (
    <PublicFrame title={noticeWords.title}>
      <div className="page-head">
        <h1>{noticeWords.title}</h1>
        {data === undefined ? null : <p role="status">{noticeWords.open(data.notices.length)}</p>}
        <p className="quiet notices-intro">{noticeWords.intro}</p>
      </div>
      {data === undefined ? <Waiting failed={isError} onRetry={() => void refetch()} /> : null}
      {data?.notices.length === 0 ? <p className="empty">{noticeWords.none}</p> : null}
      <ul className="case-rows" aria-label={noticeWords.title}>
        {(data?.notices ?? []).map((notice) => (
          <NoticeRow key={notice.id} notice={notice} />
        ))}
      </ul>
    </PublicFrame>
  );
};

const NoticeRow = ({ notice }: { notice: PublicNotice }) => {
  const { words } = useWords();
  const noticeWords = useNoticeWords();
  const { id, employerName, siteAddress, siteUnit, unionGrantFen, healthGrantFen } = notice;
  return (
    <li>
      <Link className="task" to={`${NOTICES_PATH}/${id}`}>
        <span className="task-what">
          <span className="task-title">{employerName}</span>
          <span className="quiet">
            {unitName(siteUnit, words.language)} · {siteAddress}
          </span>
        </span>
        <span className="task-due">
          <NoticeClock notice={notice} />
          <span className="quiet">{noticeWords.granted(words.money(unionGrantFen + healthGrantFen))}</span>
        </span>
      </Link>
    </li>
  );
};
