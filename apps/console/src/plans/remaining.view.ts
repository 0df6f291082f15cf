import { PLAN_SECTIONS, type AttachmentCode, type PlanSection, type Refusal, type ServicePlan } from '#libs/contracts';
import { missingAttachments, requiredAttachments } from '#libs/policy';
import type { z } from 'zod';
import { liveFindings, type LiveFacts } from './live-checks.view.js';
import { attachedOf, rowsOf, valueOf, type Entries, type Row } from './plan-entries.view.js';
import { PLAN_FIELDS, PLAN_TABLES, TABLE_NAMES, type PlanField } from './plan-fields.view.js';

/** What a field's text lacks to be what the contract takes. */
export interface FormatFault {
  readonly pointer: string;
  readonly field: PlanField;
  readonly issue: z.core.$ZodIssue;
}

/** What is still to be done in one part of the plan. */
export interface Remaining {
  /** Fields and tables that are empty and must not be. */
  readonly missing: readonly string[];
  readonly missingAttachments: readonly AttachmentCode[];
  readonly faults: readonly FormatFault[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly Refusal[];
}

export const isDone = ({ missing, missingAttachments: files, faults, refusals }: Remaining): boolean =>
  missing.length + files.length + faults.length + refusals.length === 0;

interface Found {
  readonly missing: readonly string[];
  readonly faults: readonly FormatFault[];
}

const foundAt = (field: PlanField, pointer: string, text: string, isNeeded: boolean): Found => {
  const value = valueOf(field, text);
  if (value === undefined) return { missing: isNeeded ? [pointer] : [], faults: [] };
  const issue = field.check(value);
  return { missing: [], faults: issue === undefined ? [] : [{ pointer, field, issue }] };
};

/** A form that may be left out is wanted whole as soon as something stands in it. */
const isNeeded = (field: PlanField, fields: readonly PlanField[], entries: Entries): boolean =>
  !field.isOptional ||
  (field.group !== '' &&
    fields.some(
      ({ group, isOptional, pointer }) => isOptional && group === field.group && (entries[pointer] ?? '') !== '',
    ));

const foundInRows = (fields: readonly PlanField[], rows: readonly Row[], pointer: string): readonly Found[] =>
  rows.flatMap((row, at) =>
    fields.map((field) => foundAt(field, `${pointer}/${at}/${field.name}`, row[field.name] ?? '', isWanted(field))),
  );

/** An empty item or standard is what R-COM-07 speaks of: said once, by the rule. */
const isWanted = ({ isOptional, name }: PlanField): boolean =>
  !isOptional && name !== 'item' && name !== 'standardText';

/** What the plan needs attached by what it says of itself; the minutes (A04) come from the committee later. */
const needOf = (entries: Entries) => ({
  applicationType: 'DEMO' as const,
  mode: (entries['/service/mode'] ?? 'SELF') as ServicePlan['service']['mode'],
  mealsProvided: entries['/service/mealsProvided'] === 'true',
});

export const neededAttachments = (entries: Entries): readonly AttachmentCode[] =>
  requiredAttachments(needOf(entries)).filter((code) => code !== 'A04');

const missingFiles = (entries: Entries): readonly AttachmentCode[] =>
  missingAttachments(
    needOf(entries),
    attachedOf(entries).map(({ code }) => code),
  ).filter((code) => code !== 'A04');

const remainingIn = (section: PlanSection, entries: Entries): Found => {
  const fields = PLAN_FIELDS[section];
  const tables = TABLE_NAMES.filter((name) => PLAN_TABLES[name].section === section);
  const found = [
    ...fields.map((field) =>
      foundAt(field, field.pointer, entries[field.pointer] ?? '', isNeeded(field, fields, entries)),
    ),
    ...tables.flatMap((name) => {
      const { pointer, fields: columns, isOptional } = PLAN_TABLES[name];
      const rows = rowsOf(entries, name);
      return rows.length === 0
        ? [{ missing: isOptional ? [] : [pointer], faults: [] }]
        : foundInRows(columns, rows, pointer);
    }),
  ];
  return { missing: found.flatMap(({ missing }) => missing), faults: found.flatMap(({ faults }) => faults) };
};

const isIn =
  (section: PlanSection) =>
  ({ pointer }: Refusal): boolean =>
    pointer.startsWith(`/${section}/`) || pointer === `/${section}`;

/** What each part of the plan still lacks, seen at a glance. */
export const remainingOf = (entries: Entries, facts: LiveFacts): Readonly<Record<PlanSection, Remaining>> => {
  const { refusals, notes } = liveFindings(entries, facts);
  return Object.fromEntries(
    PLAN_SECTIONS.map((section): [PlanSection, Remaining] => [
      section,
      {
        ...remainingIn(section, entries),
        missingAttachments: section === 'attachments' ? missingFiles(entries) : [],
        refusals: refusals.filter(isIn(section)),
        notes: notes.filter(isIn(section)),
      },
    ]),
  ) as Record<PlanSection, Remaining>;
};
