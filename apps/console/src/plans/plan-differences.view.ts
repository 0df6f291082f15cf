import {
  ATTACHMENT_CODES,
  PLAN_SECTIONS,
  type AttachmentCode,
  type PlanSection,
  type ServicePlan,
} from '#libs/contracts';
import { attachmentPointer, entriesOf, rowsOf, type Entries, type Row } from './plan-entries.view.js';
import { PLAN_FIELDS, PLAN_TABLES, TABLE_NAMES, type PlanField, type PlanTableName } from './plan-fields.view.js';

/** What stands on one side and on the other; empty where nothing does. */
interface Sides {
  readonly before: string;
  readonly after: string;
}

/** One thing that is not the same in two versions of a plan. */
export type PlanDifference = Sides &
  (
    | { readonly what: 'field'; readonly section: PlanSection; readonly field: PlanField }
    | {
        readonly what: 'cell';
        readonly section: PlanSection;
        readonly table: PlanTableName;
        /** Counted from 1. */
        readonly row: number;
        readonly field: PlanField;
      }
    | { readonly what: 'attachment'; readonly section: 'attachments'; readonly code: AttachmentCode }
  );

const fieldsOf = (section: PlanSection, before: Entries, after: Entries): readonly PlanDifference[] =>
  PLAN_FIELDS[section].flatMap((field) => {
    const sides = { before: before[field.pointer] ?? '', after: after[field.pointer] ?? '' };
    return sides.before === sides.after ? [] : [{ what: 'field', section, field, ...sides }];
  });

const textIn = (row: Row | undefined, { name }: PlanField): string => row?.[name] ?? '';

const cellsOf = (table: PlanTableName, before: Entries, after: Entries): readonly PlanDifference[] => {
  const { section, fields } = PLAN_TABLES[table];
  const [old, now] = [rowsOf(before, table), rowsOf(after, table)];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, at) => at).flatMap((at) =>
    fields.flatMap((field): readonly PlanDifference[] => {
      const sides = { before: textIn(old[at], field), after: textIn(now[at], field) };
      return sides.before === sides.after ? [] : [{ what: 'cell', section, table, row: at + 1, field, ...sides }];
    }),
  );
};

/** A file is what its content is: the same name over other bytes is told apart by the beginning of its hash. */
const filesIn = ({ attachments }: ServicePlan, code: AttachmentCode): string =>
  attachments
    .filter((one) => one.code === code)
    .map(({ fileName, hash }) => `${fileName} (${hash.slice(0, HASH_SHOWN)})`)
    .toSorted()
    .join('、');

const HASH_SHOWN = 8;

/** Two versions of a plan beside each other, field by field, in the order of the forms. */
export const planDifferences = (before: ServicePlan, after: ServicePlan): readonly PlanDifference[] => {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const changed = ATTACHMENT_CODES.filter(
    (code) => (old[attachmentPointer(code)] ?? '') !== (now[attachmentPointer(code)] ?? ''),
  );
  return PLAN_SECTIONS.flatMap((section): readonly PlanDifference[] => [
    ...fieldsOf(section, old, now),
    ...TABLE_NAMES.filter((table) => PLAN_TABLES[table].section === section).flatMap((table) =>
      cellsOf(table, old, now),
    ),
    ...(section === 'attachments'
      ? changed.map((code) => ({
          what: 'attachment' as const,
          section,
          code,
          before: filesIn(before, code),
          after: filesIn(after, code),
        }))
      : []),
  ]);
};
