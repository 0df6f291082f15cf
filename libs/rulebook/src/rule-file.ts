import { z } from 'zod';
import type { PriceCap } from '#libs/policy';
import { judgeCase, type RuleOutcome } from './judge-case.js';
import { PriceCapRow, RuleCase } from './rule-case.js';

/** A row of the file with its pointer. */
interface Placed<Row> {
  readonly path: string;
  readonly row: Row;
}

/** Why something in the file could not be judged: where, and what to do about it. */
export interface FileProblem {
  /** RFC 6901 pointer into the file. */
  readonly path: string;
  /** Name of the case, where it has one. */
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

export interface RuleFile {
  readonly cases: readonly Placed<RuleCase>[];
  readonly caps: readonly PriceCap[];
  readonly problems: readonly FileProblem[];
}

const problemsOf = (error: z.ZodError, at: string, name: string): readonly FileProblem[] => {
  const chinese = z.locales.zhCN().localeError;
  return error.issues.map((issue) => ({
    path: [at, ...issue.path.map(String)].join('/'),
    name,
    zh: `${textOf(chinese(issue as Parameters<typeof chinese>[0]))}；请按docs/rules.md填写，本行未判定`,
    en: `${issue.message}; write it as docs/rules.md says; this row was not judged`,
  }));
};

const textOf = (message: ReturnType<ReturnType<typeof z.locales.zhCN>['localeError']>): string =>
  typeof message === 'string' ? message : (message?.message ?? '内容不符合要求');

const nameOf = (row: unknown): string => {
  const name = typeof row === 'object' && row !== null ? (row as { name?: unknown }).name : undefined;
  return typeof name === 'string' ? name : '';
};

/** Each row by itself: a bad one is told of and the others are kept. */
const readRows = <Row>(
  rows: unknown,
  schema: z.ZodType<Row>,
  at: string,
): { readonly kept: readonly Placed<Row>[]; readonly problems: readonly FileProblem[] } => {
  if (rows === undefined) return { kept: [], problems: [] };
  if (!Array.isArray(rows)) {
    return {
      kept: [],
      problems: [{ path: at, name: '', zh: '须为列表；请写成[ … ]', en: 'must be a list; write [ … ]' }],
    };
  }
  const read = rows.map((row: unknown, index) => {
    const parsed = schema.safeParse(row);
    return parsed.success
      ? { kept: [{ path: `${at}/${index}`, row: parsed.data }], problems: [] }
      : { kept: [], problems: problemsOf(parsed.error, `${at}/${index}`, nameOf(row)) };
  });
  return { kept: read.flatMap(({ kept }) => kept), problems: read.flatMap(({ problems }) => problems) };
};

const KNOWN = ['cases', 'priceCaps'];

/** A file of cases as it was parsed from JSON: a list of cases, or `{ "cases": […], "priceCaps": […] }`. */
export const readRuleFile = (content: unknown): RuleFile => {
  const file = Array.isArray(content) ? { cases: content as unknown[] } : content;
  if (typeof file !== 'object' || file === null || !('cases' in file)) {
    const problem = {
      path: '/cases',
      name: '',
      zh: '文件中没有案例；请写{"cases": [ … ]}',
      en: 'no cases in the file; write {"cases": [ … ]}',
    };
    return { cases: [], caps: [], problems: [problem] };
  }
  const cases = readRows(file.cases, RuleCase, '/cases');
  const caps = readRows('priceCaps' in file ? file.priceCaps : undefined, PriceCapRow, '/priceCaps');
  const unknown = Object.keys(file)
    .filter((name) => !KNOWN.includes(name))
    .map((name) => ({
      path: `/${name}`,
      name: '',
      zh: `不认识“${name}”；文件只有cases和priceCaps`,
      en: `"${name}" is not known; a file has cases and priceCaps`,
    }));
  return {
    cases: cases.kept,
    caps: caps.kept.map(({ row }) => row),
    problems: [...unknown, ...caps.problems, ...cases.problems],
  };
};

/** One case of a file with what every rule says of it. */
export interface JudgedCase {
  readonly path: string;
  readonly name: string;
  readonly date: string;
  readonly outcomes: readonly RuleOutcome[];
}

export interface JudgedFile {
  readonly cases: readonly JudgedCase[];
  readonly problems: readonly FileProblem[];
}

/** Judges whatever of a file can be judged; what cannot is told of with its place and the cure. */
export const judgeFile = (content: unknown): JudgedFile => {
  const { cases, caps, problems } = readRuleFile(content);
  const judged = cases.map(({ path, row }): { readonly one?: JudgedCase; readonly problem?: FileProblem } => {
    const { name, date } = row;
    try {
      return { one: { path, name, date, outcomes: judgeCase(row, caps) } };
    } catch (error) {
      // A day outside the parameters or the calendar, in words of the one that has no answer for it.
      if (!(error instanceof RangeError)) throw error;
      const zh = `日期超出参数或日历的范围（${error.message}）；请更正日期，本案例未判定`;
      const en = `a date lies outside the parameters or the calendar (${error.message}); correct it; this case was not judged`;
      return { problem: { path: `${path}/date`, name, zh, en } };
    }
  });
  return {
    cases: judged.flatMap(({ one }) => (one === undefined ? [] : [one])),
    problems: [...problems, ...judged.flatMap(({ problem }) => (problem === undefined ? [] : [problem]))],
  };
};
