import { parseArgs } from 'node:util';

export const ACTIONS = [
  'login',
  'token',
  'operations',
  'query',
  'command',
  'dry-run',
  'batch',
  'cases',
  'case',
  'tasks',
  'follow',
  'verify-webhook',
] as const;
export type Action = (typeof ACTIONS)[number];

const OPTIONS = {
  // Everywhere.
  lang: { type: 'string', default: 'zh' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  as: { type: 'string' },
  credentials: { type: 'string' },
  patience: { type: 'string', default: '30' },
  // Signing in.
  gateway: { type: 'string' },
  issuer: { type: 'string' },
  'client-id': { type: 'string' },
  'secret-file': { type: 'string' },
  // Calls and batches.
  file: { type: 'string' },
  path: { type: 'string', multiple: true },
  query: { type: 'string', multiple: true },
  'if-match': { type: 'string' },
  intent: { type: 'string' },
  key: { type: 'string' },
  again: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  service: { type: 'string' },
  results: { type: 'string' },
  // Lists and the feed.
  status: { type: 'string' },
  role: { type: 'string' },
  after: { type: 'string' },
  position: { type: 'string' },
  types: { type: 'string' },
  services: { type: 'string' },
  units: { type: 'string' },
  'own-cases': { type: 'boolean', default: false },
  poll: { type: 'boolean', default: false },
  limit: { type: 'string' },
  headers: { type: 'string' },
} as const;

export type CommandOptions = ReturnType<typeof parse>['values'];
export type Language = 'zh' | 'en';

/** What somebody asked of the tool. */
export interface CommandWish {
  readonly action: Action;
  /** What follows the action's name. */
  readonly operands: readonly string[];
  readonly language: Language;
  readonly options: CommandOptions;
}

/** It was called wrongly, or what it was given cannot be read; nothing was sent. Exit code 2. */
export class WrongCall extends Error {
  override readonly name = 'WrongCall';
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh} ${en}`);
  }
}

/** How many operands each action takes. */
const OPERANDS: Readonly<Record<Action, readonly [least: number, most: number]>> = {
  login: [0, 0],
  token: [0, 0],
  operations: [0, 1],
  query: [1, 5],
  command: [1, 5],
  'dry-run': [1, 5],
  batch: [1, 1],
  cases: [0, 0],
  case: [1, 1],
  tasks: [0, 0],
  follow: [0, 0],
  'verify-webhook': [0, 0],
};

const parse = (args: readonly string[]) => parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });

/** `apply` is another word for `command`. */
const nameOf = (word: string | undefined): string | undefined => (word === 'apply' ? 'command' : word);
const isAction = (word: string | undefined): word is Action =>
  (ACTIONS as readonly (string | undefined)[]).includes(word);

/** @returns undefined when only help is wanted @throws WrongCall */
export const commandWish = (args: readonly string[]): CommandWish | undefined => {
  const { values, positionals } = parsed(args);
  const [word, ...operands] = positionals;
  if (values.help || (word === undefined && args.length === 0)) return undefined;
  const action = nameOf(word);
  if (!isAction(action)) {
    throw new WrongCall(
      `没有“${word ?? ''}”这个命令，可用：${ACTIONS.join('、')}`,
      `There is no "${word ?? ''}"; it takes ${ACTIONS.join(', ')}`,
    );
  }
  const [least, most] = OPERANDS[action];
  if (operands.length < least || operands.length > most) {
    throw new WrongCall(`${action} 的参数个数不对，见 --help`, `${action} takes other arguments; see --help`);
  }
  const { lang } = values;
  if (lang !== 'zh' && lang !== 'en') throw new WrongCall('--lang 只能是 zh 或 en', '--lang is zh or en');
  return { action, operands, language: lang, options: values };
};

const parsed = (args: readonly string[]): ReturnType<typeof parse> => {
  try {
    return parse(args);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new WrongCall(`命令写法有误：${text}`, `Called wrongly: ${text}`);
  }
};

/** `id=0193…` as a pair; several make a record. @throws WrongCall */
export const pairsOf = (option: string, texts: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new WrongCall(`--${option} 须写作 名称=值`, `--${option} is written name=value`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );

/** A whole number of at least `least`. @throws WrongCall */
export const numberOf = (option: string, text: string, least: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new WrongCall(`--${option} 须为不小于${least}的整数`, `--${option} is a whole number from ${least} on`);
};
