/** A look at the inbox that somebody wants again, under his own name for it. */
export interface SavedFilter {
  readonly name: string;
  /** As the address has it. */
  readonly search: string;
}

/** More than one looks through without searching. */
export const SAVED_MAX = 12;
export const NAME_MAX = 30;

const isSaved = (value: unknown): value is SavedFilter =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as SavedFilter).name === 'string' &&
  typeof (value as SavedFilter).search === 'string';

/** What this browser has kept; nothing when somebody else wrote there. */
export const readSaved = (kept: string | null): readonly SavedFilter[] => {
  try {
    const value: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(value) ? value.filter(isSaved).slice(0, SAVED_MAX) : [];
  } catch {
    return [];
  }
};

/** The same name again means the new look; the oldest goes when there are too many. */
export const withSaved = (saved: readonly SavedFilter[], { name, search }: SavedFilter): readonly SavedFilter[] => {
  const trimmed = name.trim().slice(0, NAME_MAX);
  return trimmed === ''
    ? saved
    : [...saved.filter((one) => one.name !== trimmed), { name: trimmed, search }].slice(-SAVED_MAX);
};

export const withoutSaved = (saved: readonly SavedFilter[], name: string): readonly SavedFilter[] =>
  saved.filter((one) => one.name !== name);
