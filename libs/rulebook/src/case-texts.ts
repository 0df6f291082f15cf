import type { PlacedText } from '#libs/policy';
import type { RuleCase } from './rule-case.js';

/** Numbers of banks may look like those of people; they have rules of their own. */
const BANK_FIELDS = ['accountNo', 'cnaps'];

const within = (value: unknown, pointer: string): readonly PlacedText[] => {
  if (typeof value === 'string') return [{ pointer, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => !BANK_FIELDS.includes(name))
    .flatMap(([name, part]) => within(part, `${pointer}/${name}`));
};

/** Every text of a case's forms, for the rule that looks at all of them (R-PRIV-01). */
export const textsOf = ({ name: _name, date: _date, ...forms }: RuleCase): readonly PlacedText[] => within(forms, '');
