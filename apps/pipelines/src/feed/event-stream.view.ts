import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { positionAt } from './feed-position.policy.js';
import type { FeedScope } from './feed.policy.js';
import type { FeedReader } from './feed-reader.view.js';

const LIMIT = 100;

export interface StreamOptions {
  /** A comment is sent when nothing else was for so long, so that proxies keep the connection open. */
  readonly heartbeatMs: number;
  /** A reader that takes nothing for so long is cut off; it comes back with Last-Event-ID and loses nothing. */
  readonly stalledMs: number;
  /** Asked between entries: false ends the stream. */
  readonly mayGoOn: () => boolean | Promise<boolean>;
}

/**
 * Server-sent events (WHATWG HTML §9.2): `id` is the position behind the event. Nothing is read ahead: the next page is
 * fetched when the connection has taken the last one, so a slow reader costs one page of memory.
 */
export const streamEvents = async (
  response: ServerResponse,
  reader: FeedReader,
  wish: { readonly scope: FeedScope; readonly from: number },
  options: StreamOptions,
): Promise<void> => {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  let [next, told] = [wish.from, performance.now()];
  const isOpen = (): boolean => !closed.signal.aborted && !response.destroyed;
  try {
    while (isOpen() && (await options.mayGoOn())) {
      const slice = await reader.slice(wish.scope, next, LIMIT);
      next = slice.next;
      for (const { index, type, json } of slice.entries) {
        await send(
          response,
          `id: ${positionAt(index + 1)}\nevent: ${type}\ndata: ${json}\n\n`,
          options.stalledMs,
          closed.signal,
        );
        told = performance.now();
      }
      const quietMs = performance.now() - told;
      if (quietMs >= options.heartbeatMs) {
        // The position moves on with what was not shown, so a reader that comes back need not pass it again.
        await send(response, `id: ${positionAt(next)}\n: still here\n\n`, options.stalledMs, closed.signal);
        told = performance.now();
      } else if (!slice.more) {
        await reader.waitFor(next, Math.min(1_000, options.heartbeatMs - quietMs));
      }
    }
  } catch (error) {
    if (!(error instanceof Stalled)) throw error;
  } finally {
    if (!response.destroyed) response.end();
  }
};

class Stalled extends Error {}

const send = async (response: ServerResponse, text: string, stalledMs: number, closed: AbortSignal): Promise<void> => {
  if (response.write(text)) return;
  try {
    await once(response, 'drain', { signal: AbortSignal.any([closed, AbortSignal.timeout(stalledMs)]) });
  } catch {
    response.destroy();
    throw new Stalled();
  }
};
