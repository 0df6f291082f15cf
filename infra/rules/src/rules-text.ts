import type { FileProblem, JudgedCase, JudgedFile, RuleOutcome, RuleResult } from '#libs/rulebook';

const WORDS: Readonly<Record<RuleResult, string>> = {
  holds: '符合 holds',
  refused: '不符合 refused',
  warning: '提示 warning',
  acts: '自动处理 acts',
  'not-concerned': '不涉及 not concerned',
};
const RESULTS = Object.keys(WORDS) as RuleResult[];

const ID_WIDTH = 11;

/** The line of a rule: id, severity, version, result; below it each place and both sentences. */
const outcomeLines = ({ rule, severity, version, result, findings }: RuleOutcome): readonly string[] => [
  `  ${rule.padEnd(ID_WIDTH)}${severity}  ${version}  ${WORDS[result]}`,
  ...findings.flatMap(({ pointer, zh, en }) => [
    `      ${pointer === '' ? '/' : pointer}`,
    `      ${zh}`,
    `      ${en}`,
  ]),
];

const countLine = (outcomes: readonly RuleOutcome[]): string =>
  RESULTS.map((result) => `${WORDS[result]} ${outcomes.filter((one) => one.result === result).length}`).join(', ');

/** One case: its rules, those that it does not concern by their ids alone unless all are wished. */
export const caseText = ({ name, date, outcomes }: JudgedCase, all: boolean): string => {
  const concerned = outcomes.filter(({ result }) => result !== 'not-concerned');
  const others = outcomes.filter(({ result }) => result === 'not-concerned').map(({ rule }) => rule);
  return [
    `案例 case: ${name} (${date})`,
    ...(all ? outcomes : concerned).flatMap(outcomeLines),
    ...(all || others.length === 0 ? [] : [`  ${WORDS['not-concerned']}: ${others.join(' ')}`]),
    `  ${countLine(outcomes)}`,
  ].join('\n');
};

/** What could not be judged: where, and the cure. */
export const problemText = (file: string, { path, name, zh, en }: FileProblem): string =>
  [`${file}${path}${name === '' ? '' : ` (${name})`}`, `  ${zh}`, `  ${en}`].join('\n');

/** 2 when something was not judged, 1 when some rule refuses, else 0. */
export const exitCodeOf = (files: readonly JudgedFile[]): 0 | 1 | 2 => {
  if (files.some(({ problems }) => problems.length > 0)) return 2;
  const refused = files.some(({ cases }) =>
    cases.some(({ outcomes }) => outcomes.some(({ result }) => result === 'refused')),
  );
  return refused ? 1 : 0;
};
