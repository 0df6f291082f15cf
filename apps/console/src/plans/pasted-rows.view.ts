import { rowsText, valueOf, type Row } from './plan-entries.view.js';
import type { PlanField } from './plan-fields.view.js';
import type { z } from 'zod';

/** How the columns and codes of a table are called on a spreadsheet. */
export interface TableNames {
  readonly labelsOf: (field: PlanField) => readonly string[];
  /** Every word that stands for this code, in any language. */
  readonly wordsOf: (field: PlanField, code: string) => readonly string[];
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** One cell that cannot be taken over. */
export interface BadCell {
  /** Of the spreadsheet, counted from 1 with the heading, as it is seen there. */
  readonly line: number;
  readonly field: PlanField | undefined;
  readonly text: string;
  /** Undefined when the line has more or fewer cells than there are columns. */
  readonly issue: z.core.$ZodIssue | 'missing' | 'unknown' | 'cells';
}

/** All rows, or what stands against them: nothing is taken over by half. */
export type Pasted = { readonly rows: readonly Row[] } | { readonly bad: readonly BadCell[] };

/** Cells in quotation marks may hold tabs and line ends, as spreadsheets write them. */
const cellsOf = (text: string): readonly (readonly string[])[] => {
  const lines: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = (): void => {
    lines.at(-1)?.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isQuoted && sign === '"' && text.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (sign === '\t' && !isQuoted) endCell();
    else if (sign === '\n' && !isQuoted) {
      endCell();
      lines.push([]);
    } else cell += sign;
  }
  endCell();
  return lines;
};

const plain = (text: string): string => text.replaceAll(/\s/gu, '').toLowerCase();

/** `2026/3/1`, `2026.3.1` and `2026年3月1日` are dates to a spreadsheet. */
const dateOf = (text: string): string => {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plain(text)) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const yesNoOf = (text: string, { yes, no }: TableNames): string | undefined => {
  if (yes.some((word) => plain(word) === plain(text))) return 'true';
  return no.some((word) => plain(word) === plain(text)) ? 'false' : undefined;
};

/** What the form keeps for a cell; undefined for a word that it does not know. */
const textOfCell = (field: PlanField, text: string, names: TableNames): string | undefined => {
  if (text === '') return '';
  switch (field.kind) {
    case 'yes-no':
      return yesNoOf(text, names);
    case 'choice':
      return field.codes.find((code) =>
        [code, ...names.wordsOf(field, code)].some((word) => plain(word) === plain(text)),
      );
    case 'date':
      return dateOf(text);
    case 'whole':
    case 'decimal':
    case 'yuan':
      return text.replaceAll(/[,，¥￥\s]/gu, '');
    case 'choices':
    case 'unit':
    case 'text':
      return text;
  }
};

/** The fields in the order of the sheet: its own heading tells it, without one it is that of the form. */
const columnsOf = (
  first: readonly string[],
  fields: readonly PlanField[],
  names: TableNames,
): { readonly columns: readonly (PlanField | undefined)[]; readonly hasHeading: boolean } => {
  const named = first.map((cell) =>
    fields.find((field) => names.labelsOf(field).some((label) => plain(label) === plain(cell))),
  );
  const hasHeading = named.filter((field) => field !== undefined).length > first.length / 2;
  return { columns: hasHeading ? named : fields, hasHeading };
};

const isFree = ({ isOptional, name }: PlanField): boolean => isOptional || name === 'item' || name === 'standardText';

const badOf = (field: PlanField, text: string, line: number, names: TableNames): readonly BadCell[] => {
  const kept = textOfCell(field, text, names);
  if (kept === undefined) return [{ line, field, text, issue: 'unknown' }];
  const value = valueOf(field, kept);
  if (value === undefined) return isFree(field) ? [] : [{ line, field, text, issue: 'missing' }];
  const issue = field.check(value);
  return issue === undefined ? [] : [{ line, field, text, issue }];
};

/** Reads what was copied from a spreadsheet. */
export const pastedRows = (text: string, fields: readonly PlanField[], names: TableNames): Pasted => {
  const lines = cellsOf(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'))
    .map((cells, at) => ({ cells, line: at + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const { columns, hasHeading } = columnsOf(lines[0]?.cells ?? [], fields, names);
  const bodies = hasHeading ? lines.slice(1) : lines;
  const bad = bodies.flatMap(({ cells, line }): readonly BadCell[] =>
    cells.slice(columns.length).some((cell) => cell !== '')
      ? [{ line, field: undefined, text: cells.slice(columns.length).join(' '), issue: 'cells' }]
      : fields.flatMap((field) => badOf(field, cells[columns.indexOf(field)] ?? '', line, names)),
  );
  if (bad.length > 0) return { bad };
  return {
    rows: bodies.map(({ cells }) =>
      Object.fromEntries(
        fields.map((field) => [field.name, textOfCell(field, cells[columns.indexOf(field)] ?? '', names) ?? '']),
      ),
    ),
  };
};

/** The rows that come after those that are there already, as the entry of the draft. */
export const joinedRows = (before: readonly Row[], after: readonly Row[]): string => rowsText([...before, ...after]);
