import { useEffect, useId, useRef } from 'react';
import { Button } from 'antd';
import type { LogEntryView } from '#libs/contracts';
import { useAuditWords } from '../wording/audit-words.part.js';
import { useWords } from '../wording/language.part.js';
import { officeTimeText, useEventName } from './event-name.part.js';
import { eventOf } from './replay-moment.view.js';

interface Props {
  readonly entries: readonly LogEntryView[];
  readonly at: number;
  readonly onGo: (to: number) => void;
}

/** The time of the case, one step for each entry. The browser's own slider: arrows, Home and End move it. */
export const TimeSlider = ({ entries, at, onGo }: Props) => {
  const { words } = useWords();
  const auditWords = useAuditWords();
  const nameOf = useEventName();
  const id = useId();
  const entry = entries[at];
  if (entry === undefined) return null;
  const time = officeTimeText(eventOf(entry)?.officetime ?? '', words.language);
  const place = auditWords.place(at + 1, entries.length);
  return (
    <section className="sheet time" aria-labelledby={`${id}-label`}>
      <div className="time-now">
        <label id={`${id}-label`} htmlFor={id}>
          {auditWords.slider}
        </label>
        <strong>{time}</strong>
        <span>{nameOf(entry)}</span>
        <span className="quiet">{place}</span>
      </div>
      <div className="time-row">
        <Button disabled={at === 0} onClick={() => onGo(at - 1)}>
          ‹ {auditWords.earlier}
        </Button>
        <input
          id={id}
          type="range"
          min={1}
          max={entries.length}
          value={at + 1}
          aria-valuetext={`${place}: ${time} ${nameOf(entry)}`}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onGo(Number(event.target.value) - 1)}
        />
        <Button disabled={at === entries.length - 1} onClick={() => onGo(at + 1)}>
          {auditWords.later} ›
        </Button>
      </div>
      <p id={`${id}-hint`} className="quiet">
        {auditWords.sliderHint}
      </p>
      <EventList entries={entries} at={at} onGo={onGo} />
    </section>
  );
};

/** All that happened, as a list in which one may jump. */
const EventList = ({ entries, at, onGo }: Props) => {
  const { words } = useWords();
  const auditWords = useAuditWords();
  const nameOf = useEventName();
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <details>
      <summary>
        {auditWords.events} <span className="count">{entries.length}</span>
      </summary>
      <ol className="event-list" aria-label={auditWords.events}>
        {entries.map((entry, index) => (
          <li key={entry.index}>
            <button
              type="button"
              className="choice"
              ref={index === at ? current : undefined}
              aria-current={index === at ? 'step' : undefined}
              onClick={() => onGo(index)}
            >
              <span>{nameOf(entry)}</span>
              <span className="quiet">{officeTimeText(eventOf(entry)?.officetime ?? '', words.language)}</span>
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
};
