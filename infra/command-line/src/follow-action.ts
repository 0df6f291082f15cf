import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { FeedWish } from '#libs/client';
import { numberOf, type CommandWish } from './command-wish.js';
import type { Connection } from './connection.js';

const list = (text: string | undefined): readonly string[] | undefined => text?.split(',').filter(Boolean);

/**
 * `follow`: one event a line, for ever or so many of them. With `--position <file>` the position is kept behind every line
 * that is out, and the next call goes on there: an event may come again after a kill, and none is left out.
 */
export const followFeed = async (
  { options }: CommandWish,
  { client }: Connection,
  write: (line: string) => Promise<void>,
): Promise<void> => {
  const { position: file } = options;
  const limit = options.limit === undefined ? Infinity : numberOf('limit', options.limit, 1);
  const over = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => over.abort());
  const kept = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  const wish: FeedWish = {
    after: kept ?? options.after,
    types: list(options.types),
    services: list(options.services),
    units: list(options.units),
    ownCases: options['own-cases'] ? true : undefined,
    how: options.poll ? 'poll' : 'stream',
    signal: over.signal,
  };
  let count = 0;
  for await (const { position, event } of client.follow(wish)) {
    await write(JSON.stringify({ position, event }));
    if (file !== undefined) keep(file, position);
    count += 1;
    if (count >= limit) return;
  }
};

const keep = (file: string, position: string): void => {
  writeFileSync(`${file}.new`, position);
  renameSync(`${file}.new`, file);
};
