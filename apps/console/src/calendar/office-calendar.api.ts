import { useQuery } from '@tanstack/react-query';
import { OfficeCalendarView } from '#libs/contracts';
import { useSession } from '../session/session.js';

/** The office's day changes at midnight, or when an operator sets the clock of a demonstration. */
const REFETCH_MS = 15_000;

/** The office's day and its days off; undefined until they are known. */
export const useOfficeCalendar = (): OfficeCalendarView | undefined => {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: ['calendar'],
    queryFn: ({ signal }) => client.query('/api/approvals/calendar', OfficeCalendarView, signal),
    refetchInterval: REFETCH_MS,
  });
  return data;
};
