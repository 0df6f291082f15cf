import type { Entries } from './plan-entries.view.js';

/** One field that was changed here: what stood there when it was seen, and what stands there now. */
export interface UnsavedEntry {
  readonly from: string;
  readonly to: string;
}

/** What was typed and is not where everybody sees it, by pointer. */
export type Unsaved = Readonly<Record<string, UnsavedEntry>>;

/** Somebody else changed the same field meanwhile: both texts are kept until a person chooses. */
export interface Conflict {
  readonly pointer: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Notes a change; what is again as it was is no change. */
export const noted = (unsaved: Unsaved, base: Entries, changes: Entries): Unsaved => {
  const after = Object.entries(changes).reduce<Record<string, UnsavedEntry>>(
    (all, [pointer, to]) => ({
      ...all,
      [pointer]: { from: unsaved[pointer]?.from ?? base[pointer] ?? '', to },
    }),
    { ...unsaved },
  );
  return without(after, base);
};

/** What stands there already needs no saving. */
export const without = (unsaved: Unsaved, base: Entries): Unsaved =>
  Object.fromEntries(Object.entries(unsaved).filter(([pointer, { to }]) => to !== (base[pointer] ?? '')));

/** What the page shows: what is there for everybody, and over it what was typed here. */
export const shownEntries = (base: Entries, unsaved: Unsaved): Entries => ({
  ...base,
  ...Object.fromEntries(Object.entries(unsaved).map(([pointer, { to }]) => [pointer, to])),
});

export const conflictsOf = (base: Entries, unsaved: Unsaved): readonly Conflict[] =>
  Object.entries(unsaved)
    .filter(([pointer, { from, to }]) => (base[pointer] ?? '') !== from && (base[pointer] ?? '') !== to)
    .map(([pointer, { to }]) => ({ pointer, mine: to, theirs: base[pointer] ?? '' }));

/** A person has chosen: what the other one wrote counts as seen, or what was typed here is given up. */
export const settled = (unsaved: Unsaved, { pointer, theirs }: Conflict, keepsMine: boolean): Unsaved => {
  const { [pointer]: own, ...others } = unsaved;
  return own === undefined || !keepsMine ? others : { ...others, [pointer]: { from: theirs, to: own.to } };
};
