import { Link } from 'react-router';
import type { CaseTraceHop, LogEntryView } from '#libs/contracts';
import { useAuditWords } from '../wording/audit-words.part.js';
import { useWords } from '../wording/language.part.js';
import { useTrace } from './audits.api.js';
import { OfficeTime, useEventName } from './event-name.part.js';
import { useFieldWords } from './field-words.part.js';
import { LogProofPart } from './log-proof.part.js';
import { dataOf, eventOf, type ShownEvent } from './replay-moment.view.js';

interface Props {
  readonly caseId: string;
  readonly entries: readonly LogEntryView[];
  readonly entry: LogEntryView;
  /** To the n-th entry of the case. */
  readonly onGo: (to: number) => void;
}

/** The event of the moment: what it says, what caused it, and where it stands in the log. */
export const EventPanel = (props: Props) => {
  const auditWords = useAuditWords();
  const nameOf = useEventName();
  const event = eventOf(props.entry);
  return (
    <section className="sheet event-panel" aria-label={auditWords.what}>
      <h2>{nameOf(props.entry)}</h2>
      {event === undefined ? <p>{auditWords.malformed}</p> : <EventFacts event={event} entry={props.entry} />}
      {event === undefined ? null : <Causes {...props} event={event} />}
      <LogProofPart key={props.entry.index} entry={props.entry} />
    </section>
  );
};

const EventFacts = ({ event, entry }: { event: ShownEvent; entry: LogEntryView }) => {
  const { words } = useWords();
  const auditWords = useAuditWords();
  const { nameOf, textOf } = useFieldWords();
  const data = dataOf(event.data);
  return (
    <>
      <dl className="fields">
        <div>
          <dt>{auditWords.officeTime}</dt>
          <dd>
            <OfficeTime at={event.officetime} language={words.language} />
          </dd>
        </div>
        <div>
          <dt>{auditWords.loggedAt}</dt>
          <dd>
            <OfficeTime at={entry.loggedAt} language={words.language} />
          </dd>
        </div>
        <div>
          <dt>{auditWords.actor}</dt>
          <dd>
            {event.actorkind === 'machine' ? auditWords.actorKinds.machine : auditWords.actorKinds.human}{' '}
            <code>{event.actor}</code>
            <br />
            <Link to={`/audit?actor=${encodeURIComponent(event.actor)}`}>{auditWords.sameActor}</Link>
          </dd>
        </div>
        <div>
          <dt>{auditWords.eventId}</dt>
          <dd>
            <code>{event.id}</code>
          </dd>
        </div>
      </dl>
      {data.length === 0 ? null : (
        <details>
          <summary>{auditWords.data}</summary>
          <dl className="moment-fields">
            {data.map(([path, value]) => (
              <div key={path} className="moment-field">
                <dt>{nameOf(path)}</dt>
                <dd>{textOf(path, value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
};

/** What led to the event, what it led to, and what was done in the same trace; each opens its own moment. */
const Causes = ({ caseId, entries, entry, onGo, event }: Props & { event: ShownEvent }) => {
  const auditWords = useAuditWords();
  const nameOf = useEventName();
  const trace = useTrace(caseId, entries.length).data;
  const place = entries.findIndex((one) => eventOf(one)?.id === event.causationid);
  const cause = event.causationid === undefined ? undefined : entries[place];
  const led = entries.filter((one) => eventOf(one)?.causationid === event.id);
  const hop = trace?.hops.find(({ index }) => index === entry.index);
  const same = (trace?.hops ?? []).filter((one) => isBeside(one, hop));
  const go = (index: number): void => onGo(entries.findIndex((one) => one.index === index));
  const inCase = (indexes: readonly number[]) => entries.filter(({ index }) => indexes.includes(index));
  return (
    <>
      <h3>{auditWords.cause}</h3>
      {event.causationid === undefined ? (
        <p>{event.actorkind === 'machine' ? auditWords.byProgram : auditWords.byPerson}</p>
      ) : null}
      {cause === undefined ? null : (
        <p>
          <button type="button" className="link" onClick={() => go(cause.index)}>
            {auditWords.causedBy(nameOf(cause))}
          </button>
        </p>
      )}
      {event.causationid !== undefined && cause === undefined ? (
        <p>
          {auditWords.causeElsewhere}
          <code>{event.causationid}</code>
        </p>
      ) : null}
      <Jumps title={auditWords.ledTo} entries={led} onGo={go} />
      <h3>{auditWords.trace}</h3>
      <p>{hop?.traceId ? <code>{hop.traceId}</code> : auditWords.noTrace}</p>
      <Jumps title={auditWords.sameTrace(same.length)} entries={inCase(same.map(({ index }) => index))} onGo={go} />
    </>
  );
};

const isBeside = (one: CaseTraceHop, hop: CaseTraceHop | undefined): boolean =>
  hop !== undefined && hop.traceId !== null && one.traceId === hop.traceId && one.index !== hop.index;

interface JumpsProps {
  readonly title: string;
  readonly entries: readonly LogEntryView[];
  readonly onGo: (index: number) => void;
}

const Jumps = ({ title, entries, onGo }: JumpsProps) => {
  const auditWords = useAuditWords();
  const nameOf = useEventName();
  if (entries.length === 0) return null;
  return (
    <>
      <p className="quiet">{title}</p>
      <ul className="jumps">
        {entries.map((entry) => (
          <li key={entry.index}>
            <button type="button" className="link" onClick={() => onGo(entry.index)}>
              {nameOf(entry)}
            </button>{' '}
            <span className="quiet">{auditWords.entry(entry.index)}</span>
          </li>
        ))}
      </ul>
    </>
  );
};
