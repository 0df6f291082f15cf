import { readKept, writeKept } from '../shell/kept.view.js';

/** The choice with which the inbox was left, so that `next task` on a case goes on in the same list. */
const KEPT = 'inbox';

export const keepInboxSearch = (search: string): void => writeKept(KEPT, search, 'session');

export const keptInboxSearch = (): string => readKept(KEPT, 'session') ?? '';
