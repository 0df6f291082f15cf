import { useQuery } from '@tanstack/react-query';
import { PublicNotice, PublicNoticeList } from '#libs/contracts';
import { ApiClient } from '../api/api-client.js';

/** Anybody's: no session stands behind it, and none is asked for. */
export const VISITOR_CLIENT = new ApiClient({
  csrf: () => '',
  signInAgain: () => Promise.reject(new Error('Public notices ask nobody to sign in.')),
});

export const noticePath = (id: string): string => `/api/approvals/public-notices/${encodeURIComponent(id)}`;

/** A notice that somebody reads may be stopped or end meanwhile. */
const FOLLOW_MS = 15_000;

export const usePublicNotices = () =>
  useQuery({
    queryKey: ['public-notices'],
    queryFn: ({ signal }) => VISITOR_CLIENT.query('/api/approvals/public-notices', PublicNoticeList, signal),
    refetchInterval: FOLLOW_MS,
  });

export const usePublicNotice = (id: string) =>
  useQuery({
    queryKey: ['public-notice', id],
    queryFn: ({ signal }) => VISITOR_CLIENT.query(noticePath(id), PublicNotice, signal),
    refetchInterval: FOLLOW_MS,
  });
