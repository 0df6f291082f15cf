import type { Task } from '#libs/contracts';
import type { Words } from '../wording/language.part.js';
import { isTaskAction, isTaskKind } from './task-kind.view.js';

/** What is to be done, in words; a kind or an action that this page is too old to know keeps its code. */
export const taskTitle = ({ kind, action }: Pick<Task, 'kind' | 'action'>, words: Words): string => {
  const what = isTaskKind(kind) ? words.office.kinds[kind] : kind;
  const how = isTaskAction(action) ? words.office.actions[action] : action;
  return `${what} · ${how}`;
};
