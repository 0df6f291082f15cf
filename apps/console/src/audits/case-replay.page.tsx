import { useMemo } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { LogEntryView } from '#libs/contracts';
import { Refused } from '../api/api-client.js';
import { useApplication } from '../cases/cases.api.js';
import { useKeys, type Keys } from '../shell/keyboard.part.js';
import { NotFoundPage } from '../shell/not-found.page.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useAuditWords } from '../wording/audit-words.part.js';
import { useHistory, useStateAt } from './audits.api.js';
import { CaseMoment } from './case-moment.part.js';
import { EventPanel } from './event-panel.part.js';
import { TimeSlider } from './time-slider.part.js';
import './audits.css';

/** A case as it was at any moment: state, documents and step, and the event that made it so. */
export const CaseReplayPage = () => {
  const auditWords = useAuditWords();
  const { caseId = '' } = useParams();
  const history = useHistory(caseId);
  const heading = usePageTitle(auditWords.replayTitle);
  if (history.error instanceof Refused) return <NotFoundPage />;
  const entries = history.data?.entries;
  return (
    <article className="case replay">
      <p>
        <Link to="/audit">← {auditWords.toSearch}</Link>
      </p>
      <header className="case-head">
        <h1 ref={heading} tabIndex={-1}>
          {auditWords.replayTitle}
        </h1>
        <CaseName caseId={caseId} />
      </header>
      {entries === undefined ? (
        <Waiting failed={history.isError} onRetry={() => void history.refetch()} />
      ) : (
        <Replay caseId={caseId} entries={entries} />
      )}
    </article>
  );
};

/** What the log calls a case may be none of applications: a door's journal, a program's account. */
const CaseName = ({ caseId }: { caseId: string }) => {
  const auditWords = useAuditWords();
  const { data } = useApplication(caseId);
  return (
    <p className="quiet">
      {data === undefined ? (
        <code>{caseId}</code>
      ) : (
        <>
          {[data.plan?.facts.employerName, data.caseNo ?? caseId].filter((part) => part !== undefined).join(' · ')}
          {' · '}
          <Link to={`/cases/${caseId}`}>{auditWords.toCase}</Link>
        </>
      )}
    </p>
  );
};

interface Props {
  readonly caseId: string;
  readonly entries: readonly LogEntryView[];
}

/** The place in the address is a log index, so that it means the same moment for ever. */
const Replay = ({ caseId, entries }: Props) => {
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get('index') ?? NaN);
  const found = entries.findLastIndex(({ index }) => index <= asked);
  const at = Number.isNaN(asked) ? entries.length - 1 : Math.max(found, 0);
  const entry = entries[at];
  const now = useStateAt(caseId, entry?.index);
  const before = useStateAt(caseId, entries[at - 1]?.index);
  const go = useMemo(
    () => (to: number) => {
      const index = entries[Math.min(Math.max(to, 0), entries.length - 1)]?.index;
      if (index !== undefined) setSearch({ index: String(index) }, { replace: true });
    },
    [entries, setSearch],
  );
  useKeys(useMemo<Keys>(() => ({ j: () => go(at + 1), k: () => go(at - 1) }), [go, at]));
  if (entry === undefined) return null;
  return (
    <>
      <TimeSlider entries={entries} at={at} onGo={go} />
      <div className="replay-body">
        <CaseMoment now={now.data} before={at === 0 ? undefined : before.data} isSettled={!now.isPlaceholderData} />
        <EventPanel caseId={caseId} entries={entries} entry={entry} onGo={go} />
      </div>
    </>
  );
};
