import { CASES_EN } from '../wording/case-en.wording.js';
import { CASES_ZH } from '../wording/case-zh-cn.wording.js';
import type { TableNames } from './pasted-rows.view.js';

/** A spreadsheet may be in either language, whatever the page is in. */
export const SHEET_NAMES: TableNames = {
  labelsOf: ({ name }) => [CASES_ZH.labels[name] ?? name, CASES_EN.labels[name] ?? name],
  wordsOf: ({ name }, code) => [CASES_ZH.codes[name]?.[code] ?? code, CASES_EN.codes[name]?.[code] ?? code],
  yes: ['是', '√', 'yes', 'y', 'true'],
  no: ['否', '×', 'no', 'n', 'false'],
};
