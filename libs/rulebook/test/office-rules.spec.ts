import { describe, expect, it } from '@jest/globals';
import { RULES } from '#libs/policy';
import { judgeCase, OFFICE_RULE_IDS, OFFICE_RULES, type OfficeRuleId } from '../src/judge-case.js';
import { judged, type RuleJudge } from '../src/rule-judge.js';
import { EXAMPLE_CAPS, exampleCase, type GivenForms } from './rule-example.js';
import { RULE_EXAMPLES } from './rules.examples.js';

const family = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `R-${name}-${String(at + 1).padStart(2, '0')}`);

/** The ids of domain.md §9: 117. */
const OFFICE_IDS = [
  ...family('AUD', 5),
  ...family('CAL', 2),
  ...family('CAP', 6),
  ...family('COM', 8),
  ...family('EXP', 7),
  ...family('FILE', 7),
  ...family('FUND', 16),
  ...family('HLTH', 4),
  ...family('ID', 8),
  ...family('LIFE', 6),
  ...family('ORG', 5),
  ...family('PAY', 9),
  ...family('PRICE', 3),
  ...family('PRIV', 2),
  ...family('PROC', 8),
  ...family('PUB', 4),
  ...family('SITE', 9),
  ...family('STAT', 2),
  ...family('STF', 6),
];

const FOUND = ['refused', 'warning', 'acts'];

const outcomeOf = (rule: OfficeRuleId, given: GivenForms, rules: typeof OFFICE_RULES = OFFICE_RULES) => {
  const outcome = judgeCase(exampleCase(given), EXAMPLE_CAPS, rules).find((one) => one.rule === rule);
  if (outcome === undefined) throw new Error(`${rule} is not judged`);
  return outcome;
};

/** Examples of this rule that come out otherwise than they should. */
const wrong = (rule: OfficeRuleId, rules: typeof OFFICE_RULES): number => {
  const examples = RULE_EXAMPLES[rule] ?? { holds: [], fails: [] };
  const held = examples.holds.filter((given) => outcomeOf(rule, given, rules).result !== 'holds');
  const failed = examples.fails.filter(([given, ...pointers]) => {
    const { result, findings } = outcomeOf(rule, given, rules);
    return !FOUND.includes(result) || findings.map(({ pointer }) => pointer).join() !== pointers.join();
  });
  return held.length + failed.length;
};

describe("the office's rules", () => {
  it('are the 117 of the reference, each with a check and examples', () => {
    expect(OFFICE_IDS).toHaveLength(117);
    expect(OFFICE_RULE_IDS).toEqual(OFFICE_IDS);
    expect(Object.keys(RULE_EXAMPLES).toSorted()).toEqual(OFFICE_IDS);
  });

  it('have severity, source and both texts', () => {
    for (const rule of OFFICE_RULE_IDS) {
      const { severity, source, zh, en } = RULES[rule];
      expect(['B', 'D', 'W', 'A']).toContain(severity);
      expect([source, zh, en].filter((text) => text.trim() === '')).toEqual([]);
    }
  });

  describe.each(OFFICE_RULE_IDS)('%s', (rule) => {
    const { holds, fails } = RULE_EXAMPLES[rule] ?? { holds: [], fails: [] };

    it('holds where it should, its borders included', () => {
      expect(holds.length).toBeGreaterThan(0);
      for (const given of holds) expect(outcomeOf(rule, given)).toMatchObject({ result: 'holds', findings: [] });
    });

    it('finds what breaks it, and where, in words without gaps', () => {
      expect(fails.length).toBeGreaterThan(0);
      for (const [given, ...pointers] of fails) {
        const { result, findings } = outcomeOf(rule, given);
        expect(FOUND).toContain(result);
        expect(findings.map(({ pointer }) => pointer)).toEqual(pointers);
        for (const { zh, en } of findings) expect(`${zh}${en}`).not.toMatch(/\{\w+\}/u);
      }
    });

    it('is not concerned by a case that says nothing of it', () => {
      expect(outcomeOf(rule, {}).result).toBe('not-concerned');
    });
  });

  const MUTANTS = {
    'always passes': judged(() => []),
    'always fails': judged(() => [{ rule: 'R-ID-01', pointer: '', params: {} }]),
  } satisfies Record<string, RuleJudge>;

  it('are each missed by some example when their check always passes, and when it always fails: 234 of 234', () => {
    const mutants = OFFICE_RULE_IDS.flatMap((rule) =>
      Object.entries(MUTANTS).map(([how, judge]) => ({ rule, how, judge })),
    );
    const survivors = mutants.filter(({ rule, judge }) => wrong(rule, { ...OFFICE_RULES, [rule]: judge }) === 0);
    expect(mutants).toHaveLength(234);
    expect(survivors).toEqual([]);
    expect(OFFICE_RULE_IDS.filter((rule) => wrong(rule, OFFICE_RULES) > 0)).toEqual([]);
  });
});
