import type { PlanSection } from '#libs/contracts';
import { ATTACHMENTS } from '#libs/policy';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { PlanAttachments } from './plan-attachments.part.js';
import { attachmentPointer } from './plan-entries.view.js';
import { PlanFieldRow } from './plan-field.part.js';
import { PLAN_FIELDS, PLAN_TABLES, TABLE_NAMES, type PlanField } from './plan-fields.view.js';
import { usePlanNames, type PlanForm } from './plan-form.part.js';
import { PlanTablePart } from './plan-table.part.js';

/** One part of the plan: its fields in groups, its tables, or the attachments. */
export const PlanSectionPart = ({ form, section }: { form: PlanForm; section: PlanSection }) => {
  const { words } = useWords();
  const names = usePlanNames();
  const { entries } = form;
  const isShown = ({ pointer, group }: PlanField): boolean => {
    if (group === 'foodLicence') return entries['/service/mealsProvided'] !== 'false';
    return !/\/lease(From|To)$/u.test(pointer) || entries['/site/tenure'] === 'LEASE';
  };
  const fields = PLAN_FIELDS[section].filter(isShown);
  const groups = [...new Set(fields.map(({ group }) => group))];
  const tables = TABLE_NAMES.filter(
    (name) =>
      PLAN_TABLES[name].section === section && (name !== 'jointParties' || entries['/service/mode'] === 'JOINT'),
  );
  return (
    <section aria-label={words.office.sections[section]} className="plan-section">
      {groups.map((group) => (
        <fieldset key={group} className={group === '' ? 'plan-fields' : 'plan-fields plan-group'}>
          {group === '' ? null : <legend>{names.group(group)}</legend>}
          {fields
            .filter((field) => field.group === group)
            .map((field) => (
              <PlanFieldRow key={field.pointer} form={form} field={field} />
            ))}
        </fieldset>
      ))}
      {tables.map((table) => (
        <PlanTablePart key={table} form={form} table={table} />
      ))}
      {section === 'attachments' ? <PlanAttachments form={form} /> : null}
    </section>
  );
};

/** What this part still lacks, by name; each leads to its field. */
export const LeftHere = ({
  form,
  section,
  onGo,
}: {
  form: PlanForm;
  section: PlanSection;
  onGo: (pointer: string) => void;
}) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  const names = usePlanNames();
  const { missing, missingAttachments } = form.remaining[section];
  const left = [
    ...missing.map((pointer) => ({ pointer, name: nameAt(pointer, names, planWords) })),
    ...missingAttachments.map((code) => ({
      pointer: attachmentPointer(code),
      name: `${code} ${ATTACHMENTS[code][words.language]}`,
    })),
  ];
  if (left.length === 0) return null;
  return (
    <div className="plan-left">
      <p>{planWords.left(left.length)}</p>
      <ul>
        {left.map(({ pointer, name }) => (
          <li key={pointer}>
            <button type="button" className="link" onClick={() => onGo(pointer)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** What stands at this pointer, as the page calls it. */
const nameAt = (
  pointer: string,
  names: ReturnType<typeof usePlanNames>,
  planWords: ReturnType<typeof usePlanFormWords>,
): string => {
  const table = TABLE_NAMES.find((name) => PLAN_TABLES[name].pointer === pointer);
  if (table !== undefined) return planWords.tables[table];
  const parts = pointer.split('/').slice(2);
  return parts
    .filter((part) => part !== 'rows' || parts.length > 1)
    .map((part) => (/^\d+$/u.test(part) ? planWords.row(Number(part) + 1) : names.label({ name: part })))
    .join(' · ');
};
