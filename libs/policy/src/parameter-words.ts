import { PARAMETERS } from './parameters.js';
import { findUnit } from './unit.js';

type Language = 'zh' | 'en';
type Wording = Readonly<Record<Language, string>>;

const FILING_FIELDS: Readonly<Record<string, Wording>> = {
  name: { zh: '名称', en: 'name' },
  address: { zh: '地址', en: 'address' },
  places: { zh: '托位数', en: 'places' },
};

// A class keeps its name whatever its limits become, so the newest row serves every date.
const CLASSES: Readonly<Record<string, Wording>> = PARAMETERS.classes.at(-1)?.value ?? {};

/**
 * Parameters that carry a code: facts hold codes, people read words. By the parameter's name in the rule texts; a value
 * that is no known code is shown as it is.
 */
export const PARAMETER_WORDS: Readonly<Record<string, (code: string, language: Language) => string>> = {
  class: (code, language) => CLASSES[code]?.[language] ?? code,
  unit: (code, language) => findUnit(code)?.[language] ?? code,
  fields: (codes, language) =>
    codes
      .split(',')
      .map((code) => FILING_FIELDS[code]?.[language] ?? code)
      .join(language === 'zh' ? '、' : ', '),
};
