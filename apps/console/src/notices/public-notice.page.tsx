import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import type { PublicNotice } from '#libs/contracts';
import { Refused } from '../api/api-client.js';
import { unitName } from '../shell/office-name.view.js';
import { Waiting } from '../shell/waiting.part.js';
import { useNoticeWords } from '../wording/notice-words.part.js';
import { useWords } from '../wording/language.part.js';
import { NoticeClock } from './notice-clock.part.js';
import { ObjectionForm } from './objection.form.js';
import { NOTICES_PATH, PublicFrame } from './public-frame.part.js';
import { usePublicNotice } from './public-notices.api.js';

/** One notice as R-PUB-02 asks for it, and the way to object, for anybody. */
export const PublicNoticePage = () => {
  const noticeWords = useNoticeWords();
  const { id = '' } = useParams();
  const { data, error, isError, refetch } = usePublicNotice(id);
  const isGone = error instanceof Refused;
  const title = isGone ? noticeWords.notFound : (data?.employerName ?? noticeWords.title);
  return (
    <PublicFrame title={title}>
      <p>
        <Link to={NOTICES_PATH}>← {noticeWords.toList}</Link>
      </p>
      {isGone ? (
        <section className="sheet">
          <h1>{noticeWords.notFound}</h1>
          <p>{noticeWords.notFoundText}</p>
        </section>
      ) : null}
      {data === undefined && !isGone ? <Waiting failed={isError} onRetry={() => void refetch()} /> : null}
      {data === undefined || isGone ? null : <Notice notice={data} />}
    </PublicFrame>
  );
};

const Notice = ({ notice }: { notice: PublicNotice }) => (
  <div className="notice-body">
    <NoticeFacts notice={notice} />
    {notice.status === 'OPEN' ? <ObjectionForm key={notice.id} id={notice.id} /> : null}
  </div>
);

const NoticeFacts = ({ notice }: { notice: PublicNotice }) => {
  const { words } = useWords();
  const noticeWords = useNoticeWords();
  const { period } = notice;
  const facts = {
    caseNo: notice.caseNo,
    unionName: notice.unionName,
    institutionName: notice.institutionName,
    siteAddress: notice.siteAddress,
    siteUnit: unitName(notice.siteUnit, words.language),
    managingUnit: unitName(notice.managingUnit, words.language),
    mode: words.office.modes[notice.mode],
    places: noticeWords.places(notice.places),
    unionGrantFen: words.money(notice.unionGrantFen),
    healthGrantFen: words.money(notice.healthGrantFen),
  } as const;
  return (
    <section className="sheet">
      <h1>{notice.employerName}</h1>
      <p>
        <NoticeClock notice={notice} />
      </p>
      {notice.stoppedOn === undefined ? (
        <p className="quiet">
          {noticeWords.why}
          {period[words.language]}
        </p>
      ) : (
        <Alert type="info" showIcon title={noticeWords.stoppedWhy} />
      )}
      <dl className="fields">
        {(Object.keys(facts) as (keyof typeof facts)[]).map((name) => (
          <div key={name}>
            <dt>{noticeWords.facts[name]}</dt>
            <dd>{facts[name]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
