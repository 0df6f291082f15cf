// Copies the published holiday schedules and the festivals of the lunar calendar from the package chinese-days into
// libs/calendar, so that the product never asks the package at run time: it answers "workday" for every year it does not
// know. The lunar dates are copied rather than computed, because the host's ICU is wrong where a new moon falls close to
// midnight (2027, 2030) and a due date must not depend on the release of Node that counted it.
//
//   node infra/calendar/generate.mjs           writes libs/calendar/src/published-years.ts and lunar-years.ts
//   node infra/calendar/generate.mjs --check   exits 1 when a committed file differs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { version: packageVersion } = require('chinese-days/package.json');
const published = require('chinese-days/dist/chinese-days.json');
const { getSolarDateFromLunar } = require('chinese-days');

/** Last year with a fallback: longer than any site is supervised. The package itself knows the lunar calendar to 2100. */
const LUNAR_TO = 2090;

const DAY_MS = 86_400_000;
const next = (date) => new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** Dates of one name that follow each other within a year become one run: `02-15..02-23 春节`. */
const runs = (days) => {
  const found = [];
  for (const [date, description] of Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [en, zh] = description.split(',');
    const last = found.at(-1);
    const follows = last !== undefined && last.zh === zh && next(last.to) === date && !date.endsWith('-01-01');
    if (follows) last.to = date;
    else found.push({ from: date, to: date, zh, en });
  }
  return found;
};

const spell = ({ from, to, zh }) => `${from.slice(5)}${from === to ? '' : `..${to.slice(5)}`} ${zh}`;
const ofYear = (year, list) =>
  list
    .filter(({ from }) => from.startsWith(year))
    .map(spell)
    .join('; ');

const holidays = runs(published.holidays);
const workdays = runs(published.workdays);
const years = [...new Set(holidays.map(({ from }) => from.slice(0, 4)))];
const names = Object.fromEntries([...holidays, ...workdays].map(({ zh, en }) => [zh, en]));
const quote = (text) => (text.includes("'") ? `"${text}"` : `'${text}'`);

const text = `/** Written by infra/calendar/generate.mjs from chinese-days ${packageVersion}; change it there. */
export const PUBLISHED_VERSION = 'chinese-days-${packageVersion}/${years.at(-1)}';

/** English names by the Chinese ones. */
export const HOLIDAY_NAMES: Readonly<Record<string, string>> = {
${Object.entries(names)
  .map(([zh, en]) => `  ${zh}: ${quote(en)},`)
  .join('\n')}
};

/** One year of the State Council's schedule: days off, and weekend days that are worked (调休). */
export interface PublishedYear {
  readonly year: number;
  readonly holidays: string;
  readonly workdays: string;
}

export const PUBLISHED_YEARS: readonly PublishedYear[] = [
${years
  .map(
    (year) =>
      `  {\n    year: ${year},\n    holidays:\n      '${ofYear(year, holidays)}',\n    workdays:\n      '${ofYear(year, workdays)}',\n  },`,
  )
  .join('\n')}
];
`;

const lunarYears = Array.from({ length: LUNAR_TO - Number(years[0]) + 1 }, (_, index) => Number(years[0]) + index);
const lunar = (year, monthAndDay) => getSolarDateFromLunar(`${year}-${monthAndDay}`).date.slice(5);

const lunarText = `/** Written by infra/calendar/generate.mjs from chinese-days ${packageVersion}; change it there. */
export const LUNAR_YEARS: Readonly<Record<number, string>> = {
  // Month and day of 春节 (1/1), 端午 (5/5) and 中秋 (8/15) of the lunar calendar.
${lunarYears
  .map((year) => `  ${year}: '${['01-01', '05-05', '08-15'].map((day) => lunar(year, day)).join(' ')}',`)
  .join('\n')}
};
`;

const files = { 'published-years.ts': text, 'lunar-years.ts': lunarText };
const withoutSpace = (source) => source.replaceAll(/\s/gu, '');
for (const [name, content] of Object.entries(files)) {
  const target = new URL(`../../libs/calendar/src/${name}`, import.meta.url);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, content);
  } else if (withoutSpace(readFileSync(target, 'utf8')) !== withoutSpace(content)) {
    console.error(`libs/calendar/src/${name} is not what chinese-days says: run node infra/calendar/generate.mjs`);
    process.exit(1);
  }
}
