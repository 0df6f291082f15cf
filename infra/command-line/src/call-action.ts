import { readFileSync } from 'node:fs';
import type { LooseInput } from '#libs/client';
import { operationNamed, operationsOf, pathOf } from './api-operations.js';
import { WrongCall, numberOf, pairsOf, type CommandWish } from './command-wish.js';
import { parseJson, type Connection } from './connection.js';
import type { Told } from './told.js';

/** `operations`: everything that can be called, with who may. */
export const listOperations = ({ operands: [service], language }: CommandWish): Told => {
  const operations = operationsOf(service);
  const width = Math.max(...operations.map(({ service: name, id }) => name.length + id.length)) + 3;
  return {
    value: operations,
    text: operations
      .map(({ service: name, id, method, path }) => `${`${name}:${id}`.padEnd(width)}${method.padEnd(5)}${path}`)
      .join('\n'),
    code: 0,
    note: language === 'zh' ? `共 ${operations.length} 项` : `${operations.length} operations`,
  };
};

/** `query`, `command` and `dry-run`: any operation of the documents by its id. */
export const callOperation = async (wish: CommandWish, { client }: Connection): Promise<Told> => {
  const { action, options, operands, language } = wish;
  const [name = '', ...ids] = operands;
  const operation = operationNamed(name);
  const isQuery = action === 'query';
  if (isQuery !== (operation.method === 'GET')) {
    const word = operation.method === 'GET' ? 'query' : 'command';
    throw new WrongCall(`${name} 须用 nuanchao ${word}`, `${name} is called by nuanchao ${word}`);
  }
  const input: LooseInput = {
    path: pathOf(operation, ids, pairsOf('path', options.path ?? [])),
    query: pairsOf('query', options.query ?? []),
    ...(isQuery ? {} : { body: bodyIn(options.file), ...mannerOf(wish) }),
  };
  const value = await client.request(operation.service, `${operation.method} ${operation.path}`, input);
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return { value, text, code: 0, ...(isQuery ? {} : { note: noteOf(value, language) }) };
};

const bodyIn = (file: string | undefined): unknown =>
  file === undefined ? {} : parseJson(readFileSync(file === '-' ? 0 : file, 'utf8'), file);

const mannerOf = ({ action, options }: CommandWish) => ({
  ...(options.intent === undefined ? {} : { intent: options.intent }),
  ...(options.key === undefined ? {} : { key: options.key }),
  ...(options['if-match'] === undefined ? {} : { ifMatch: numberOf('if-match', options['if-match'], 1) }),
  ...(action === 'dry-run' || options['dry-run'] ? { dryRun: true } : {}),
});

/** What came of a command, in one line. */
const noteOf = (value: unknown, language: CommandWish['language']): string => {
  const { dryRun, repeated, events } = value as { dryRun?: boolean; repeated?: boolean; events?: { type: string }[] };
  const types = (events ?? []).map(({ type }) => type).join(', ');
  if (dryRun === true)
    return language === 'zh'
      ? `试运行通过，未写入任何内容：${types}`
      : `It would pass, and nothing was written: ${types}`;
  if (repeated === true)
    return language === 'zh' ? '此前已办过，本次未重复办理' : 'It was done before; nothing was done again';
  return language === 'zh' ? '已办成' : 'Done';
};
