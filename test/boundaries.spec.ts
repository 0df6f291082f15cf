import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type ICruiseResult, type IConfiguration, cruise } from 'dependency-cruiser';

const configuration = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IConfiguration;
const root = new URL('..', import.meta.url).pathname;

/** The violations of a tree, as `rule: from -> to`. */
const violationsOf = async (baseDir: string, folders: string[]): Promise<string[]> => {
  const { output } = await cruise(folders, {
    ...configuration.options,
    ruleSet: { forbidden: configuration.forbidden ?? [] },
    validate: true,
    baseDir,
    tsConfig: { fileName: `${root}tsconfig.json` },
  });
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
};

describe('the rules between the rooms', () => {
  it('hold in the whole tree', async () => {
    expect(await violationsOf(root, ['apps', 'libs', 'workflows', 'infra'])).toEqual([]);
  }, 120_000);

  const rules = (configuration.forbidden ?? []).map((rule) => rule.name ?? '');
  it('have one fixture each that breaks them', () => {
    expect(readdirSync(new URL('boundaries', import.meta.url)).sort()).toEqual([...rules].sort());
  });

  it.each(rules)('are alive: the fixture of %s is refused', async (rule) => {
    const found = await violationsOf(`${root}test/boundaries/${rule}`, ['.']);
    expect(found.map((line) => line.split(':')[0])).toContain(rule);
  });
});
