import { useQuery } from '@tanstack/react-query';
import { LodgeObjection, ObjectionList } from '#libs/contracts';
import { Refused } from '../api/api-client.js';
import { useSession } from '../session/session.js';

export type LodgedObjection = ObjectionList['objections'][number];

const FORBIDDEN: readonly number[] = [403, 404];

/** The objections with their documents; null for an office that does not open them. `version` is the notice's. */
export const useLodged = (noticeId: string, version: number) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['objections', noticeId, version],
    queryFn: async ({ signal }) => {
      try {
        return await client.query(`/api/approvals/notices/${noticeId}/objections`, ObjectionList, signal);
      } catch (error) {
        if (error instanceof Refused && FORBIDDEN.includes(error.status)) return null;
        throw error;
      }
    },
  });
};

/** What somebody wrote. */
export const useObjectionText = (hash: string | undefined) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['objection', hash],
    enabled: hash !== undefined,
    staleTime: Infinity,
    queryFn: ({ signal }) => client.query(`/api/approvals/documents/${hash}`, LodgeObjection, signal),
  });
};
