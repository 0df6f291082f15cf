import { useQuery } from '@tanstack/react-query';
import {
  ApplicationView,
  FilingView,
  GrantView,
  InspectionView,
  MeetingView,
  NoticeView,
  PlanVersionView,
  ReviewView,
} from '#libs/contracts';
import { Refused, type Reads } from '../api/api-client.js';
import { subjectPath, type InboxTask } from '../inbox/merge-inbox.view.js';
import { useSession } from '../session/session.js';

/** A case that is looked at follows what happens to it within a second. */
const FOLLOW_MS = 1_000;

export const useApplication = (caseId: string) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['application', caseId],
    queryFn: ({ signal }) => client.query(`/api/applications/applications/${caseId}`, ApplicationView, signal),
    refetchInterval: FOLLOW_MS,
  });
};

const FORBIDDEN: readonly number[] = [403, 404];

/** The sealed plan; null for offices that see the case and not its plan. */
export const usePlan = (caseId: string, hash: string | undefined) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['plan', caseId, hash],
    enabled: hash !== undefined,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      try {
        return await client.query(`/api/applications/applications/${caseId}/plan`, PlanVersionView, signal);
      } catch (error) {
        if (error instanceof Refused && FORBIDDEN.includes(error.status)) return null;
        throw error;
      }
    },
  });
};

/** The piece of work behind a task, by what it is. */
export type Work =
  | { readonly noun: 'review'; readonly view: ReviewView }
  | { readonly noun: 'filing'; readonly view: FilingView }
  | { readonly noun: 'inspection'; readonly view: InspectionView }
  | { readonly noun: 'meeting'; readonly view: MeetingView }
  | { readonly noun: 'notice'; readonly view: NoticeView }
  | { readonly noun: 'grant'; readonly view: GrantView };

type Query = <View>(reads: Reads<View>) => Promise<View>;

const READERS: Readonly<Record<string, (query: Query) => Promise<Work>>> = {
  review: async (query) => ({ noun: 'review', view: await query(ReviewView) }),
  filing: async (query) => ({ noun: 'filing', view: await query(FilingView) }),
  inspection: async (query) => ({ noun: 'inspection', view: await query(InspectionView) }),
  meeting: async (query) => ({ noun: 'meeting', view: await query(MeetingView) }),
  notice: async (query) => ({ noun: 'notice', view: await query(NoticeView) }),
  grant: async (query) => ({ noun: 'grant', view: await query(GrantView) }),
};

/** What a task is about, anew with every version of it; null where the task is at the application itself. */
export const useWork = (task: InboxTask | undefined) => {
  const { client } = useSession();
  return useQuery<Work | null>({
    queryKey: ['work', task?.subject, task?.action, task?.version],
    enabled: task !== undefined,
    // A form stays while its own task changes; another task's form begins with its own work and version.
    placeholderData: (before, query) =>
      query?.queryKey[1] === task?.subject && query?.queryKey[2] === task?.action ? before : undefined,
    queryFn: async ({ signal }) => {
      if (task === undefined) return null;
      const read = READERS[task.subject.slice(0, task.subject.indexOf('/'))];
      return read === undefined ? null : read((reads) => client.query(subjectPath(task), reads, signal));
    },
  });
};
