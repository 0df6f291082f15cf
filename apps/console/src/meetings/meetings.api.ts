import { useQuery } from '@tanstack/react-query';
import { MeetingList, MeetingView } from '#libs/contracts';
import { useSession } from '../session/session.js';

/** Who looks at a meeting sees each vote within a second; whether there is one is asked less often. */
const FOLLOW_MS = 1_000;
const LOOK_MS = 5_000;

/** The meeting on the case's newest plan version; null while there is none. */
export const useMeeting = (caseId: string) => {
  const { client } = useSession();
  const found = useQuery({
    queryKey: ['meetings', caseId],
    queryFn: ({ signal }) => client.query(`/api/approvals/meetings?caseId=${caseId}`, MeetingList, signal),
    refetchInterval: LOOK_MS,
  });
  const newest = found.data?.meetings[0];
  const followed = useQuery({
    queryKey: ['meeting', newest?.id],
    enabled: newest !== undefined,
    queryFn: ({ signal }) => client.query(`/api/approvals/meetings/${newest?.id}`, MeetingView, signal),
    refetchInterval: FOLLOW_MS,
  });
  return { ...found, meeting: found.data === undefined ? undefined : (followed.data ?? newest ?? null) };
};
