import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const root = new URL('..', import.meta.url).pathname;
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('test/boundaries/'))
  // Deleted, and not committed yet.
  .filter((file) => existsSync(`${root}${file}`));
const sources = files.filter((file) => /\.tsx?$/.test(file) && !/\.spec\.tsx?$/.test(file));
const baseName = (file: string): string => file.split('/').at(-1) ?? file;

/** The roles a file under apps/ or workflows/ may have: `<subject>.<role>.ts` (CONTRIBUTING.md). */
const ROLES =
  /\.(module|config|controller|decider|schema|repository|policy|view|consumer|gateway|storage|cli|workflow|signals|step|activities|ports|options|binding|bundle)\.ts$/;

/** In the console: a page has an address, a form sends a command, a part is a piece of either; a view is pure and says what is shown. */
const CONSOLE_ROLES = /\.(page|form|part|api|view|wording|config)\.tsx?$/;

describe('the repository is tidy', () => {
  it('names the role of every file of a service', () => {
    const roleless = sources
      .filter((file) => !file.startsWith('apps/console/'))
      .filter(
        (file) =>
          /^(apps|workflows)\/.*\/?src\//.test(file) && !ROLES.test(file) && !/\/(main|index|bundle)\.ts$/.test(file),
      );
    expect(roleless).toEqual([]);
  });

  it('names the role of every file of the console', () => {
    const roleless = sources
      .filter((file) => file.startsWith('apps/console/') && !CONSOLE_ROLES.test(file))
      .filter((file) => !/\/(main|routes|session|api-client)\.tsx?$/.test(file));
    expect(roleless).toEqual([]);
  });

  it('uses every basename once, so that a name typed into a finder opens one room', () => {
    const names = sources.map(baseName).filter((name) => !['main.ts', 'main.tsx', 'index.ts'].includes(name));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has no folder whose name says nothing', () => {
    expect(files.filter((file) => /(^|\/)(utils|helpers|common|shared|misc|constants)\//.test(file))).toEqual([]);
  });

  it('has no source file over 300 lines', () => {
    const long = sources
      .filter((file) => !file.includes('/test/') && !file.includes('/generated/'))
      .map((file) => ({ file, lines: readFileSync(`${root}${file}`, 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 301);
    expect(long).toEqual([]);
  });

  it('has no constructor with more than four dependencies', () => {
    const crowded = sources.filter((file) => {
      if (file.includes('/test/')) return false;
      const source = readFileSync(`${root}${file}`, 'utf8');
      return [...source.matchAll(/\bconstructor\(([^)]*)\)/g)].some(
        ([, parameters = '']) => parameters.split(',').filter((part) => part.includes(':')).length > 4,
      );
    });
    expect(crowded).toEqual([]);
  });

  it('reads the environment in libs/config only', () => {
    const readers = sources.filter(
      (file) =>
        !file.startsWith('libs/config/') &&
        !file.startsWith('libs/testing/') &&
        !file.startsWith('test/') &&
        readFileSync(`${root}${file}`, 'utf8').includes('process.env'),
    );
    expect(readers).toEqual([]);
  });

  it('switches no check off and leaves nothing open', () => {
    const words =
      /\b(TODO|FIXME|HACK)\b|@ts-(ignore|nocheck)|(eslint|oxlint)-disable|\b(it|describe|test)\.(skip|only|todo)\(/;
    const guilty = files
      .filter((file) => /\.(ts|tsx|mjs|java)$/.test(file) && file !== 'test/tidy.spec.ts')
      .filter((file) => words.test(readFileSync(`${root}${file}`, 'utf8')));
    expect(guilty).toEqual([]);
  });
});
