import { useCallback } from 'react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CaseHistoryView, CaseStateView, CaseTraceView, LogPage, LogSearchPage } from '#libs/contracts';
import { useSession } from '../session/session.js';

/** A case that is replayed may still go on. */
const FOLLOW_MS = 3_000;
const SEARCH_PAGE = '50';
const CHECK_PAGE = 1_000;

/** What is asked of the log; empty texts ask for nothing. */
export const SEARCH_FIELDS = ['caseId', 'type', 'actor', 'since', 'until'] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];
export type LogWish = Readonly<Record<SearchField, string>>;

/** The log's entries that fit, the newest first, further back page by page. */
export const useLogSearch = (wish: LogWish) => {
  const { client } = useSession();
  return useInfiniteQuery({
    queryKey: ['log-search', wish],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const asked = Object.entries({ ...wish, before: pageParam, limit: SEARCH_PAGE }).filter(
        ([, text]) => text !== '',
      );
      return client.query(`/api/audits/search?${new URLSearchParams(asked).toString()}`, LogSearchPage, signal);
    },
    getNextPageParam: ({ next }) => (next === null ? undefined : String(next)),
  });
};

/** Everything that was logged of a case. */
export const useHistory = (caseId: string) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['history', caseId],
    queryFn: ({ signal }) =>
      client.query(`/api/audits/cases/${encodeURIComponent(caseId)}/history`, CaseHistoryView, signal),
    refetchInterval: FOLLOW_MS,
  });
};

/** The case as it was after this entry. What was, stays so: it is asked once. */
export const useStateAt = (caseId: string, index: number | undefined) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['state-at', caseId, index],
    enabled: index !== undefined,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.query(`/api/audits/cases/${encodeURIComponent(caseId)}/state?index=${index}`, CaseStateView, signal),
  });
};

/** Which event led to which, and in which trace. */
export const useTrace = (caseId: string, size: number) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['case-trace', caseId, size],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.query(`/api/audits/cases/${encodeURIComponent(caseId)}/trace`, CaseTraceView, signal),
  });
};

/** Entries of the whole log from a place on, to be checked. */
export const useLogReader = () => {
  const { client } = useSession();
  return useCallback(
    async (from: number, until: number): Promise<LogPage['entries']> => {
      const limit = Math.min(CHECK_PAGE, until - from);
      const { entries } = await client.query(`/api/audits/entries?from=${from}&limit=${limit}`, LogPage);
      return entries;
    },
    [client],
  );
};
