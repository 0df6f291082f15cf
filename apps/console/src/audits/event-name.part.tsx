import type { LogEntryView } from '#libs/contracts';
import type { Language } from '../api/field-errors.view.js';
import { useAuditWords } from '../wording/audit-words.part.js';
import { eventOf } from './replay-moment.view.js';

/** An event by its name; one that this page is too old to know keeps its type. */
export const useEventName = (): ((entry: Pick<LogEntryView, 'event'>) => string) => {
  const auditWords = useAuditWords();
  const names: Readonly<Record<string, string>> = auditWords.types;
  return (entry) => {
    const type = eventOf(entry)?.type;
    return type === undefined ? auditWords.malformed : (names[type] ?? type);
  };
};

export const EventName = ({ entry }: { entry: Pick<LogEntryView, 'event'> }) => useEventName()(entry);

const LOCALES = { zh: 'zh-CN', en: 'en-GB' } as const;

/** An instant as the office's clock shows it. */
export const officeTimeText = (at: string, language: Language): string =>
  at === ''
    ? ''
    : new Intl.DateTimeFormat(LOCALES[language], {
        dateStyle: 'medium',
        timeStyle: 'medium',
        timeZone: 'Asia/Shanghai',
      }).format(new Date(at));

export const OfficeTime = ({ at, language }: { at: string; language: Language }) => (
  <time dateTime={at}>{officeTimeText(at, language)}</time>
);
