/** What this browser remembers of a person's wishes and unfinished input. It may be full or forbidden: then nothing is kept. */
const PREFIX = 'nuanchao/';

/** Under which name other windows of this browser hear of a change. */
export const keptName = (name: string): string => `${PREFIX}${name}`;

type Place = 'local' | 'session';

const storeOf = (place: Place): Storage => (place === 'local' ? window.localStorage : window.sessionStorage);

export const readKept = (name: string, place: Place = 'local'): string | null => {
  try {
    return storeOf(place).getItem(keptName(name));
  } catch {
    return null;
  }
};

/** `null` forgets it. */
export const writeKept = (name: string, value: string | null, place: Place = 'local'): void => {
  try {
    if (value === null) storeOf(place).removeItem(keptName(name));
    else storeOf(place).setItem(keptName(name), value);
  } catch {
    // Not kept: the page works without.
  }
};
