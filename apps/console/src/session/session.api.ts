import { CSRF_HEADER, Session, SignedOut } from '#libs/contracts';
import { Refused } from '../api/api-client.js';

/** A page that has just signed in tells the others that wait for it, by a value that this browser keeps. */
export const SIGNED_IN = 'signed-in';

/** Where a second window says that it is done. */
export const SIGNED_IN_PATH = '/signed-in';

/** Why a page whose session has ended does not go on yet. */
export type SignInFault = 'not-yet' | 'somebody-else';

const UNAUTHENTICATED = 401;

/** Null when nobody is signed in. */
export const readSession = async (): Promise<Session | null> => {
  const response = await fetch('/session', { credentials: 'same-origin' });
  if (response.status === UNAUTHENTICATED) return null;
  if (!response.ok) throw new Refused(response.status, undefined);
  return Session.parse(await response.json());
};

/** The address at which one signs in and then comes back. */
export const signInAddress = (to: string): string => `/sign-in?to=${encodeURIComponent(to)}`;

/** Ends the session. @returns where to go now */
export const signOut = async (csrf: string): Promise<string> => {
  const headers = { [CSRF_HEADER]: csrf };
  const response = await fetch('/sign-out', { method: 'POST', credentials: 'same-origin', headers });
  if (response.status === UNAUTHENTICATED) return '/';
  if (!response.ok) throw new Refused(response.status, undefined);
  return SignedOut.parse(await response.json()).to;
};
