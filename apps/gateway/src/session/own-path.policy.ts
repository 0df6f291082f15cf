const PATH_MAX = 1_000;
const NOWHERE = 'http://console.invalid';
/** Not pages: signing in again from there would go round in circles, or show raw answers. */
const NO_PAGES = /^\/(sign-in|sign-out|session|api)(\/|$)/;

/**
 * Where to go after signing in: the given path when it is a page of this origin, else the first page. Everything that a
 * browser could read as another origin (`//host`, `/\host`, schemes, control characters) is refused, so that nobody can be led astray
 * by a link to our sign-in.
 */
export const ownPath = (given: unknown): string => {
  if (typeof given !== 'string' || given.length > PATH_MAX || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(given))
    return '/';
  const url = new URL(given, NOWHERE);
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === NOWHERE && !path.startsWith('//') && !NO_PAGES.test(url.pathname) ? path : '/';
};
