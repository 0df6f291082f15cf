import { Input } from 'antd';
import { INSPECTION_ITEM_CODES, type InspectionItemCode, type InspectionView, type ReasonCode } from '#libs/contracts';
import { INSPECTION_ITEMS } from '#libs/policy';
import type { ShownError } from '../api/field-errors.view.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { Choices, Field } from './field.part.js';
import { FileField, type StoredFile } from './file-field.part.js';
import { FormEnd } from './form-end.part.js';
import { ReasonFields } from './reason-fields.part.js';
import { useForm, type FormProps } from './use-form.part.js';

/** As many as the contract takes. */
const PHOTOS_MAX = 60;
const FINDINGS = ['conforms', 'fails', 'not-applicable'] as const;
type Finding = (typeof FINDINGS)[number];
/** `reject` is an older word for `fail`. */
const OUTCOMES = ['pass', 'rectify', 'fail'] as const;

type Values = Readonly<{
  classes: readonly { readonly kind: string; readonly children: string; readonly carers: string }[];
  items: Readonly<Partial<Record<InspectionItemCode, Finding>>>;
  photos: readonly StoredFile[];
  outcome: (typeof OUTCOMES)[number] | '';
  reasonCode: ReasonCode | '';
  reasonText: string;
}>;

const bodyOf = ({ classes, items, photos, outcome, reasonCode, reasonText }: Values): { body: unknown } => ({
  body: {
    outcome,
    ...(outcome === 'pass' ? {} : { reasonCode, reasonText: reasonText.trim() }),
    sheet: {
      classes: classes.map(({ kind, children, carers }) => ({
        kind,
        children: Number(children),
        carers: Number(carers),
      })),
      items: INSPECTION_ITEM_CODES.flatMap((code) => {
        const finding = items[code];
        return finding === undefined ? [] : [{ code, finding }];
      }),
      photos: photos.map(({ hash, fileName }) => ({ hash, fileName })),
    },
  },
});

/** The inspection sheet (F10), usable on a phone: what was found in each class and item by item, then the outcome. */
export const InspectionReportForm = ({
  task,
  path,
  inspection,
  onAnswer,
}: FormProps & { inspection: InspectionView }) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const initial: Values = {
    classes: inspection.state.facts.classes.map(({ kind, children, carers }) => ({
      kind,
      children: String(children),
      carers: String(carers),
    })),
    items: {},
    photos: [],
    outcome: '',
    reasonCode: '',
    reasonText: '',
  };
  // Between visit and report only due dates and reminders change the inspection: nothing that a found thing rests on.
  const form = useForm({ path: `${path}/report`, initial, version: undefined, bodyOf, onAnswer });
  const { values, change, at } = form;
  return (
    <form onSubmit={form.submit} noValidate>
      <ClassesFound classes={values.classes} at={at} onChange={(classes) => change({ classes })} />
      {INSPECTION_ITEM_CODES.map((code) => (
        <Choices
          key={code}
          name={`item-${code}`}
          legend={`${INSPECTION_ITEMS[code][words.language]}${INSPECTION_ITEMS[code].veto ? decisionWords.veto : ''}`}
          options={FINDINGS.map((value) => ({ value, text: decisionWords.findings[value] }))}
          value={values.items[code]}
          onChange={(finding) => change({ items: { ...values.items, [code]: finding } })}
        />
      ))}
      <FileField
        label={decisionWords.photos}
        accept="image/*"
        service="approvals"
        caseId={task.caseId}
        most={PHOTOS_MAX}
        files={values.photos}
        onChange={(photos) => change({ photos })}
      />
      <Choices
        legend={decisionWords.inspectionOutcome}
        name="outcome"
        options={OUTCOMES.map((value) => ({ value, text: decisionWords.inspectionOutcomes[value] }))}
        value={values.outcome === '' ? undefined : values.outcome}
        errors={at('/outcome')}
        onChange={(outcome) => change({ outcome })}
      />
      {values.outcome === 'rectify' || values.outcome === 'fail' ? (
        <ReasonFields values={values} at={at} onChange={change} />
      ) : null}
      <FormEnd
        {...form.end}
        pointers={[
          '/outcome',
          '/reasonCode',
          '/reasonText',
          ...values.classes.map((_, index) => `/sheet/classes/${index}`),
        ]}
        label={decisionWords.submitSheet}
      />
    </form>
  );
};

interface ClassesProps {
  readonly classes: Values['classes'];
  readonly at: (pointer: string) => readonly ShownError[];
  readonly onChange: (classes: Values['classes']) => void;
}

/** Each class as it was found, beginning with what the plan says. */
const ClassesFound = ({ classes, at, onChange }: ClassesProps) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const names: Readonly<Record<string, string>> = words.office.classes;
  const change = (index: number, changes: Partial<Values['classes'][number]>): void =>
    onChange(classes.map((row, place) => (place === index ? { ...row, ...changes } : row)));
  return (
    <fieldset className="classes">
      <legend>{decisionWords.classesFound}</legend>
      {classes.map((row, index) => (
        <div key={`${row.kind} ${index}`} className="class-row" role="group" aria-label={names[row.kind] ?? row.kind}>
          <strong>{names[row.kind] ?? row.kind}</strong>
          {(['children', 'carers'] as const).map((field) => (
            <Field key={field} label={decisionWords.classFields[field]} errors={at(`/sheet/classes/${index}/${field}`)}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  value={row[field]}
                  onChange={(event) => change(index, { [field]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      ))}
    </fieldset>
  );
};
