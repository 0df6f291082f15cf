import { useQueries, useQuery } from '@tanstack/react-query';
import {
  ApplicationView,
  CaseWorkflowsView,
  DeadLetterList,
  DeadLetterPreview,
  ReadinessView,
  type DeadLetterView,
} from '#libs/contracts';
import { Refused } from '../api/api-client.js';
import { useSession } from '../session/session.js';
import { PROCESSES, metricsOf, type ProcessHealth, type ProcessMetrics, type ProcessName } from './health.view.js';

const HEALTH_MS = 3_000;
const LETTERS_MS = 2_000;

/** Everybody who reads facts and may have dead letters. */
export const LETTER_SERVICES = ['applications', 'approvals', 'payments', 'pipelines', 'workflows'] as const;
export type LetterService = (typeof LETTER_SERVICES)[number];

/** Letters that nobody has dealt with, or those that are closed. */
export type LetterStanding = 'open' | 'closed';

const rootOf = (process: ProcessName): string => (process === 'gateway' ? '' : `/api/${process}`);

/** A process that is not ready answers 503 with the same report; one that is away answers nothing of the kind. */
const reportOf = async (process: ProcessName, signal: AbortSignal): Promise<ReadinessView | undefined> => {
  const response = await fetch(`${rootOf(process)}/health/ready`, { credentials: 'same-origin', signal });
  const text = await response.text();
  try {
    const parsed = ReadinessView.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

const countedBy = async (process: ProcessName, signal: AbortSignal): Promise<ProcessMetrics | undefined> => {
  const response = await fetch(`${rootOf(process)}/metrics`, { credentials: 'same-origin', signal });
  return response.ok ? metricsOf(await response.text()) : undefined;
};

/** What each process says of itself; one that says nothing for a while is shown as such. */
export const useHealth = (): { readonly processes: readonly ProcessHealth[]; readonly isLoading: boolean } =>
  useQueries({
    queries: PROCESSES.map((process) => ({
      queryKey: ['health', process],
      refetchInterval: HEALTH_MS,
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ProcessHealth> => {
        const report = await reportOf(process, signal);
        return { process, report, metrics: report === undefined ? undefined : await countedBy(process, signal) };
      },
    })),
    combine: (results) => ({
      processes: PROCESSES.map((process, index) => {
        const { data, isError } = results[index] ?? { data: undefined, isError: true };
        return data === undefined || isError ? { process, report: undefined, metrics: undefined } : data;
      }),
      isLoading: results.some(({ isLoading }) => isLoading),
    }),
  });

export interface Letters {
  /** The latest first. */
  readonly letters: readonly DeadLetterView[];
  readonly isLoading: boolean;
  readonly silent: readonly LetterService[];
}

/** The dead letters of every service. */
export const useLetters = (standing: LetterStanding): Letters => {
  const { client } = useSession();
  return useQueries({
    queries: LETTER_SERVICES.map((service) => ({
      queryKey: ['letters', service, standing],
      refetchInterval: LETTERS_MS,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.query(`/api/${service}/dead-letters?status=${standing}`, DeadLetterList, signal),
    })),
    combine: (results) => ({
      letters: results
        .flatMap(({ data }) => data?.letters ?? [])
        .toSorted((one, other) => (one.buriedAt < other.buriedAt ? 1 : -1)),
      isLoading: results.some(({ isLoading }) => isLoading),
      silent: LETTER_SERVICES.filter((_, index) => results[index]?.isError === true),
    }),
  });
};

/** How people call a letter's case: as its service knows it, else as applications does; undefined while neither has said. */
export const useCaseTitle = ({ caseId, caseNo, employer }: DeadLetterView): string | undefined => {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: ['letter-case', caseId],
    enabled: caseId !== null && employer === null,
    staleTime: Infinity,
    retry: false,
    queryFn: ({ signal }) => client.query(`/api/applications/applications/${caseId}`, ApplicationView, signal),
  });
  const parts = [caseNo ?? data?.caseNo, employer ?? data?.plan?.facts.employerName];
  const title = parts.filter((part) => typeof part === 'string').join(' · ');
  return title === '' ? undefined : title;
};

/** What a redo would do now; asked when somebody wants to know. */
export const usePreview = (path: string, enabled: boolean) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['letter-preview', path],
    enabled,
    queryFn: ({ signal }) => client.query(`${path}/preview`, DeadLetterPreview, signal),
  });
};

const NOT_FOUND = 404;

/** Where the workflows of a case stand; null when it has none. */
export const useCaseWorkflows = (caseId: string) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['workflows', caseId],
    refetchInterval: LETTERS_MS,
    queryFn: async ({ signal }) => {
      try {
        return await client.query(`/api/workflows/cases/${caseId}`, CaseWorkflowsView, signal);
      } catch (error) {
        if (error instanceof Refused && error.status === NOT_FOUND) return null;
        throw error;
      }
    },
  });
};
