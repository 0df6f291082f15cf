import { readFileSync } from 'node:fs';
import { judgeFile, type JudgedFile } from '#libs/rulebook';
import { RULES_USAGE, rulesWish, type RulesWish } from './rules-options.js';
import { caseText, exitCodeOf, problemText } from './rules-text.js';

/** Where the tool writes: what was asked for, and what is wrong. */
export interface RulesOutput {
  readonly say: (text: string) => void;
  readonly warn: (text: string) => void;
}

const unreadable = (zh: string, en: string): JudgedFile => ({ cases: [], problems: [{ path: '', name: '', zh, en }] });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A file that cannot be read, or is no JSON, is told of like a bad row: the others are still judged. */
const judgeFileAt = (path: string): JudgedFile => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const why = messageOf(error);
    return unreadable(`无法读取文件（${why}）；请检查路径`, `the file cannot be read (${why}); check its path`);
  }
  try {
    return judgeFile(JSON.parse(text.replace(/^\uFEFF/u, '')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const why = error.message;
    return unreadable(`不是有效的JSON（${why}）；请更正该处`, `not valid JSON (${why}); correct that place`);
  }
};

const tell = (path: string, { cases, problems }: JudgedFile, { all }: RulesWish, { say, warn }: RulesOutput): void => {
  for (const one of cases) say(`${caseText(one, all)}\n`);
  for (const problem of problems) warn(problemText(path, problem));
};

/** Judges the files and gives the exit code. */
export const runRules = (args: readonly string[], output: RulesOutput): number => {
  let wish: RulesWish;
  try {
    wish = rulesWish(args);
  } catch (error) {
    output.warn(messageOf(error));
    return 2;
  }
  if (wish.help) {
    output.say(RULES_USAGE);
    return 0;
  }
  const judged = wish.files.map((file) => ({ file, ...judgeFileAt(file) }));
  if (wish.json) output.say(JSON.stringify(judged, null, 2));
  else for (const one of judged) tell(one.file, one, wish, output);
  return exitCodeOf(judged);
};
