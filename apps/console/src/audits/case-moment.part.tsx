import { Alert } from 'antd';
import type { CaseStateView } from '#libs/contracts';
import { CaseSteps } from '../cases/case-steps.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useAuditWords } from '../wording/audit-words.part.js';
import { useWords } from '../wording/language.part.js';
import { documentsAt, momentOf, type FieldAtMoment, type SubjectAtMoment } from './replay-moment.view.js';
import { useFieldWords } from './field-words.part.js';
import { standingAt } from './standing-at.view.js';

interface Props {
  readonly now: CaseStateView | undefined;
  readonly before: CaseStateView | undefined;
  /** False while an older moment is still shown. */
  readonly isSettled: boolean;
}

/** Where the case was, in which state, and with which documents. */
export const CaseMoment = ({ now, before, isSettled }: Props) => {
  const auditWords = useAuditWords();
  if (now === undefined) return <Waiting />;
  const subjects = momentOf(before, now);
  const changed = subjects.flatMap(({ fields }) => fields).filter(({ change }) => change !== 'same').length;
  return (
    <div className="moment" aria-busy={!isSettled}>
      <section className="sheet" aria-label={auditWords.steps}>
        <h2>{auditWords.steps}</h2>
        <StepsAt now={now} />
      </section>
      <section className="sheet" aria-label={auditWords.states}>
        <h2>{auditWords.states}</h2>
        <p role="status">{auditWords.changedBy(changed)}</p>
        {now.faults.length === 0 ? null : <Alert type="error" showIcon title={auditWords.faults(now.faults.length)} />}
        {subjects.map((subject) => (
          <SubjectState key={subject.subject} subject={subject} />
        ))}
      </section>
      <Documents subjects={subjects} />
    </div>
  );
};

const StepsAt = ({ now }: { now: CaseStateView }) => {
  const { words } = useWords();
  const auditWords = useAuditWords();
  const standing = standingAt(now.subjects);
  if (standing === undefined) return <p className="quiet">{auditWords.noApplication}</p>;
  return (
    <>
      <p className="sentence-main">{words.office.standings[standing.status]}</p>
      <CaseSteps application={standing} />
    </>
  );
};

const SubjectState = ({ subject: { subject, version, isChanged, isNew, fields } }: { subject: SubjectAtMoment }) => {
  const auditWords = useAuditWords();
  const [noun = '', id = ''] = subject.split('/');
  const last = subject.endsWith('/refusals') ? 'refusals' : noun;
  const marked = fields.filter(({ change }) => change !== 'same');
  const same = fields.filter(({ change }) => change === 'same');
  return (
    <details open={isChanged} className={isChanged ? 'subject subject-changed' : 'subject'}>
      <summary>
        {auditWords.nouns[last] ?? last} <span className="quiet">{id.slice(0, 8)}</span>{' '}
        <span className="count">{auditWords.version(version)}</span>{' '}
        {isNew ? <span className="tag">{auditWords.changes.added}</span> : null}
      </summary>
      <FieldRows fields={marked} isNew={isNew} />
      {isChanged && same.length > 0 ? (
        <details>
          <summary>{auditWords.unchanged(same.length)}</summary>
          <FieldRows fields={same} />
        </details>
      ) : (
        <FieldRows fields={same} />
      )}
    </details>
  );
};

/** What changed is marked by a word and not by colour alone. */
const FieldRows = ({ fields, isNew = false }: { fields: readonly FieldAtMoment[]; isNew?: boolean }) => {
  const auditWords = useAuditWords();
  const { nameOf, textOf } = useFieldWords();
  if (fields.length === 0) return null;
  return (
    <dl className="moment-fields">
      {fields.map(({ path, change, before, now }) => (
        <div key={path} className={`moment-field moment-${change}`}>
          <dt>{nameOf(path)}</dt>
          <dd>
            {change === 'removed' ? <del>{textOf(path, before)}</del> : <span>{textOf(path, now)}</span>}{' '}
            {change === 'same' || isNew ? null : <span className="tag">{auditWords.changes[change]}</span>}{' '}
            {change === 'changed' ? <span className="quiet">{auditWords.was(textOf(path, before))}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
};

const Documents = ({ subjects }: { subjects: readonly SubjectAtMoment[] }) => {
  const auditWords = useAuditWords();
  const { nameOf } = useFieldWords();
  const documents = documentsAt(subjects);
  return (
    <section className="sheet" aria-label={auditWords.documents}>
      <h2>{auditWords.documents}</h2>
      {documents.length === 0 ? <p className="quiet">{auditWords.noDocuments}</p> : null}
      <ul className="attachments">
        {documents.map(({ hash, field, service, isNew }) => (
          <li key={hash}>
            <a href={`/api/${service}/documents/${hash}`} download={`${field}-${hash.slice(0, 12)}`}>
              {nameOf(field)}
            </a>{' '}
            <code className="quiet">{hash.slice(0, 12)}…</code>{' '}
            {isNew ? <span className="tag tag-strong">{auditWords.newDocument}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
};
