import type { Task } from '#libs/contracts';

/** The services whose tasks make up an inbox. */
export const INBOX_SERVICES = ['applications', 'approvals', 'payments'] as const;
export type InboxService = (typeof INBOX_SERVICES)[number];

/** Who has taken a task: the person who looks, somebody else, or nobody. */
export type Holder = 'me' | 'colleague' | 'nobody';

export const holderOf = ({ claim }: Pick<Task, 'claim'>, me: string): Holder => {
  if (claim === undefined) return 'nobody';
  return claim.by === me ? 'me' : 'colleague';
};

/** A task, and the service it is in. */
export interface InboxTask extends Task {
  readonly service: InboxService;
  readonly holder: Holder;
}

export interface Inbox {
  /** Oldest due date first. */
  readonly tasks: readonly InboxTask[];
  readonly isLoading: boolean;
  /** Services that did not answer: their tasks are as they were last seen, or missing. */
  readonly silent: readonly InboxService[];
}

/** What one service answered, and how long it took. */
export interface FetchedTasks {
  readonly tasks: readonly InboxTask[];
  readonly tookMs: number;
}

interface Fetching {
  readonly data: FetchedTasks | undefined;
  readonly isLoading: boolean;
  readonly isError: boolean;
}

const orderOf = (task: Task): string => `${task.dueOn ?? '9999'} ${task.openedOn} ${task.subject} ${task.action}`;

/** One inbox of the services' answers, which come in the order of `INBOX_SERVICES`. */
export const mergeInbox = (results: readonly Fetching[]): Inbox => ({
  tasks: results
    .flatMap(({ data }) => data?.tasks ?? [])
    .map((task) => ({ task, order: orderOf(task) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ task }) => task),
  isLoading: results.some(({ isLoading }) => isLoading),
  silent: INBOX_SERVICES.filter((_, index) => results[index]?.isError === true),
});

/** The page on which a task is done. */
export const taskPath = ({ caseId, subject, action }: Pick<Task, 'caseId' | 'subject' | 'action'>): string =>
  `/cases/${caseId}/${subject}/${action}`;

/** The route of a task's noun in its service: `review/0193…` is at `/api/approvals/reviews/0193…`. */
export const subjectPath = ({ service, subject }: Pick<InboxTask, 'service' | 'subject'>): string => {
  const at = subject.indexOf('/');
  return `/api/${service}/${subject.slice(0, at)}s${subject.slice(at)}`;
};
