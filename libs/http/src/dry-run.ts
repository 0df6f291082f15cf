import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal } from '#libs/contracts';
import { noteInContext } from '#libs/telemetry';
import { ProblemError } from './problem-error.js';

const NAME = 'dryRun';

/**
 * `?dryRun=true` on a command asks what would happen: the whole request then runs with a note that forbids writing. A value
 * or a spelling that we do not know is refused, because whoever meant a dry run must not get the real thing.
 */
export const dryRunRequest = (
  request: IncomingMessage & { originalUrl?: string },
  _response: ServerResponse,
  next: (error?: unknown) => void,
): void => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const wish = dryRunIn(new URL(request.originalUrl ?? '/', 'http://localhost').searchParams);
  if (wish === undefined) return next(malformed());
  if (wish) noteInContext({ dryRun: true });
  next();
};

/** Whether these parameters ask for a dry run; undefined when that cannot be told. */
export const dryRunIn = (parameters: URLSearchParams): boolean | undefined => {
  const named = [...parameters].filter(([name]) => name.replaceAll(/[-_]/g, '').toLowerCase() === NAME.toLowerCase());
  if (named.length === 0) return false;
  const [[name, value] = ['', '']] = named;
  if (named.length > 1 || name !== NAME || (value !== 'true' && value !== 'false')) return undefined;
  return value === 'true';
};

const malformed = (): ProblemError =>
  new ProblemError([
    refusal('G-MALFORMED', '/dryRun', {
      problem: 'dryRun must be written like this and be true or false, once',
      problemZh: 'dryRun 须写作 dryRun=true 或 dryRun=false，且只出现一次',
    }),
  ]);
