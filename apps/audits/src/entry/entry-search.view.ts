import { parseFact } from '#libs/events';
import type { EntryDocument } from './entry.storage.js';

/** What an entry has to be like; what is left out fits everything. */
export interface SearchWish {
  /** An event's type, or its noun. */
  readonly type?: string | undefined;
  readonly actor?: string | undefined;
  /** First and last office date. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** Bytes that are no event have neither type nor actor nor time: they fit only who asks for none of these. */
export const fitsSearch = (
  { bytes }: Pick<EntryDocument, 'bytes'>,
  { type, actor, since, until }: SearchWish,
): boolean => {
  const parsed = parseFact(Buffer.from(bytes.buffer));
  if ('problem' in parsed) return [type, actor, since, until].every((wish) => wish === undefined);
  const { event } = parsed;
  const date = event.officetime.slice(0, 'YYYY-MM-DD'.length);
  return (
    (type === undefined || event.type === type || event.type.startsWith(`${type}.`)) &&
    (actor === undefined || event.actor === actor) &&
    (since === undefined || date >= since) &&
    (until === undefined || date <= until)
  );
};
