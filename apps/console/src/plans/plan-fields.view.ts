import { z } from 'zod';
import { BudgetRow, ClassRow, ServiceForm, ServicePlan, StaffRow, type PlanSection } from '#libs/contracts';

/** How a field is filled in. */
export type FieldKind = 'text' | 'whole' | 'decimal' | 'yuan' | 'date' | 'yes-no' | 'unit' | 'choice' | 'choices';

/** One field of the plan, as the contract has it: the form is made of the contract, nothing is typed anew. */
export interface PlanField {
  readonly name: string;
  /** In the plan, or in the row of a table. */
  readonly pointer: string;
  readonly kind: FieldKind;
  /** What can be chosen, for a choice. */
  readonly codes: readonly string[];
  /** Characters that the contract takes. */
  readonly most: number | undefined;
  readonly isOptional: boolean;
  /** The form within the form that it stands in; empty for none. */
  readonly group: string;
  readonly check: (value: unknown) => z.core.$ZodIssue | undefined;
}

const inner = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? schema.unwrap() : schema);

const kindOf = (name: string, schema: unknown): FieldKind => {
  if (schema instanceof z.ZodBoolean) return 'yes-no';
  if (schema instanceof z.ZodEnum) return 'choice';
  if (schema instanceof z.ZodArray) return 'choices';
  if (schema instanceof z.ZodISODate) return 'date';
  if (name.endsWith('Fen')) return 'yuan';
  if (schema instanceof z.ZodNumber) return schema.isInt ? 'whole' : 'decimal';
  return name.endsWith('Unit') ? 'unit' : 'text';
};

const codesOf = (schema: unknown): readonly string[] => {
  const choice = schema instanceof z.ZodArray ? schema.element : schema;
  return choice instanceof z.ZodEnum ? choice.options.map(String) : [];
};

const checkOf =
  (schema: unknown) =>
  (value: unknown): z.core.$ZodIssue | undefined =>
    schema instanceof z.ZodType ? schema.safeParse(value).error?.issues[0] : undefined;

interface Within {
  readonly pointer: string;
  readonly group: string;
  readonly isOptional: boolean;
}

/** A list of rows is a table of its own; what the contract fixes is not asked for. */
const isAsked = (schema: unknown): boolean =>
  !(schema instanceof z.ZodLiteral) && !(schema instanceof z.ZodArray && schema.element instanceof z.ZodObject);

const fieldsIn = (form: z.ZodObject, within: Within): readonly PlanField[] =>
  Object.entries(form.shape).flatMap(([name, schema]): readonly PlanField[] => {
    const bare = inner(schema);
    const pointer = `${within.pointer}/${name}`;
    const isOptional = within.isOptional || schema instanceof z.ZodOptional;
    if (!isAsked(bare)) return [];
    if (bare instanceof z.ZodObject) return fieldsIn(bare, { pointer, group: name, isOptional });
    return [
      {
        name,
        pointer,
        kind: kindOf(name, bare),
        codes: codesOf(bare),
        most: bare instanceof z.ZodString ? (bare.maxLength ?? undefined) : undefined,
        isOptional,
        group: within.group,
        check: checkOf(bare),
      },
    ];
  });

const fieldsOfRow = (row: z.ZodObject): readonly PlanField[] =>
  fieldsIn(row, { pointer: '', group: '', isOptional: false });

/** The tables of the plan: each is one entry of the draft. */
export const PLAN_TABLES = {
  classes: { section: 'service', pointer: '/service/classes', fields: fieldsOfRow(ClassRow), isOptional: false },
  jointParties: {
    section: 'service',
    pointer: '/service/jointParties',
    fields: fieldsOfRow(ServiceForm.shape.jointParties.element),
    isOptional: true,
  },
  staff: { section: 'staff', pointer: '/staff', fields: fieldsOfRow(StaffRow), isOptional: false },
  rows: {
    section: 'budget',
    pointer: '/budget/rows',
    // The amount is quantity times unit price (R-FUND-02): it is shown, not typed.
    fields: fieldsOfRow(BudgetRow).filter(({ name }) => name !== 'amountFen'),
    isOptional: false,
  },
} as const satisfies Readonly<Record<string, PlanTable>>;
export type PlanTableName = keyof typeof PLAN_TABLES;

export interface PlanTable {
  readonly section: PlanSection;
  readonly pointer: string;
  readonly fields: readonly PlanField[];
  readonly isOptional: boolean;
}

export const TABLE_NAMES = Object.keys(PLAN_TABLES) as readonly PlanTableName[];

/** Where the attachments stand in a draft. */
export const ATTACHMENTS_POINTER = '/attachments';

const fieldsOfSection = (section: PlanSection): readonly PlanField[] => {
  const form: unknown = ServicePlan.shape[section];
  return form instanceof z.ZodObject ? fieldsIn(form, { pointer: `/${section}`, group: '', isOptional: false }) : [];
};

/** Every field of each form of the plan, tables left out, in the order of the contract. */
export const PLAN_FIELDS: Readonly<Record<PlanSection, readonly PlanField[]>> = {
  employer: fieldsOfSection('employer'),
  union: fieldsOfSection('union'),
  service: fieldsOfSection('service'),
  site: fieldsOfSection('site'),
  staff: [],
  budget: fieldsOfSection('budget'),
  attachments: [],
};
