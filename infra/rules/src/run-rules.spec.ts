import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runRules } from './run-rules.js';

const SAMPLE = new URL('../sample-cases.json', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'rules-'));

const fileWith = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const ran = (...args: string[]) => {
  const said: string[] = [];
  const warned: string[] = [];
  const code = runRules(args, { say: (text) => said.push(text), warn: (text) => warned.push(text) });
  return { code, said: said.join('\n'), warned: warned.join('\n') };
};

interface Judged {
  readonly cases: readonly {
    readonly name: string;
    readonly outcomes: readonly { readonly rule: string; readonly result: string }[];
  }[];
}

const CARERS = {
  name: 'carers',
  date: '2026-03-02',
  service: { classes: [{ kind: 'SENIOR', children: 21, carers: 3 }] },
};

describe('npm run rules', () => {
  it('judges the sample as the acceptance cases have it', () => {
    const { code, said, warned } = ran(SAMPLE, '--json');
    expect([code, warned]).toEqual([1, '']);
    const [{ cases }] = JSON.parse(said) as [Judged];
    const found = cases.map(({ outcomes }) =>
      outcomes
        .filter(({ result }) => !['holds', 'not-concerned'].includes(result))
        .map(({ rule, result }) => `${rule} ${result}`),
    );
    expect(found).toEqual([
      ['R-ORG-03 acts'],
      ['R-COM-01 refused'],
      ['R-COM-02 refused'],
      ['R-CAP-02 refused'],
      ['R-ORG-03 acts', 'R-PRICE-01 refused'],
      ['R-ORG-03 acts', 'R-PRICE-02 warning'],
      ['R-FUND-05 refused', 'R-FUND-07 refused'],
      ['R-PAY-02 refused', 'R-PAY-04 refused', 'R-PAY-05 refused'],
    ]);
  });

  it('prints rule, version, place, result and both sentences, and every other rule as not concerned', () => {
    const { code, said } = ran(fileWith('carers.json', [CARERS]));
    expect(code).toBe(1);
    expect(said).toContain(
      '  R-CAP-01   D  2024-01-01  不符合 refused\n      /service/classes/0/children\n      托大班21人，超过上限20人\n',
    );
    expect(said).toContain('  R-CAP-02   D  2024-01-01  符合 holds');
    expect(said).toMatch(/不涉及 not concerned: R-AUD-01 .* R-STF-06/u);
    const lines = ran(fileWith('carers.json', [CARERS]), '--all').said.split('\n');
    expect(lines.filter((line) => /^ {2}R-/u.test(line))).toHaveLength(117);
  });

  it('tells of each bad row with place and cure, and judges the others', () => {
    const { code, said, warned } = ran(
      fileWith('mixed.json', {
        cases: [
          { name: 'no date' },
          CARERS,
          { name: 'half a child', date: '2026-03-02', service: { classes: [{ kind: 'SENIOR', children: 1.5 }] } },
          { name: 'misspelt', date: '2026-03-02', sites: {} },
          { name: 'too early', date: '2023-12-31' },
          'no case at all',
        ],
        priceCaps: [{ unit: '510104', kind: 'BABY', capFen: 1, effectiveFrom: '2026-01-01' }],
        case: [],
      }),
    );
    expect(code).toBe(2);
    expect(said.match(/案例 case:/gu)).toHaveLength(1);
    const places = warned.split('\n').filter((line) => line.startsWith('/'));
    expect(places.map((line) => line.slice(line.indexOf('.json') + 5))).toEqual([
      '/case',
      '/priceCaps/0/kind',
      '/cases/0/date (no date)',
      '/cases/2/service/classes/0/children (half a child)',
      '/cases/3 (misspelt)',
      '/cases/5',
      '/cases/4/date (too early)',
    ]);
    expect(warned).toContain('docs/rules.md');
  });

  it.each([
    ['no JSON', '{"cases": [', '不是有效的JSON'],
    ['no cases', '{}', '文件中没有案例'],
    ['no list', '{"cases": 3}', '须为列表'],
  ])('says what is wrong with a file that has %s', (_, content, words) => {
    const { code, warned } = ran(fileWith('broken.json', content));
    expect(code).toBe(2);
    expect(warned).toContain(words);
  });

  it('says how it is called, and what cannot be read', () => {
    expect(ran('--help')).toMatchObject({ code: 0 });
    expect(ran()).toMatchObject({ code: 2 });
    expect(ran('--wrong').code).toBe(2);
    expect(ran(join(folder, 'nowhere.json')).warned).toContain('无法读取文件');
  });

  it('ends well when nothing refuses', () => {
    expect(ran(fileWith('good.json', [{ name: 'ok', date: '2026-03-02', site: { scopeText: '托育服务' } }])).code).toBe(
      0,
    );
  });

  it('reads a file that begins with the mark of a Windows editor', () => {
    expect(ran(fileWith('marked.json', `\uFEFF${JSON.stringify([CARERS])}`)).code).toBe(1);
  });
});
