import { ATTACHMENT_CODES, Attachment, ServicePlan, type AttachmentCode, type PlanSection } from '#libs/contracts';
import { parseYuan, yuanText } from '../decisions/yuan.view.js';
import {
  ATTACHMENTS_POINTER,
  PLAN_FIELDS,
  PLAN_TABLES,
  TABLE_NAMES,
  type PlanField,
  type PlanTableName,
} from './plan-fields.view.js';

/** A plan that is being written: what stands in each field, by its pointer. A table is one entry. */
export type Entries = Readonly<Record<string, string>>;
/** A row of a table: what stands in each cell, by the field's name. */
export type Row = Readonly<Record<string, string>>;
export type Attached = ServicePlan['attachments'][number];

const listOf = (text: string | undefined): readonly unknown[] => {
  if (text === undefined || text === '') return [];
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed : [];
};

export const rowsOf = (entries: Entries, table: PlanTableName): readonly Row[] =>
  listOf(entries[PLAN_TABLES[table].pointer]) as readonly Row[];

export const rowsText = (rows: readonly Row[]): string => (rows.length === 0 ? '' : JSON.stringify(rows));

/** Where the files of one attachment stand in a draft: each code by itself, so that two uploads do not meet. */
export const attachmentPointer = (code: AttachmentCode): string => `${ATTACHMENTS_POINTER}/${code}`;

export const attachedOf = (entries: Entries): readonly Attached[] =>
  ATTACHMENT_CODES.flatMap((code) =>
    listOf(entries[attachmentPointer(code)]).flatMap((one) => {
      const parsed = Attachment.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    }),
  );

const MOST_NAME = 120;

/** The files of one attachment; a name that is too long for the contract keeps its end. */
export const attachedText = (attached: readonly Attached[]): string =>
  attached.length === 0
    ? ''
    : JSON.stringify(attached.map((one) => ({ ...one, fileName: one.fileName.slice(-MOST_NAME).trim() })));

const NUMBER = /^-?\d+(\.\d+)?$/u;
const YES = 'true';

/** What the contract takes for the text of a field; undefined where there is none. */
export const valueOf = ({ kind }: Pick<PlanField, 'kind'>, text: string): unknown => {
  const bare = text.trim();
  if (bare === '') return undefined;
  switch (kind) {
    case 'yes-no':
      return bare === YES;
    case 'whole':
    case 'decimal':
      return NUMBER.test(bare) ? Number(bare) : Number.NaN;
    case 'yuan':
      return parseYuan(bare) ?? Number.NaN;
    case 'choices':
      return bare.split(',');
    case 'text':
    case 'date':
    case 'unit':
    case 'choice':
      return bare;
  }
};

/** The other way round: what stands in the field for a value of the contract. */
const textOf = ({ kind }: PlanField, value: unknown): string => {
  if (typeof value === 'number') return kind === 'yuan' ? yuanText(value) : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.join(',') : '';
};

const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((within, name) => (within as Readonly<Record<string, unknown>> | undefined)?.[name], value);

/** A sealed plan as a draft to go on from. */
export const entriesOf = (plan: ServicePlan): Entries =>
  Object.fromEntries(
    [
      ...Object.values(PLAN_FIELDS)
        .flat()
        .map((field) => [field.pointer, textOf(field, at(plan, field.pointer))] as const),
      ...TABLE_NAMES.map((name) => {
        const { pointer, fields } = PLAN_TABLES[name];
        const rows = at(plan, pointer) as readonly unknown[];
        const texts = rows.map((row) =>
          Object.fromEntries(fields.map((field) => [field.name, textOf(field, at(row, field.pointer))])),
        );
        return [pointer, rowsText(texts)] as const;
      }),
      ...ATTACHMENT_CODES.map(
        (code) => [attachmentPointer(code), attachedText(plan.attachments.filter((one) => one.code === code))] as const,
      ),
    ].filter(([, text]) => text !== ''),
  );

type Tree = { [name: string]: unknown };

const branch = (tree: Tree, name: string): Tree => {
  const found = (tree[name] ?? {}) as Tree;
  tree[name] = found;
  return found;
};

const put = (tree: Tree, pointer: string, value: unknown): void => {
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  let within = tree;
  for (const name of names) within = branch(within, name);
  if (value !== undefined) within[last] = value;
};

const rowOf = (fields: readonly PlanField[], row: Row): Tree =>
  Object.fromEntries(
    fields
      .map((field) => [field.name, valueOf(field, row[field.name] ?? '')] as const)
      // A cell that may be empty in the plan may be an empty text there, as the contract says.
      .map(([name, value]) => [name, value ?? (TEXTS_THAT_MAY_BE_EMPTY.includes(name) ? '' : undefined)] as const)
      .filter(([, value]) => value !== undefined),
  );

/** Texts of a budget row that the contract takes empty; what they must say is a matter of R-COM-07. */
const TEXTS_THAT_MAY_BE_EMPTY: readonly string[] = ['item', 'standardText'];

const withAmount = (row: Tree): Tree => ({
  ...row,
  amountFen: Number(row['quantity']) * Number(row['unitPriceFen']),
});

/** The plan that these entries make, if they make one. */
export const planOfEntries = (entries: Entries): ServicePlan | undefined => {
  const tree: Tree = {};
  for (const section of Object.keys(PLAN_FIELDS) as PlanSection[]) {
    for (const field of PLAN_FIELDS[section]) {
      const value = valueOf(field, entries[field.pointer] ?? '');
      if (value !== undefined || !field.isOptional) put(tree, field.pointer, value);
    }
  }
  for (const name of TABLE_NAMES) {
    const { pointer, fields } = PLAN_TABLES[name];
    const rows = rowsOf(entries, name).map((row) => rowOf(fields, row));
    put(tree, pointer, name === 'rows' ? rows.map(withAmount) : rows);
  }
  put(tree, '/service/applicationType', 'DEMO');
  put(tree, ATTACHMENTS_POINTER, attachedOf(entries));
  const parsed = ServicePlan.safeParse(tree);
  return parsed.success ? parsed.data : undefined;
};

/** Quantity times unit price, where both can be read. */
export const amountOf = (row: Row): number | undefined => {
  const quantity = Number(row['quantity']);
  const price = parseYuan(row['unitPriceFen'] ?? '');
  const amount = quantity * (price ?? Number.NaN);
  return Number.isSafeInteger(amount) ? amount : undefined;
};
