import type { Locator, Page } from 'playwright-core';
import type { PlanSection } from '#libs/contracts';
import { EMPLOYER_NATURES, findUnit } from '#libs/policy';
import { rowsOf, type Entries, type Row } from '../../apps/console/src/plans/plan-entries.view.js';
import {
  PLAN_FIELDS,
  PLAN_TABLES,
  type PlanField,
  type PlanTableName,
} from '../../apps/console/src/plans/plan-fields.view.js';
import { SHEET_NAMES } from '../../apps/console/src/plans/sheet-names.view.js';
import { CASES_ZH } from '../../apps/console/src/wording/case-zh-cn.wording.js';

/** What the application has fixed: there is nothing to type. */
const FIXED = ['/employer/uscc', '/union/uscc', '/site/siteUnit', '/site/siteAddress'];
const CHOSEN: readonly string[] = ['unit', 'choice', 'yes-no'];

/** What a person chooses in a list: the word, not the code. */
const wordOf = (field: PlanField, text: string): string => {
  if (field.kind === 'unit') return findUnit(text)?.zh ?? text;
  if (field.kind === 'yes-no') return text === 'true' ? '是' : '否';
  if (field.name === 'nature') return EMPLOYER_NATURES[text as keyof typeof EMPLOYER_NATURES].zh;
  return SHEET_NAMES.wordsOf(field, text)[0] ?? text;
};

const fillField = async (within: Locator, field: PlanField, text: string): Promise<void> => {
  if (field.kind === 'choices') {
    for (const code of text.split(',')) await within.getByRole('checkbox', { name: wordOf(field, code) }).check();
    return;
  }
  const control = within.getByLabel(CASES_ZH.labels[field.name] ?? field.name, { exact: true });
  if (CHOSEN.includes(field.kind)) await control.selectOption(wordOf(field, text));
  else await control.fill(text);
};

/** Fills in one part of the plan by the labels of its fields, in their groups. */
export const fillPlanPart = async (
  page: Page,
  { section, name }: { readonly section: PlanSection; readonly name: string },
  entries: Entries,
): Promise<void> => {
  const part = page.getByRole('region', { name, exact: true });
  await part.waitFor();
  for (const field of PLAN_FIELDS[section]) {
    const text = entries[field.pointer];
    if (text === undefined || FIXED.includes(field.pointer)) continue;
    const group = CASES_ZH.labels[field.group];
    const within = group === undefined ? part : part.getByRole('group', { name: group, exact: true });
    await fillField(within, field, text);
  }
};

/** A table as a spreadsheet gives it: words, not codes. */
export const spreadsheetOf = (table: PlanTableName, entries: Entries): string => {
  const { fields } = PLAN_TABLES[table];
  const cellOf = (row: Row, field: PlanField): string => {
    const text = row[field.name] ?? '';
    return text !== '' && CHOSEN.includes(field.kind) ? wordOf(field, text) : text;
  };
  return rowsOf(entries, table)
    .map((row) => fields.map((field) => cellOf(row, field)).join('\t'))
    .join('\n');
};

/** Pastes into a table by its name, and gives the table. */
export const pasteRows = async (
  page: Page,
  { table, text, button }: { readonly table: string; readonly text: string; readonly button: string },
): Promise<Locator> => {
  const part = page.getByRole('region', { name: table, exact: true });
  if (!(await part.getByLabel('粘贴的内容').isVisible())) await part.getByText('从电子表格粘贴').click();
  await part.getByLabel('粘贴的内容').fill(text);
  await part.getByRole('button', { name: button }).click();
  return part;
};
