import type { LogEntryView } from '#libs/contracts';
import { parseFact } from '#libs/events';
import type { EntryDocument } from './entry.storage.js';

const hex = ({ buffer }: EntryDocument['leaf']): string => Buffer.from(buffer).toString('hex');

/** A stored entry as auditors read it. The event is parsed from the logged bytes, never kept beside them. */
export const entryView = (document: EntryDocument): LogEntryView => {
  const bytes = Buffer.from(document.bytes.buffer);
  const parsed = parseFact(bytes);
  return {
    index: document._id,
    kind: 'event' in parsed ? 'event' : 'malformed',
    leaf: hex(document.leaf),
    root: hex(document.root),
    loggedAt: document.loggedAt,
    key: document.key,
    caseId: document.caseId,
    subject: document.subject,
    sequence: document.sequence,
    event: 'event' in parsed ? parsed.event : null,
    bytes: bytes.toString('base64'),
  };
};
