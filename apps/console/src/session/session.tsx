import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Session } from '#libs/contracts';
import { ApiClient } from '../api/api-client.js';
import type { Connection } from '../api/connection.view.js';
import { keptName } from '../shell/kept.view.js';
import { Waiting } from '../shell/waiting.part.js';
import { SignInAgain } from './sign-in-again.part.js';
import { SignInPage } from './sign-in.page.js';
import { SIGNED_IN, readSession, type SignInFault } from './session.api.js';

interface SignedIn {
  readonly session: Session;
  readonly client: ApiClient;
}

const SessionContext = createContext<SignedIn | undefined>(undefined);

/** Who is signed in, and the API in his name. Only below `SessionProvider`. */
export const useSession = (): SignedIn => {
  const found = useContext(SessionContext);
  if (found === undefined) throw new Error('useSession is used outside of SessionProvider.');
  return found;
};

/** Somebody waits for the person to sign in again. */
interface Waits {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

const newWaits = (): Waits => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
};

/**
 * Knows who is signed in. When the session ends in mid-work the page stays as it is, with all that was typed, until the same
 * person has signed in again; then what was being sent goes on with its own key.
 */
export const SessionProvider = ({ connection, children }: { connection: Connection; children: ReactNode }) => {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: Infinity });
  const current = useRef<Session | null>(null);
  current.current = data ?? current.current;
  const waits = useRef<Waits | undefined>(undefined);
  const [asked, setAsked] = useState(false);
  const [fault, setFault] = useState<SignInFault>();

  const client = useMemo(
    () =>
      new ApiClient({
        csrf: () => current.current?.csrf ?? '',
        signInAgain: () => {
          waits.current ??= newWaits();
          setAsked(true);
          return waits.current.promise;
        },
        onReach: connection.tell,
      }),
    [connection],
  );

  const resume = useCallback(async (): Promise<void> => {
    const again = await readSession().catch(() => null);
    if (again === null) return setFault('not-yet');
    if (again.account.id !== current.current?.account.id) return setFault('somebody-else');
    queries.setQueryData(['session'], again);
    current.current = again;
    waits.current?.resolve();
    waits.current = undefined;
    setFault(undefined);
    setAsked(false);
  }, [queries]);

  useEffect(() => {
    const listen = ({ key }: StorageEvent): void => {
      if (key === keptName(SIGNED_IN) && waits.current !== undefined) void resume();
    };
    window.addEventListener('storage', listen);
    return () => window.removeEventListener('storage', listen);
  }, [resume]);

  const value = useMemo(() => (data ? { session: data, client } : undefined), [data, client]);
  if (data === null) return <SignInPage />;
  if (value === undefined) return <Waiting failed={error !== null} onRetry={() => void refetch()} />;
  return (
    <SessionContext value={value}>
      {children}
      <SignInAgain asked={asked} fault={fault} onDone={() => void resume()} />
    </SessionContext>
  );
};
