import { z } from 'zod';
import { Grant } from '../access/actor.js';

/** Header in which a page repeats the session's `csrf` with everything that changes something. */
export const CSRF_HEADER = 'x-csrf-token';

/** Who is signed in to the console. The name is for greeting; facts know the id only. */
export const SessionAccount = z.object({
  /** The actor id under which facts know this person. */
  id: z.string().min(1),
  name: z.string(),
  kind: z.literal('human'),
  roles: z.array(Grant),
});
export type SessionAccount = z.infer<typeof SessionAccount>;

/** What a page may know about the session that its cookie stands for: never a token. */
export const Session = z.object({
  account: SessionAccount,
  /** To be sent back as `X-CSRF-Token` with POST, PUT, PATCH and DELETE. */
  csrf: z.string().min(1),
  /** When the person has to sign in again at the latest, RFC 3339. */
  expiresAt: z.iso.datetime({ offset: true }),
});
export type Session = z.infer<typeof Session>;

/** Where a page goes after it has signed out: the issuer's end of session, or `/`. */
export const SignedOut = z.object({ to: z.string().min(1) });
export type SignedOut = z.infer<typeof SignedOut>;
