import { useState, type FormEvent } from 'react';
import { Button, Input } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { LogEntryView } from '#libs/contracts';
import { Refused } from '../api/api-client.js';
import { shownErrors } from '../api/field-errors.view.js';
import { ChoiceSelect } from '../shell/choice-select.part.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { ErrorLines, Field } from '../decisions/field.part.js';
import { useAuditWords } from '../wording/audit-words.part.js';
import { useWords } from '../wording/language.part.js';
import { SEARCH_FIELDS, useLogSearch, type LogWish, type SearchField } from './audits.api.js';
import { EventName, OfficeTime } from './event-name.part.js';
import { eventOf } from './replay-moment.view.js';
import './audits.css';

const wishOf = (search: URLSearchParams): LogWish => ({
  caseId: search.get('caseId') ?? '',
  type: search.get('type') ?? '',
  actor: search.get('actor') ?? '',
  since: search.get('since') ?? '',
  until: search.get('until') ?? '',
});

/** The log, by case, event, person and time. What is looked for stands in the address. */
export const AuditSearchPage = () => {
  const { words } = useWords();
  const auditWords = useAuditWords();
  const heading = usePageTitle(auditWords.title);
  const [search, setSearch] = useSearchParams();
  const wish = wishOf(search);
  const found = useLogSearch(wish);
  const pages = found.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.entries);
  const next = pages.at(-1)?.next ?? null;
  return (
    <div className="audit">
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {auditWords.title}
        </h1>
        <p className="quiet">{auditWords.intro}</p>
      </div>
      <SearchForm
        key={search.toString()}
        wish={wish}
        onSearch={(next) => setSearch(Object.entries(next).filter(([, text]) => text !== ''))}
      />
      <section aria-label={auditWords.results}>
        <p className="quiet" role="status">
          {found.isLoading ? '' : auditWords.found(entries.length, pages.at(-1)?.size ?? 0)}{' '}
          {next === null || found.isLoading ? '' : auditWords.lookedTo(next)}
        </p>
        {found.error instanceof Refused ? (
          <ErrorLines errors={shownErrors(found.error.problem, words.language)} />
        ) : null}
        {found.isLoading || (found.isError && !(found.error instanceof Refused)) ? (
          <Waiting failed={found.isError} onRetry={() => void found.refetch()} />
        ) : (
          <ol className="log-rows">
            {entries.map((entry) => (
              <LogRow key={entry.index} entry={entry} />
            ))}
          </ol>
        )}
        {!found.isLoading && !found.isError && entries.length === 0 ? <p className="empty">{auditWords.none}</p> : null}
        {found.hasNextPage ? (
          <div className="actions">
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {auditWords.more}
            </Button>
          </div>
        ) : null}
      </section>
    </div>
  );
};

interface FormProps {
  readonly wish: LogWish;
  readonly onSearch: (wish: LogWish) => void;
}

const INPUT_TYPES: Readonly<Record<SearchField, 'text' | 'date'>> = {
  caseId: 'text',
  type: 'text',
  actor: 'text',
  since: 'date',
  until: 'date',
};

const SearchForm = ({ wish, onSearch }: FormProps) => {
  const auditWords = useAuditWords();
  const [values, setValues] = useState(wish);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch({ ...values, caseId: values.caseId.trim(), actor: values.actor.trim() });
  };
  const change = (name: SearchField, text: string): void => setValues((before) => ({ ...before, [name]: text }));
  const types = Object.entries(auditWords.types).map(([value, label]) => ({ value, label: `${label} (${value})` }));
  return (
    <form className="sheet audit-form" role="search" onSubmit={submit} noValidate>
      {SEARCH_FIELDS.map((name) => (
        <Field key={name} label={auditWords.fields[name]}>
          {(control) =>
            name === 'type' ? (
              <ChoiceSelect
                {...control}
                value={values.type}
                options={[{ value: '', label: auditWords.everyType }, ...types]}
                onChange={(type) => change('type', type)}
              />
            ) : (
              <Input
                {...control}
                type={INPUT_TYPES[name]}
                value={values[name]}
                onChange={(event) => change(name, event.target.value)}
              />
            )
          }
        </Field>
      ))}
      <div className="actions">
        <Button type="primary" htmlType="submit">
          {auditWords.search}
        </Button>
        <Button onClick={() => onSearch({ caseId: '', type: '', actor: '', since: '', until: '' })}>
          {auditWords.clear}
        </Button>
      </div>
    </form>
  );
};

const LogRow = ({ entry }: { entry: LogEntryView }) => {
  const { words } = useWords();
  const auditWords = useAuditWords();
  const event = eventOf(entry);
  const to =
    entry.caseId === null ? undefined : `/audit/cases/${encodeURIComponent(entry.caseId)}?index=${entry.index}`;
  const title = <EventName entry={entry} />;
  return (
    <li className="log-row">
      <span className="log-index">{auditWords.entry(entry.index)}</span>
      <span className="log-what">
        {to === undefined ? <span>{title}</span> : <Link to={to}>{title}</Link>}
        <span className="quiet">{entry.subject ?? entry.key}</span>
      </span>
      <span className="quiet">
        {event === undefined ? null : (
          <>
            <OfficeTime at={event.officetime} language={words.language} /> ·{' '}
            {event.actorkind === 'machine' ? auditWords.actorKinds.machine : auditWords.actorKinds.human} {event.actor}
          </>
        )}
      </span>
    </li>
  );
};
