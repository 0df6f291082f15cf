import type { EventFault } from '#libs/domain';
import type { AnyDifference } from './replay.view.js';

const EVENT_FAULTS: Readonly<Record<EventFault, string>> = {
  owner: 'does not come from the service that has such subjects',
  id: 'has an id that is not its subject and sequence',
  type: 'is of a type that does not happen to such a subject',
  data: 'has data that are not those of its type',
};

const OUTBOX_FAULTS = {
  'no-event': 'no event of a service',
  'other-event': 'another event',
  'other-bytes': 'other bytes than the log',
} as const;

const JOURNAL_FAULTS = {
  lacking: 'is in the log, but not in the journal of its service',
  'other-bytes': 'has other bytes in the log than in the journal of its service',
  'not-logged': 'is in the journal of its service, but not in the log',
} as const;

/** One sentence without its full stop, for whoever has to look for the cause. */
export const sentenceOf = (difference: AnyDifference): string =>
  'index' in difference ? entrySentence(difference) : subjectSentence(difference);

const entrySentence = (difference: Extract<AnyDifference, { index: number }>): string => {
  const entry = `log entry ${difference.index}`;
  switch (difference.problem) {
    case 'missing':
      return `${entry} is missing; the next one found is ${difference.found}`;
    case 'leaf':
      return `${entry}: its bytes are not the ones that were logged`;
    case 'root':
      return `${entry}: it does not stand where it was logged (changed, swapped or put in)`;
    case 'beside':
      return `${entry}: its field ${difference.field} does not say what its bytes say`;
    case 'event':
      return (
        `${entry}: event ${difference.sequence} of ${difference.subject} (${difference.type}) ` +
        EVENT_FAULTS[difference.fault]
      );
    case 'double':
      return (
        `${entry}: event ${difference.sequence} of ${difference.subject} is already in entry ${difference.first}, ` +
        (difference.sameBytes ? 'with the same bytes' : 'with other bytes')
      );
    case 'order':
      return (
        `${entry}: event ${difference.sequence} of ${difference.subject} stands ` +
        `where event ${difference.expected} was expected`
      );
  }
};

const subjectSentence = (difference: Exclude<AnyDifference, { index: number }>): string => {
  switch (difference.problem) {
    case 'head':
      return difference.found === null
        ? `log entry ${difference.entries} is missing: audits says that its log has ${difference.size} entries`
        : `the first ${difference.size} log entries give the root ${difference.found}, audits says ${difference.root}`;
    case 'remembered':
      return difference.found === null
        ? `the log has ${difference.entries} entries, fewer than the ${difference.size} of the remembered head`
        : `the first ${difference.size} log entries give the root ${difference.found}, not the remembered ${difference.root}`;
    case 'missing-event':
      return `${difference.subject}: event ${difference.sequence} is neither in the log nor in the outbox`;
    case 'unfoldable':
      return `${difference.subject}: event ${difference.sequence} (${difference.type}) cannot be folded`;
    case 'not-live':
      return `${difference.subject}: the log has ${difference.sequence} events of it, but there is no live document`;
    case 'behind':
      return (
        `${difference.subject}: the live document is at version ${difference.version}, ` +
        `behind the ${difference.logged} events of the log`
      );
    case 'case':
      return (
        `${difference.subject}: event ${difference.sequence} is of case ${difference.logged}, ` +
        `the live document of case ${difference.live}`
      );
    case 'outbox':
      return (
        `${difference.subject}: its outbox holds ${OUTBOX_FAULTS[difference.fault]} ` +
        `in the place of event ${difference.sequence}`
      );
    case 'journal':
      return `${difference.subject}: event ${difference.sequence} ${JOURNAL_FAULTS[difference.fault]}`;
    case 'state':
      return (
        `${difference.subject} at version ${difference.version}, field ${difference.pointer}: ` +
        `the log folds to ${JSON.stringify(difference.folded)}, the database says ${JSON.stringify(difference.live)}`
      );
  }
};

const INDEXES_MAX = 20;

/** How many entries are no events, and which; null when all are. */
export const malformedSentence = (indexes: readonly number[]): string | null => {
  if (indexes.length === 0) return null;
  const more = indexes.length > INDEXES_MAX ? ` and ${indexes.length - INDEXES_MAX} more` : '';
  const shown = indexes.slice(0, INDEXES_MAX).join(', ');
  return `Log entries that are no events: ${indexes.length} (index ${shown}${more}).`;
};
