import { useQuery } from '@tanstack/react-query';
import { CaseOverview, MoneyOverview, type Role } from '#libs/contracts';
import { useSession } from '../session/session.js';

/** Numbers follow decisions; counting them reads every case. */
const REFRESH_MS = 2_000;

export const useCaseOverview = () => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['overview', 'cases'],
    queryFn: ({ signal }) => client.query('/api/applications/overview', CaseOverview, signal),
    refetchInterval: REFRESH_MS,
  });
};

/** The city's money is the city's business. */
const OF_THE_CITY: readonly Role[] = ['MU_LEADER', 'MH_LEADER', 'MU_AUDIT'];

export const useIsOfTheCity = (): boolean =>
  useSession().session.account.roles.some(({ role }) => OF_THE_CITY.includes(role));

export const useMoneyOverview = (enabled: boolean) => {
  const { client } = useSession();
  return useQuery({
    queryKey: ['overview', 'money'],
    enabled,
    queryFn: ({ signal }) => client.query('/api/payments/overview', MoneyOverview, signal),
    refetchInterval: REFRESH_MS,
  });
};
