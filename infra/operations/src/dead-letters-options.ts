import { parseArgs } from 'node:util';

export const ACTIONS = ['list', 'show', 'preview', 'redo', 'drop'] as const;
export type Action = (typeof ACTIONS)[number];

/** What somebody asked of the tool. */
export interface LettersWish {
  readonly action: Action;
  /** Of the letter; empty for `list` only. */
  readonly id: string;
  /** The machine or person whose token is used: SYS_ADMIN. */
  readonly account: string;
  readonly reason: string;
  /** Closed letters as well. */
  readonly all: boolean;
  readonly json: boolean;
}

export const USAGE = `npm run dead-letters -- list [--all]
npm run dead-letters -- show <id>
npm run dead-letters -- preview <id>
npm run dead-letters -- redo <id>
npm run dead-letters -- drop <id> --reason "…"    proposes; the same by another person confirms
Everywhere: --as <account> (sys-admin-1), --json`;

/** @throws Error that says how the tool is called */
export const lettersWish = (args: readonly string[]): LettersWish => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      as: { type: 'string', default: 'sys-admin-1' },
      reason: { type: 'string', default: '' },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const [action = 'list', id = ''] = positionals;
  if (!isAction(action) || (action === 'list') !== (id === '') || positionals.length > 2) throw new Error(USAGE);
  if (action === 'drop' && values.reason === '') throw new Error(`A drop needs a --reason.\n${USAGE}`);
  return { action, id, account: values.as, reason: values.reason, all: values.all, json: values.json };
};

const isAction = (text: string): text is Action => (ACTIONS as readonly string[]).includes(text);
