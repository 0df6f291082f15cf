import { parseArgs } from 'node:util';

export const RULES_USAGE = `npm run rules -- <cases.json> [more.json …]

  --all    a line for every rule, also for those that a case does not concern
  --json   the outcomes as JSON
  --help   this text

Judges each case of the files by every rule of the office. The format: docs/rules.md; a sample: infra/rules/sample-cases.json.
Exit code 0: judged, nothing refused; 1: some rule refuses; 2: called wrongly, or something could not be judged.`;

/** What somebody asked of the tool. */
export interface RulesWish {
  readonly files: readonly string[];
  readonly all: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws Error that says how the tool is called */
export const rulesWish = (args: readonly string[]): RulesWish => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0 && !values.help) throw new Error(`Name a file with cases.\n${RULES_USAGE}`);
  return { files: positionals, ...values };
};
