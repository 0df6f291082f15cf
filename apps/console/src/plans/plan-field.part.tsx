import { useState, type ChangeEvent } from 'react';
import { Input } from 'antd';
import { CITY, UNITS } from '#libs/policy';
import { ErrorLines, Field, type ControlProps } from '../decisions/field.part.js';
import { ChoiceSelect } from '../shell/choice-select.part.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { usePlanNames, type PlanForm } from './plan-form.part.js';
import type { PlanField } from './plan-fields.view.js';

/** Where a field stands on the page, so that one can go to it. */
export const placeOf = (pointer: string): string => `plan${pointer}`;

export const goToField = (pointer: string): void => {
  document.getElementById(placeOf(pointer))?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
};

/** One field with what the rules say to it. While somebody types, nothing is said; it is said when he goes on. */
export const PlanFieldRow = ({ form, field }: { form: PlanForm; field: PlanField }) => {
  const names = usePlanNames();
  const planWords = usePlanFormWords();
  const [isTyping, setIsTyping] = useState(false);
  const { pointer } = field;
  const isFixed = form.isFixed(pointer);
  const errors = isTyping ? [] : form.errorsAt(pointer);
  const notes = isTyping ? [] : form.notesAt(pointer);
  return (
    <div id={placeOf(pointer)} onBlur={() => setIsTyping(false)}>
      <Field label={names.label(field)} hint={isFixed ? planWords.fixed : undefined} errors={errors}>
        {(control) => (
          <PlanControl
            control={control}
            field={field}
            value={form.entries[pointer] ?? ''}
            isFixed={isFixed}
            onChange={(text) => {
              setIsTyping(field.kind === 'text' || field.kind === 'whole' || field.kind === 'yuan');
              form.change({ [pointer]: text });
            }}
          />
        )}
      </Field>
      {notes.length === 0 ? null : (
        <div className="notes">
          <ErrorLines errors={notes} />
        </div>
      )}
    </div>
  );
};

interface ControlOf {
  readonly control: Partial<ControlProps> & { readonly 'aria-label'?: string };
  readonly field: PlanField;
  readonly value: string;
  readonly isFixed?: boolean;
  /** Of a table. */
  readonly isCell?: boolean;
  readonly onChange: (text: string) => void;
}

/** The control by which a field is filled in, by its kind. */
export const PlanControl = ({ control, field, value, isFixed = false, isCell = false, onChange }: ControlOf) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const names = usePlanNames();
  const planWords = usePlanFormWords();
  const none = { value: '', label: planWords.choose };
  if (field.kind === 'choices') return <Ticks {...{ control, field, value, onChange }} />;
  if (field.kind === 'unit' && !isFixed) {
    const units = field.name === 'recommenderUnit' ? [...UNITS, CITY] : UNITS;
    const options = units.map(({ unitCode, ...unit }) => ({ value: unitCode, label: unit[words.language] }));
    return <ChoiceSelect {...control} value={value} onChange={onChange} options={[none, ...options]} />;
  }
  if (field.kind === 'choice') {
    const options = field.codes.map((code) => ({ value: code, label: names.code(field, code) }));
    return <ChoiceSelect {...control} value={value} onChange={onChange} options={[none, ...options]} />;
  }
  if (field.kind === 'yes-no') {
    const options = [
      { value: 'true', label: caseWords.yes },
      { value: 'false', label: caseWords.no },
    ];
    return <ChoiceSelect {...control} value={value} onChange={onChange} options={[none, ...options]} />;
  }
  const shown =
    field.kind === 'unit' ? (UNITS.find(({ unitCode }) => unitCode === value)?.[words.language] ?? value) : value;
  const common = {
    ...control,
    ...(field.kind === 'date' ? { type: 'date' } : {}),
    ...(NUMERIC.includes(field.kind) ? { inputMode: 'decimal' as const } : {}),
    ...(field.most === undefined ? {} : { maxLength: field.most }),
    readOnly: isFixed,
    value: shown,
    onChange: (event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value),
  };
  // A roster has two thousand cells: the browser's own field is quick enough for that.
  if (isCell) return <input {...common} className="select" />;
  return <Input {...common} {...(field.kind === 'yuan' ? { suffix: words.language === 'zh' ? '元' : 'yuan' } : {})} />;
};

const NUMERIC: readonly string[] = ['whole', 'decimal', 'yuan'];

/** Several of a few. */
const Ticks = ({ control, field, value, onChange }: ControlOf) => {
  const names = usePlanNames();
  const ticked = value === '' ? [] : value.split(',');
  return (
    <div className="choices-row" role="group" {...control} aria-label={names.label(field)}>
      {field.codes.map((code) => (
        <label key={code} className="check">
          <input
            type="checkbox"
            checked={ticked.includes(code)}
            onChange={({ target }) =>
              onChange(field.codes.filter((one) => (one === code ? target.checked : ticked.includes(one))).join(','))
            }
          />
          <span>{names.code(field, code)}</span>
        </label>
      ))}
    </div>
  );
};
