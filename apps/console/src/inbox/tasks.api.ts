import { useQueries } from '@tanstack/react-query';
import { TaskList } from '#libs/contracts';
import { useSession } from '../session/session.js';
import { INBOX_SERVICES, holderOf, mergeInbox, type FetchedTasks, type Inbox } from './merge-inbox.view.js';

/** A change shows within a second; a list that takes long to fetch is fetched less often. */
const REFRESH_MS = { shortest: 1_000, longest: 15_000, share: 8 } as const;

/** What the caller may do now, everywhere; follows changes while the page is looked at. */
export const useInbox = (caseId?: string): Inbox => {
  const { client, session } = useSession();
  const me = session.account.id;
  const search = caseId === undefined ? '' : `?caseId=${encodeURIComponent(caseId)}`;
  return useQueries({
    queries: INBOX_SERVICES.map((service) => ({
      queryKey: ['tasks', service, caseId ?? ''],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<FetchedTasks> => {
        const begun = performance.now();
        const { tasks } = await client.query(`/api/${service}/tasks${search}`, TaskList, signal);
        return {
          tasks: tasks.map((task) => ({ ...task, service, holder: holderOf(task, me) })),
          tookMs: performance.now() - begun,
        };
      },
      refetchInterval: ({ state }: { state: { data: FetchedTasks | undefined } }) =>
        Math.min(REFRESH_MS.longest, Math.max(REFRESH_MS.shortest, (state.data?.tookMs ?? 0) * REFRESH_MS.share)),
      // Pauses while nobody looks; whoever comes back sees what is there now.
      refetchOnWindowFocus: 'always' as const,
    })),
    combine: mergeInbox,
  });
};
